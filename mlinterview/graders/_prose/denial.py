"""What an answer denies, takes back or only guesses.

A trigger denies the words after it up to the end of its clause. Denials of the whole answer and
retractions make words void: they speak neither for nor against anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import (
    AUX,
    DETERMINER,
    HARD,
    HEDGE,
    NEGATION,
    PAIRED,
    PREPOSITION,
    PRONOUN,
    SOFT,
    VERB,
)

__all__ = ["mark_denials"]

_REACH = 9  # words that a trigger denies at most
_FAR_BACK = 60  # words that a denial at the end of a sentence reaches back

#: after ``not`` (and the like): it denies nothing
_PSEUDO = frozenset(
    [
        "only",
        "just",
        "merely",
        "simply",
        "necessarily",
        "surprisingly",
        "surprising",
        "underestimate",
    ]
)
_PSEUDO_BEFORE = {"no": frozenset({"doubt", "wonder", "matter", "longer", "surprise"})}
_FORGETTING = frozenset({"forget", "forgetting", "forgot", "omit", "neglect"})
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


def _spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space where it has a space."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" )", r"\s)").replace(" ", r"\s+"))


_WRONG = (
    r"(?:(?:completely |totally |all |entirely |utterly |simply |just |quite )*"
    r"(?:wrong|false|incorrect|untrue|nonsense|rubbish|mistaken|a lie|lies|a myth|invalid|inaccurate)"
    r"|not (?:at all )?(?:true|correct|right|the case|accurate|valid))"
)
_THAT = _spaced(
    r"\b(?:it(?:'s| is| was| would be)?|this is|that is) (?:(?:simply|just|completely|totally|also|clearly) )*(?:"
    + _WRONG
    + r"|a (?:common )?(?:myth|misconception|mistake|misunderstanding))"
    r" (?:that|to (?:say|claim|think|believe|assume|state)(?: that)?)\b"
    r"|\b(?:nobody|no one) (?:says|believes|claims) that\b"
    r"|\b(?:i|we) (?:doubt|deny|disagree|do not (?:think|believe|agree)|don't (?:think|believe|agree))"
    r"(?: that)?\b"
    r"|\b(?:some|many|people|others|students) (?:\w+ )?(?:wrongly|falsely|incorrectly|mistakenly)"
    r" (?:say|think|believe|claim|assume)(?: that)?\b"
)
_CLAIM = _spaced(
    r"\b(?:the|any) (?:claim|statement|idea|belief|notion|view|assertion|assumption) that\b[^.!?]{0,300}?\b"
    r"(?:is|are|was) " + _WRONG
)
_LATER = _spaced(
    r"\b(?:is|are|was)(?:n't| not) (?:really )?(?:true|the case|correct|so)(?=\s*(?:[.!?;,]|$))"
    r"|\b(?<!that )(?<!which )(?<!who )(?:does|do|did)(?:n't| not) (?:really )?"
    r"(?:happen|hold|occur)(?=\s*(?:[.!?;,]|$))"
    r"|\b(?:which|that|this|it) (?:is|was) (?:simply |just |completely |totally )?"
    r"(?:false|untrue|a myth|wrong|incorrect)(?=\s*(?:[.!?;]|$))"
    r"|\bnever (?:happens|occurs)(?=\s*(?:[.!?;,]|$))"
)
_ALL_AFTER = _spaced(
    r"\b(?:the following|what follows|everything below|all (?:of )?(?:the )?(?:following|below)"
    r"|(?:this|the|my) (?:whole |entire )?(?:answer|statement|text|paragraph|explanation)(?: below)?"
    r"|the (?:next|following) (?:answer|statements?|text|sentences?|paragraph))\b[^.!?:\n]{0,40}?\b(?:is|are) "
    + _WRONG
    + r"|\bnone of (?:the following|what follows)[^.!?:\n]{0,30}?\b(?:is|are) (?:true|correct|right)"
    r"|\bi (?:completely |totally |strongly )?(?:disagree with|reject|deny) (?:the following|all|everything)"
)
_ALL_BEFORE = _spaced(
    r"\b(?:none of (?:this|that|it|these|the above|what i (?:said|wrote))[^.!?\n]{0,30}?\b(?:is|are|was)"
    r" (?:true|correct|right|the case)"
    r"|(?:all (?:of )?(?:this|that|it|the above|these)|everything(?: (?:above|here|i (?:said|wrote|just said)))?"
    r"|the above|what i (?:said|wrote|just said|just wrote)"
    r"|(?:this|the|my) (?:whole |entire )?(?:answer|statement|text|paragraph|explanation))(?: above)?"
    r"(?: (?:is|are|was|were))? "
    + _WRONG
    + r"|the (?:exact )?opposite (?:of (?:this|that|all this|the above)"
    r" )?is (?:true|the case))(?=\s*(?:[.!?;,]|$))"
)
_TAKEN_BACK = _spaced(
    r"(?:\bno,? wait|wait,? no|scratch that|strike that|(?:(?<=[.!?]\s)|\A)correction(?= ?[:,] (?:it|the|this|that|no|not|actually|i|a|an|there|in)\b)|i take (?:that|it|this) back"
    r"|(?:forget|ignore|disregard) (?:that|this|what i (?:just )?(?:said|wrote)|the (?:above|last sentence))"
    r"|actually,? no|no,? actually|on second thoughts?|sorry,? (?:no|i meant|that is wrong|that's wrong)"
    r"|(?:that|this)(?: last (?:sentence|part))?(?:'s| is| was) (?:wrong|not right|incorrect|false)(?=\s*[.!?:,;]))"
)
#: words to the grader, not to the question
_ADDRESSED = _spaced(
    r"\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier)"
    r" (?:instructions?|prompts?|rules?)\b"
    r"|\b(?:full|maximum) (?:marks|credit)\b"
    r"|\b(?:give|award|assign|grant|deserves?|get|gets)\b[^.!?\n]{0,30}?\b(?:full|maximum|all|top|highest)"
    r" (?:points|score|grade)\b|\baward (?:the|full|all|maximum)\b"
    r"|\b(?:note|message|instruction)s? (?:to|for) the (?:grader|examiner|marker|teacher|evaluator)\b"
    r"|\b(?:dear|attention|hello) (?:grader|examiner|marker|evaluator)\b"
    r"|\b(?:meets?|satisf(?:y|ies)|fulfils?) (?:every|all|each)(?: of the)? criteri(?:on|a)\b"
    r"|(?:\A|\n)(?:system|assistant|user) ?:|\bset met\b|\"met\" ?:|\bscore ?: ?\d"
)
#: words of which one stands in every match of a pattern: most answers have none
_SAYS_WRONG = frozenset(
    [
        "wrong",
        "false",
        "incorrect",
        "untrue",
        "nonsense",
        "rubbish",
        "mistaken",
        "lie",
        "lies",
        "myth",
        "invalid",
        "inaccurate",
    ]
)
_SAYS_RIGHT = frozenset(["true", "correct", "right", "case", "accurate", "valid"])
_THAT_HINTS = frozenset(
    [
        "misconception",
        "mistake",
        "misunderstanding",
        "nobody",
        "doubt",
        "deny",
        "disagree",
        "wrongly",
        "falsely",
        "incorrectly",
        "mistakenly",
    ]
)
_CLAIMS = frozenset(
    ["claim", "statement", "idea", "belief", "notion", "view", "assertion", "assumption"]
)
_HOLDS = frozenset(["happen", "hold", "occur", "so", "happens", "occurs"])
_WHOLE = frozenset(
    [
        "following",
        "follows",
        "below",
        "above",
        "answer",
        "statement",
        "statements",
        "text",
        "paragraph",
        "explanation",
        "sentence",
        "sentences",
        "none",
        "all",
        "everything",
        "opposite",
        "said",
        "wrote",
        "disagree",
        "reject",
        "deny",
    ]
)
_BACK_HINTS = frozenset(
    [
        "wait",
        "scratch",
        "strike",
        "correction",
        "back",
        "forget",
        "ignore",
        "disregard",
        "actually",
        "thought",
        "thoughts",
        "sorry",
    ]
)
_GRADER_HINTS = frozenset(
    [
        "instructions",
        "instruction",
        "prompt",
        "prompts",
        "rules",
        "marks",
        "credit",
        "award",
        "grader",
        "examiner",
        "marker",
        "teacher",
        "evaluator",
        "system",
        "assistant",
        "user",
        "met",
        "criterion",
        "criteria",
        "score",
        "points",
        "grade",
    ]
)


def mark_denials(prose: Prose) -> None:
    """Fill in ``negated``, ``void`` and ``hedged``."""
    words = prose.words
    negates = False
    for index, bit in enumerate(prose.bits):
        if not bit & _MARKS:
            continue
        if bit & NEGATION:
            negates = True
            _trigger(prose, index)
        elif bit & HEDGE:
            _hedge(prose, index)
        elif words[index] in _ALONE:
            _deny(prose, index, index, _REACH)
        elif index + 1 < len(words) and words[index + 1] == _PAIRS.get(words[index]):
            _deny(prose, index + 1, index + 1, _REACH)
    _whole_sentences(prose, prose.characters.text, negates)


_MARKS = NEGATION | HEDGE | PAIRED


def _trigger(prose: Prose, index: int) -> None:
    words = prose.words
    after = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    if before == "why":
        return  # "why not remind all of them?" proposes it
    if words[index] == "no" and before in ("by", "in") and after in ("means", "way"):
        _deny(prose, index + 1, index + 1, _REACH)
        return
    if (
        words[index] == "no"
        and index + 1 < len(words)
        and (prose.clauses[index + 1] != prose.clauses[index])
    ):
        return  # "Random forest: no, it does not need it" answers a question
    if words[index] == "non":
        _deny(prose, index, index, 1)
        return
    if after in _FORGETTING:
        behind = words[index + 2] if index + 2 < len(words) else ""
        if behind in ("to", "that", "about"):
            return  # "do not forget to" asks for it
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
    aside = -1
    parted = last + 1 < count and clauses[last + 1] == clause + 1
    if parted and clauses[last + 1] in prose.after_comma and bits[by] & NEGATION:
        aside = clauses[last + 1]  # "will not, in general, reduce it": the denial goes on behind
    for index in range(last + 1, min(count, last + 1 + reach)):
        if prose.sentences[index] != prose.sentences[by]:
            return
        if clauses[index] == aside:
            continue
        if aside >= 0 and clauses[index] == aside + 1 and clauses[index] in prose.after_comma:
            clause = clauses[index]
        if clauses[index] != clause:
            # "not because of this but ...": the clause that begins right after is the denied one;
            # "does not mean that ...": what follows is denied too
            right_after = index == last + 1 and bits[index] & SOFT and not bits[index] & HARD
            if right_after or words[index] == "that":
                clause = clauses[index]
            else:
                return
        if index > last + 1 and _begins(prose, index, narrow=words[by] in _NOUN_TRIGGERS):
            return
        if negated[index] < 0:
            negated[index] = by
        if words[index] in ("and", "or") and index + 1 < count and _has_subject(prose, index + 1):
            return


#: they deny a noun or a gerund: the statement that follows is no part of it
_NOUN_TRIGGERS = frozenset({"without", "than", "of", "unlike", "lack", "lacks", "lacking"})
_SUBJECTS = frozenset({"one", "we", "i", "you", "it", "they", "he", "she", "there"})


def _begins(prose: Prose, index: int, *, narrow: bool) -> bool:
    """Whether a statement of its own begins here, without a comma to tell."""
    bits = prose.bits[index]
    after = prose.bits[index + 1] if index + 1 < len(prose.bits) else 0
    if bits & PRONOUN and "'" in prose.words[index]:
        return True  # we'd, it's
    before = prose.bits[index - 1]  # "make it converge": an object, no subject
    if prose.words[index] in _SUBJECTS and after & VERB and not before & (VERB | PREPOSITION):
        return True
    return narrow and bool(bits & AUX or (bits & VERB and prose.words[index].endswith("s")))


def _has_subject(prose: Prose, start: int) -> bool:
    """Whether behind ``and`` a subject comes before the next verb: then another statement begins."""
    if prose.bits[start] & (PRONOUN | DETERMINER):
        return True
    for index in range(start, min(start + 4, len(prose.bits))):
        if prose.bits[index] & VERB:
            return index > start
    return False


def _hedge(prose: Prose, index: int) -> None:
    clause = prose.clauses[index]
    for at in range(index, len(prose.words)):
        if prose.clauses[at] != clause or (at > index and prose.hedged[at]):
            return
        prose.hedged[at] = True


def _whole_sentences(prose: Prose, text: str, negates: bool) -> None:
    """What is said of sentences and of the whole answer; patterns whose words are missing rest."""
    words = set(prose.words)
    says_wrong = not words.isdisjoint(_SAYS_WRONG) or (
        negates and not words.isdisjoint(_SAYS_RIGHT)
    )
    if says_wrong or not words.isdisjoint(_THAT_HINTS) or (negates and "that" in words):
        for match in _THAT.finditer(text):
            _deny_sentence(prose, match.start(), match.end(), after=True)
    if says_wrong and not words.isdisjoint(_CLAIMS):
        for match in _CLAIM.finditer(text):
            _deny_range(prose, match.start(), match.end())
    if says_wrong or (negates and not words.isdisjoint(_HOLDS)):
        for match in _LATER.finditer(text):
            _deny_sentence(prose, match.start(), match.start(), after=False)
    if not words.isdisjoint(_WHOLE):
        _whole_answer(prose, text)
    if says_wrong or not words.isdisjoint(_BACK_HINTS):
        for match in _TAKEN_BACK.finditer(text):
            _take_back(prose, match.start())
    if not words.isdisjoint(_GRADER_HINTS):
        for match in _ADDRESSED.finditer(text):
            _ignore(prose, match.start())


def _whole_answer(prose: Prose, text: str) -> None:
    first = _ALL_AFTER.search(text)
    if first is not None:
        _void(prose, first.start(), len(text))
        prose.notes.append("the answer denies what it says after this")
    end = max((match.end() for match in _ALL_BEFORE.finditer(text)), default=0)
    if end:
        _void(prose, 0, end)
        prose.notes.append("the answer denies what it has said before")


def _words_in(prose: Prose, start: int, end: int) -> range:
    return range(
        bisect_left(prose.spans, start, key=_start), bisect_left(prose.spans, end, key=_start)
    )


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _deny_range(prose: Prose, start: int, end: int) -> None:
    inside = _words_in(prose, start, end)
    prose.sweeping.add(inside.start)
    for index in inside:
        prose.negated[index] = inside.start


_RELATIVE = frozenset({"which", "where", "who", "whose"})


def _deny_sentence(prose: Prose, start: int, end: int, *, after: bool) -> None:
    """Deny the rest of the sentence after ``end``, or its clause so far before ``start``."""
    inside = _words_in(prose, start, max(end, start + 1))
    if not inside:
        return
    by = inside.start
    if after:
        prose.sweeping.add(by)
        for index in range(inside.stop, len(prose.words)):
            if prose.segments[index] != prose.segments[inside.stop - 1]:
                return
            if prose.negated[index] in prose.sweeping:
                return  # the rest is denied already
            prose.negated[index] = by
        return
    for index in range(by - 1, max(-1, by - _FAR_BACK), -1):
        # "a term in which they do not occur" denies the relative clause alone
        relative = prose.words[index] in _RELATIVE and index < by - 1
        if prose.segments[index] != prose.segments[by] or relative:
            return
        if prose.negated[index] < 0:
            prose.negated[index] = by


def _void(prose: Prose, start: int, end: int) -> None:
    for index in _words_in(prose, start, end):
        prose.void[index] = True


def _ignore(prose: Prose, start: int) -> None:
    """Void the sentence that speaks to the grader."""
    at = min(_words_in(prose, start, start + 1).start, len(prose.words) - 1)
    if at < 0:
        return
    inside = prose.sentence(prose.sentences[at])
    if prose.void[inside.start]:
        return
    for index in inside:
        prose.void[index] = True
    note = "a sentence speaks to the grader"
    if note not in prose.notes:
        prose.notes.append(note)


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
    if prose.void[first]:
        return
    for index in range(first, at):
        prose.void[index] = True
    note = "the answer takes something back"
    if note not in prose.notes:
        prose.notes.append(note)
