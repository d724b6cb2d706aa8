"""What an answer denies, takes back or only guesses.

A trigger denies the words after it up to the end of its clause. Denials of the whole answer and
retractions make words void: they speak neither for nor against anything.
"""

from __future__ import annotations

import re

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import (
    DETERMINER,
    HARD,
    HEDGE,
    NEGATION,
    PRONOUN,
    SOFT,
)

__all__ = ["mark_denials"]

_REACH = 9  # words that a trigger denies at most

#: after ``not`` (and the like): it denies nothing
_PSEUDO = frozenset({"only", "just", "merely", "simply", "necessarily", "surprisingly", "surprising"})
_PSEUDO_BEFORE = {"no": frozenset({"doubt", "wonder", "matter", "longer", "surprise"})}
#: two words that deny what follows
_PAIRS = {
    "rather": "than",
    "instead": "of",
    "opposed": "to",
    "contrary": "to",
    "fail": "to",
    "fails": "to",
    "failed": "to",
    "failing": "to",
    "failure": "to",
    "absence": "of",
    "free": "of",
    "far": "from",
    "short": "of",
    "no": "longer",
}
_ALONE = frozenset({"unlike"})

_WRONG = (
    r"(?:(?:completely |totally |all |entirely |utterly |simply |just |quite )*"
    r"(?:wrong|false|incorrect|untrue|nonsense|rubbish|mistaken|a lie|lies|a myth|invalid|inaccurate)"
    r"|not (?:at all )?(?:true|correct|right|the case|accurate|valid))"
)
_THAT = re.compile(
    r"\b(?:it(?:'s| is| was)?|this is) (?:(?:simply|just|completely|totally|also|clearly) )*(?:"
    + _WRONG
    + r"|a (?:common )?(?:myth|misconception|mistake|misunderstanding))"
    r" (?:that|to (?:say|claim|think|believe|assume|state)(?: that)?)\b"
    r"|\b(?:nobody|no one) (?:says|believes|claims) that\b"
    r"|\b(?:i|we) (?:doubt|deny|disagree|do not (?:think|believe|agree)|don't (?:think|believe|agree))"
    r"(?: that)?\b"
    r"|\b(?:some|many|people|others|students) (?:\w+ )?(?:wrongly|falsely|incorrectly|mistakenly)"
    r" (?:say|think|believe|claim|assume)(?: that)?\b"
)
_CLAIM = re.compile(
    r"\b(?:the|any) (?:claim|statement|idea|belief|notion|view|assertion|assumption) that\b[^.!?]*?\b"
    r"(?:is|are|was) " + _WRONG
)
_LATER = re.compile(
    r"\b(?:is|are|was|does|do|did)(?:n't| not) (?:really )?(?:true|the case|correct|happen|hold|occur|so)\b"
    r"|\b(?:is|are|was) (?:false|untrue|a myth|nonsense)\b"
    r"|\b(?:is|are|was) (?:wrong|incorrect)(?=\s*(?:[.!?;]|$))"
    r"|\bnever (?:happens|occurs)\b"
)
_ALL_AFTER = re.compile(
    r"\b(?:the following|what follows|everything below|all (?:of )?(?:the )?(?:following|below)"
    r"|(?:this|the|my) (?:whole |entire )?(?:answer|statement|text|paragraph|explanation)(?: below)?"
    r"|the (?:next|following) (?:answer|statements?|text|sentences?|paragraph))\b[^.!?:\n]{0,40}?\b(?:is|are) "
    + _WRONG
    + r"|\bnone of (?:the following|what follows)[^.!?:\n]{0,30}?\b(?:is|are) (?:true|correct|right)"
    r"|\bi (?:completely |totally |strongly )?(?:disagree with|reject|deny) (?:the following|all|everything)"
)
_ALL_BEFORE = re.compile(
    r"\b(?:none of (?:this|that|it|these|the above|what i (?:said|wrote))[^.!?\n]{0,30}?\b(?:is|are|was)"
    r" (?:true|correct|right|the case)"
    r"|(?:all (?:of )?(?:this|that|it|the above|these)|everything(?: (?:above|here|i (?:said|wrote|just said)))?"
    r"|the above|what i (?:said|wrote|just said|just wrote)"
    r"|(?:this|the|my) (?:whole |entire )?(?:answer|statement|text|paragraph|explanation))(?: above)?"
    r"(?: (?:is|are|was|were))? " + _WRONG + r"|the (?:exact )?opposite (?:of (?:this|that|all this|the above)"
    r" )?is (?:true|the case))(?=\s*(?:[.!?;,]|$))"
)
_TAKEN_BACK = re.compile(
    r"\b(?:no,? wait|wait,? no|scratch that|strike that|correction\b(?=\s*[:,.])|i take (?:that|it|this) back"
    r"|(?:forget|ignore|disregard) (?:that|this|what i (?:just )?(?:said|wrote)|the (?:above|last sentence))"
    r"|actually,? no|no,? actually|on second thoughts?|sorry,? (?:no|i meant|that is wrong|that's wrong)"
    r"|(?:that|this)(?: last (?:sentence|part))?(?:'s| is| was) (?:wrong|not right|incorrect|false)(?=\s*[.!?:,;]))"
)
#: one of these stands in every denial of a whole answer or retraction: most texts have none
_HINT = re.compile(
    r"wrong|false|incorrect|untrue|nonsense|rubbish|mistake|lie\b|lies\b|myth|misconception|invalid|"
    r"not (?:at all )?(?:true|correct|right|the case|accurate|valid|happen|hold|occur|so)|inaccurate|"
    r"n't (?:really )?(?:true|the case|correct|happen|hold|occur|so|think|believe|agree)|never (?:happens|occurs)|"
    r"none of|disagree|reject|deny|doubt|opposite|wait|scratch|strike that|correction|take (?:that|it|this) back|"
    r"forget|ignore|disregard|actually|second thought|sorry|nobody|no one|not (?:think|believe|agree)|misunderst"
)


def mark_denials(prose: Prose) -> None:
    """Fill in ``negated``, ``void`` and ``hedged``."""
    bits = prose.bits
    for index, bit in enumerate(bits):
        if bit & NEGATION:
            _trigger(prose, index)
        elif bit & HEDGE:
            _hedge(prose, index)
        else:
            word = prose.words[index]
            if word in _PAIRS:
                if index + 1 < len(bits) and prose.words[index + 1] == _PAIRS[word]:
                    _deny(prose, index + 1, index + 1, _REACH)
            elif word in _ALONE:
                _deny(prose, index, index, _REACH)
    text = prose.characters.text
    if _HINT.search(text):
        _whole_sentences(prose, text)


def _trigger(prose: Prose, index: int) -> None:
    words = prose.words
    after = words[index + 1] if index + 1 < len(words) else ""
    if after in _PSEUDO or after in _PSEUDO_BEFORE.get(words[index], ()):
        if words[index] == "no" and after == "longer":
            _deny(prose, index + 1, index + 1, _REACH)
        return
    _deny(prose, index, index, _REACH)


def _deny(prose: Prose, by: int, last: int, reach: int) -> None:
    """Negate what follows the word ``last`` up to the end of the clause."""
    words, bits, clauses, negated = prose.words, prose.bits, prose.clauses, prose.negated
    count = len(words)
    clause = clauses[by]
    for index in range(last + 1, min(count, last + 1 + reach)):
        if prose.sentences[index] != prose.sentences[by]:
            return
        if clauses[index] != clause:
            # "not because of this but ...": the clause that begins right after is the denied one
            if index == last + 1 and bits[index] & SOFT and not bits[index] & HARD:
                clause = clauses[index]
            else:
                return
        if negated[index] < 0:
            negated[index] = by
        if words[index] in ("and", "or") and index + 1 < count:
            following = bits[index + 1]
            if following & (PRONOUN | DETERMINER):
                return


def _hedge(prose: Prose, index: int) -> None:
    clause = prose.clauses[index]
    for at in range(index, len(prose.words)):
        if prose.clauses[at] != clause:
            return
        prose.hedged[at] = True


def _whole_sentences(prose: Prose, text: str) -> None:
    for match in _THAT.finditer(text):
        _deny_sentence(prose, match.start(), match.end(), after=True)
    for match in _CLAIM.finditer(text):
        _deny_range(prose, match.start(), match.end())
    for match in _LATER.finditer(text):
        _deny_sentence(prose, match.start(), match.start(), after=False)
    for match in _ALL_AFTER.finditer(text):
        _void(prose, match.start(), len(text))
        prose.notes.append("the answer denies what it says after this")
    for match in _ALL_BEFORE.finditer(text):
        _void(prose, 0, match.end())
        prose.notes.append("the answer denies what it has said before")
    for match in _TAKEN_BACK.finditer(text):
        _take_back(prose, match.start())


def _words_in(prose: Prose, start: int, end: int) -> range:
    from bisect import bisect_left

    return range(bisect_left(prose.starts, start), bisect_left(prose.starts, end))


def _deny_range(prose: Prose, start: int, end: int) -> None:
    inside = _words_in(prose, start, end)
    for index in inside:
        prose.negated[index] = inside.start


def _deny_sentence(prose: Prose, start: int, end: int, *, after: bool) -> None:
    """Deny the rest of the sentence after ``end``, or its clause so far before ``start``."""
    inside = _words_in(prose, start, max(end, start + 1))
    if not inside:
        return
    by = inside.start
    if after:
        for index in range(inside.stop, len(prose.words)):
            if prose.sentences[index] != prose.sentences[by] or prose.segments[index] != (
                prose.segments[inside.stop - 1]
            ):
                return
            prose.negated[index] = by
        return
    for index in range(by - 1, -1, -1):
        if prose.segments[index] != prose.segments[by]:
            return
        if prose.negated[index] < 0:
            prose.negated[index] = by


def _void(prose: Prose, start: int, end: int) -> None:
    for index in _words_in(prose, start, end):
        prose.void[index] = True


def _take_back(prose: Prose, start: int) -> None:
    """Void the sentence that ends here, or the one before if this one begins here."""
    at = _words_in(prose, start, start + 1).start
    if at >= len(prose.words):
        return
    sentence = prose.sentences[at]
    first = prose.sentence_starts[sentence]
    if at - first <= 1 and sentence > 0:
        sentence -= 1
        first = prose.sentence_starts[sentence]
    for index in range(first, at):
        prose.void[index] = True
    prose.notes.append("the answer takes something back")
