"""What is said of sentences and of the whole answer: wrong, taken back, meant for the grader.

Denials of the whole answer and retractions make words void: they speak neither for nor against
anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set

from mlinterview.graders._prose.patterns import matches, may_say
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.sayings import (
    ADDRESSED,
    ALL_AFTER,
    ALL_BEFORE,
    CORRECTED,
    DETAIL,
    LATER,
    SAYINGS,
    TAKEN_BACK,
    THAT,
    THE_CLAIM,
)
from mlinterview.graders._prose.words import PRONOUN, VERB

__all__ = ["mark_sentences"]

_FAR_BACK = 60  # words that a denial at the end of a sentence reaches back


def mark_sentences(prose: Prose, words: Set[str], negates: bool) -> None:
    """Mark what whole sentences of an answer of these words deny or take back."""
    told = may_say(SAYINGS, words, negates)
    if not told:
        return
    text = prose.characters.text
    for match in matches(THAT, told, text):
        _deny_sentence(prose, match.start(), match.end(), after=True)
    for match in matches(THE_CLAIM, told, text):
        _deny_range(prose, match.start(), match.end())
    for match in matches(LATER, told, text):
        if not _concedes(prose, match.start()):
            _deny_sentence(prose, match.start(), match.start(), after=False)
    for match in matches(ALL_AFTER, told, text)[:1]:
        _void(prose, match.start(), len(text))
        prose.notes.append("the answer denies what it says after this")
    end = max((match.end() for match in matches(ALL_BEFORE, told, text)), default=0)
    if end:
        _void(prose, 0, end)
        prose.notes.append("the answer denies what it has said before")
    for match in matches(TAKEN_BACK, told, text):
        _deny_nothing(prose, match)
        if _is_amended(prose, match):
            _correct(prose, match.start(), match.end())
        else:
            _take_back(prose, match.start(), detail=DETAIL.match(text, match.end()) is not None)
    for match in matches(CORRECTED, told, text):
        _deny_nothing(prose, match)
        _correct(prose, match.start() + 1, match.end())
    for match in matches(ADDRESSED, told, text):
        _ignore(prose, match.start())


_CONCEDING = frozenset({"if", "when", "whenever", "where", "though", "although", "unless",
                        "whether", "because"})  # fmt: skip


def _concedes(prose: Prose, start: int) -> bool:
    """Whether it is said of a case: ``they accept it even if it is not correct``."""
    at = _words_in(prose, start, start + 1).start
    if at >= len(prose):
        return False
    return prose.words[bisect_left(prose.clauses, prose.clauses[at])] in _CONCEDING


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
        for index in inside:  # no phrase may borrow a word of the denial itself
            if prose.negated[index] not in prose.sweeping:
                prose.negated[index] = by
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


#: "Oh, and scrap what I said"
_BEFORE_TAKING = frozenset({"oh", "ah", "and", "but", "so", "no", "sorry", "wait", "hm", "ok"})


def _take_back(prose: Prose, start: int, *, detail: bool) -> None:
    """Void the sentence that ends here, or the one before if this one begins here.

    Of a sentence in which only a detail is put right, the last clause.
    """
    at = _words_in(prose, start, start + 1).start
    if at >= len(prose.words):
        return
    sentence = prose.sentences[at]
    first = prose.sentence_starts[sentence]
    near = at - first <= 1
    opening = near or (at - first <= 3 and _BEFORE_TAKING.issuperset(prose.words[first:at]))
    if opening and sentence > 0:
        sentence -= 1
        first = prose.sentence_starts[sentence]
    if prose.void[first]:
        return
    if detail:
        end = prose.sentence_starts[sentence + 1]
        clause = prose.clauses[min(at, end) - 1]
        first = max(first, bisect_left(prose.clauses, clause))
    for index in range(first, at):
        prose.void[index] = True
    note = "the answer takes something back"
    if note not in prose.notes:
        prose.notes.append(note)


def _deny_nothing(prose: Prose, match: re.Match[str]) -> None:
    """The "no" of "no wait, that is" denies nothing of what follows."""
    said = _words_in(prose, match.start(), match.end())
    for index in range(said.start, min(len(prose), said.stop + _FAR_BACK)):
        if prose.negated[index] in said:
            prose.negated[index] = -1


def _is_amended(prose: Prose, match: re.Match[str]) -> bool:
    """Whether only a word or two are put right: ``weight 10, no wait, 100 in training``."""
    said = _words_in(prose, match.start(), match.end())
    behind = said.stop
    if not said or behind >= len(prose):
        return False
    sentence = prose.sentences[behind]
    if prose.sentences[said.start] != sentence or said.start - prose.sentence_starts[sentence] <= 1:
        return False
    if prose.words[said.start] in ("that", "this", "that's"):
        return False  # "that is wrong, of course": all of it
    if prose.words[behind][0].isdecimal():
        return True
    end = min(prose.sentence(sentence).stop, behind + _FAR_BACK)
    return not any(prose.bits[index] & (VERB | PRONOUN) for index in range(behind, end))


def _is_rejected(prose: Prose, index: int) -> bool:
    return index < len(prose) and prose.words[index] in ("that", "that's", "this")


def _correct(prose: Prose, start: int, end: int) -> None:
    """Void what a correction within a sentence replaces: the clause before it, behind its verb.

    A number in place of a number replaces it alone.
    """
    said = _words_in(prose, start, max(end, start + 1))
    at = first = said.start
    while first > max(0, at - _FAR_BACK) and prose.clauses[first - 1] == prose.clauses[at - 1]:
        first -= 1
    if at >= len(prose.words) or prose.sentences[first] != prose.sentences[at]:
        return
    verbs = [index for index in range(first, at - 1) if prose.bits[index] & VERB]
    replaced = range(verbs[-1] + 1 if verbs else first, at)
    numbers = [index for index in replaced if prose.words[index][0].isdecimal()]
    if numbers and any(word[0].isdecimal() for word in prose.words[said.stop : said.stop + 4]):
        same = [index for index in numbers if _counted(prose, index) in _behind(prose, said.stop)]
        number = (same or numbers)[-1]
        replaced = range(number, number + 1)
    elif not verbs and prose.words[at] == "no" and not _is_rejected(prose, at + 1):
        return  # "A forest - no, it does not need it" answers a question
    for index in replaced:
        prose.void[index] = True


def _counted(prose: Prose, index: int) -> str:
    """What a number counts: the word behind it."""
    return prose.stems[index + 1] if index + 1 < len(prose) else ""


def _behind(prose: Prose, start: int) -> list[str]:
    return prose.stems[start : start + 5]
