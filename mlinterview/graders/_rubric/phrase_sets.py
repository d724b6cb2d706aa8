"""Which phrases a stretch of an answer may hold, told from its symbols by a few operations on bits.

Every symbol has a number with a bit for each place of each phrase that it can stand in. The numbers
of the symbols that are there, put together, tell of all phrases at once which places are filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlinterview.graders._rubric.ready import Leaf

__all__ = ["PhraseSets"]


class PhraseSets:
    """The phrases of a rubric by the symbols that they are made of.

    The bits of a symbol are one for the symbol itself, and behind those of all symbols the phrases
    that have it in the first place, then in the second and so on.
    """

    def __init__(
        self, leaves: Iterable[Leaf], concepts: Mapping[int, tuple[Leaf, ...]], symbols: int
    ) -> None:
        found = {leaf.number: leaf for leaf in leaves if leaf.places}
        self._levels = max((len(leaf.places) for leaf in found.values()), default=1)
        self._width = max(found, default=0) + 1
        self._symbols = symbols
        #: places that phrases do not have are filled from the start
        self.unset = 0
        self._of_symbol = [1 << symbol for symbol in range(symbols)]
        for leaf in found.values():
            for level in range(self._levels):
                bit = leaf.bit << symbols + level * self._width
                if level >= len(leaf.places):
                    self.unset |= bit
                    continue
                for symbol in set(leaf.places[level].symbols):
                    self._of_symbol[symbol] |= bit
        self._all = sum(leaf.bit for leaf in found.values())
        #: what follows from each phrase of a concept that is there: the concept is
        self._concepts: dict[int, int] = {}
        self._of_concepts = 0
        for concept, phrases in concepts.items():
            for leaf in phrases:
                known = self._concepts.get(leaf.bit, 0)
                self._concepts[leaf.bit] = known | self._of_symbol[concept]
                self._of_concepts |= leaf.bit

    def of(self, symbols: Iterable[int]) -> int:
        """The bits of symbols together."""
        found = 0
        for symbol in symbols:
            found |= self._of_symbol[symbol]
        return found

    def settled(self, there: int) -> tuple[int, int]:
        """The phrases that may be there, concepts included; and all that is there with these."""
        live = self._filled(there)
        done = 0
        while new := live & self._of_concepts & ~done:
            done |= new
            before = there
            while new:
                bit = new & -new
                there |= self._concepts[bit]
                new ^= bit
            if there == before:
                break
            live = self._filled(there)
        return live, there

    def _filled(self, there: int) -> int:
        """The phrases of which every place is filled."""
        live, width = self._all, self._width
        there >>= self._symbols
        for _ in range(self._levels):
            live &= there
            if not live:
                break
            there >>= width
        return live

    def symbols(self, there: int) -> int:
        """The symbols that are there, as bits."""
        return there & (1 << self._symbols) - 1
