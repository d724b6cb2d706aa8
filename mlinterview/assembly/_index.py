"""Items by what they count under, so that a selection need not look at each of them."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.model.blueprint import Selection
from mlinterview.model.item import Item
from mlinterview.model.kinds import VALUES_OF

__all__ = ["Index"]


class Index:
    """The numbers of items by kind and value; a kind is looked at when it is first asked for."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._kinds: dict[str, dict[str, set[int]]] = {}

    def matching(self, which: Selection) -> set[int]:
        """The numbers of the items that meet every condition, as `Selection.takes` has it."""
        found: set[int] | None = None
        for kind, values in which.conditions():
            known = self._of(kind)
            met = set[int]().union(*(known.get(value, ()) for value in values))
            found = met if found is None else found & met
        return set(range(len(self._items))) if found is None else found

    def _of(self, kind: str) -> dict[str, set[int]]:
        if kind not in self._kinds:
            known: dict[str, set[int]] = {}
            for at, item in enumerate(self._items):
                for value in [item.pool] if kind == "pool" else VALUES_OF[kind](item):
                    known.setdefault(value, set()).add(at)
            self._kinds[kind] = known
        return self._kinds[kind]
