"""Which sentences of an answer may speak for anything: statements, not lists of terms."""

from __future__ import annotations

import re
from collections import Counter

from mlinterview.graders._prose.hollow import is_hollow, may_be_hollow
from mlinterview.graders._prose.order import is_orderly
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import (
    AUX,
    BACKWARD,
    CONJUNCTION,
    DETERMINER,
    FORWARD,
    FUNCTION,
    PREPOSITION,
    PRONOUN,
    VERB,
    WEAK,
)

__all__ = ["Statements"]

#: an answer of so many words with fewer small ones among them, and without the signs of notes
#: (arrows, colons, brackets), is a list of terms
_LIST_WORDS, _LIST_SHARE, _SIGNS_SHARE = 10, 0.1, 0.08
_LONG_SENTENCES = 8  # words a sentence, on the average
#: so many words without a stop, hardly an article, pronoun or "to be" among them, are terms too
_RUN_WORDS, _RUN_SHARE = 25, 0.04
_SIGNS = re.compile(r"[-=]>|[=;:(/\u2192\u21d2\u2191\u2193\u2248<>+]")
#: so many clauses of so few words in a row are the entries of a list
_ENTRIES, _ENTRY_WORDS = 4, 4
#: terms of so many criteria in one sentence with next to no verb are stuffed into it
STUFFED = 3


class Statements:
    """The sentences of an answer that state something; in a ``list`` all of them count."""

    def __init__(self, prose: Prose, style: str, claims: frozenset[str]) -> None:
        self._prose = prose
        self._claims = claims
        self._known: dict[int, bool] = {}
        self.notes: list[str] = []
        #: whether a sentence that only relates terms was asked for and did not count
        self.stuffed = False
        self._all = style != "prose"
        self._none = False
        self._mostly: bool | None = None
        self._entries: dict[int, int] | None = None
        self._hollow = not self._all and may_be_hollow(prose)
        if not self._all:
            if not is_orderly(prose):
                self._none = True
                self.notes.append("the words stand in no order")
            elif self._is_list():
                self._none = True
                self.notes.append("a list of terms without statements")

    @property
    def none(self) -> bool:
        """Whether no sentence counts at all."""
        return self._none

    def counts(self, sentence: int) -> bool:
        """Whether the sentence may speak for a criterion."""
        found = self._known.get(sentence)
        if found is None:
            found = self._known[sentence] = self._all or (not self._none and self._counts(sentence))
        return found

    def _counts(self, sentence: int) -> bool:
        if self._states(sentence) or self._mostly_states():
            return True
        if self._hollow:
            self.stuffed = self.stuffed or is_hollow(self._prose, sentence)
        return False

    def _mostly_states(self) -> bool:
        """Whether most words stand in statements: fragments among them are notes, no list."""
        if self._mostly is None:
            prose = self._prose
            sizes = [
                (len(prose.sentence(number)), self._states(number))
                for number in range(min(len(prose.sentence_starts) - 1, _MOST_SENTENCES))
            ]
            stating = sum(size for size, states in sizes if states)
            self._mostly = 2 * stating >= sum(size for size, _ in sizes)
        return self._mostly

    def _is_list(self) -> bool:
        bits = self._prose.bits
        count = len(bits)
        if count < _LIST_WORDS:
            return False
        sentences = len(self._prose.sentence_starts) - 1
        if count < _LONG_SENTENCES * sentences:
            return False  # short sentences: notes
        small = count - self._prose.carrying[count]
        if small < _LIST_SHARE * count:
            return self._signs() < _SIGNS_SHARE
        if count < _RUN_WORDS * max(sentences, 1):
            return False
        built = sum(bool(bit & (DETERMINER | AUX | PRONOUN)) for bit in bits)
        return built <= _RUN_SHARE * count and self._signs() < _RUN_SHARE

    def _signs(self) -> float:
        """Signs of notes a word, in the beginning of the answer."""
        signs = len(_SIGNS.findall(self._prose.characters.original[:_LOOKED_AT]))
        return signs / min(len(self._prose.bits), _LOOKED_AT // 6)

    @property
    def entries(self) -> dict[int, int]:
        """Of the words in a list the number of their entry."""
        if self._entries is None:
            self._entries = _entries(self._prose)
        return self._entries

    def _states(self, sentence: int) -> bool:
        """Whether anything ties the words of the sentence: a verb, a small word, a number."""
        bits, stems = self._prose.bits, self._prose.stems
        tied = any(
            bits[index] & (VERB | FUNCTION | FORWARD | BACKWARD)
            or stems[index] in self._claims
            or stems[index][0].isdecimal()
            for index in self._prose.sentence(sentence)
        )
        return tied and not (self._hollow and is_hollow(self._prose, sentence))

    def states_itself(self, first: int, last: int) -> bool:
        """Whether the words from one to the other say something, rather than name a thing."""
        bits, stems, negated = self._prose.bits, self._prose.stems, self._prose.negated
        return any(
            bits[index] & VERB or stems[index] in self._claims or negated[index] >= 0
            for index in range(first, last + 1)
        )

    def verbs(self, sentence: int) -> int:
        """How many words of the sentence say something of its terms."""
        bits = self._prose.bits
        return sum(
            bool(bits[index] & VERB and not bits[index] & WEAK)
            for index in self._prose.sentence(sentence)
        )


#: sentences that are looked at to tell notes from lists
_MOST_SENTENCES = 400
#: signs are counted in so many characters at the most
_LOOKED_AT = 20_000


def _entries(prose: Prose) -> dict[int, int]:
    """Words in the entries of lists: four or more clauses of a few words in a row."""
    found: dict[int, int] = {}
    if len(prose.after_comma) < _ENTRIES - 1:
        return found
    run: list[tuple[int, int]] = []  # first and last word of each short clause
    start, introduced = 0, False
    for clause, words in Counter(prose.clauses).items():  # in their order
        if words == 1 and prose.bits[start] & CONJUNCTION:
            start += words
            continue  # ", and," joins entries and is none
        short = words <= _ENTRY_WORDS
        if not (short and (run or introduced) and clause in prose.after_comma):
            if run:
                _note(prose, run, found)
                run = []
            introduced = short and _is_introduced(prose, start)
        if short and not introduced:
            run.append((start, start + words - 1))
        start += words
    _note(prose, run, found)
    return found


def _is_introduced(prose: Prose, start: int) -> bool:
    """Whether a verb brings in what begins here: ``the shadow run finds: timeouts, ...``."""
    before = start - 1
    return (
        before >= 0
        and prose.bits[before] & VERB > 0
        and prose.sentences[before] == prose.sentences[start]
        and prose.clauses[start] not in prose.after_comma
    )


def _note(prose: Prose, run: list[tuple[int, int]], found: dict[int, int]) -> None:
    asides = sum(prose.bits[first] & PREPOSITION > 0 for first, _ in run)
    if len(run) - (asides == 1) < _ENTRIES:  # one "in expectation" is no entry
        return
    spoken = sum(any(prose.bits[i] & VERB for i in range(first, last + 1)) for first, last in run)
    if spoken * 3 <= len(run):  # short clauses that state something are no list
        for first, last in run:
            found.update((index, first) for index in range(first, last + 1))
