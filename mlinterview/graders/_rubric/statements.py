"""Which sentences of an answer may speak for anything: statements, not lists of terms."""

from __future__ import annotations

from mlinterview.graders._prose.order import is_orderly
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import BACKWARD, FORWARD, FUNCTION, PREPOSITION, VERB, WEAK

__all__ = ["Statements"]

#: an answer of so many words with fewer small ones among them is a list of terms
_LIST_WORDS, _LIST_SHARE = 12, 0.1
#: terms of so many criteria in one sentence with next to no verb are stuffed into it
STUFFED = 3


class Statements:
    """The sentences of an answer that state something; in a ``list`` all of them count."""

    def __init__(self, prose: Prose, style: str, claims: frozenset[str]) -> None:
        self._prose = prose
        self._claims = claims
        self._known: dict[int, bool] = {}
        self.notes: list[str] = []
        self._all = style != "prose"
        self._none = False
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
        if self._all or self._none:
            return self._all
        found = self._known.get(sentence)
        if found is None:
            found = self._known[sentence] = self._states(sentence)
        return found

    def _is_list(self) -> bool:
        bits = self._prose.bits
        if len(bits) < _LIST_WORDS or "->" in self._prose.words or "=" in self._prose.words:
            return False
        small = sum(bool(bit & FUNCTION) for bit in bits)
        return small < _LIST_SHARE * len(bits)

    def _states(self, sentence: int) -> bool:
        bits, stems = self._prose.bits, self._prose.stems
        return any(
            bits[index] & (VERB | FORWARD | BACKWARD | PREPOSITION) or stems[index] in self._claims
            for index in self._prose.sentence(sentence)
        )

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
