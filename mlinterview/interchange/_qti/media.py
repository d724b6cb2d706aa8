"""The pictures of a package."""

from __future__ import annotations

from collections.abc import Callable

from mlinterview.interchange._batch import Batch
from mlinterview.interchange._figure_files import Pictures
from mlinterview.model.item import Figure

__all__ = ["Media"]


class Media:
    """The pictures of a package, and which item uses which."""

    def __init__(self, batch: Batch) -> None:
        roots = [entry.item.placement.root for entry in batch.items]
        self._pictures = Pictures(next((root for root in roots if root is not None), None))
        self.uses: list[str] = []
        self.missing: list[str] = []

    @property
    def files(self) -> dict[str, bytes]:
        """Bytes by name."""
        return self._pictures.files

    def begin(self) -> None:
        """Another item begins."""
        self.uses, self.missing = [], []

    def address(self, figure: Figure, place: Callable[[str], str]) -> str | None:
        """Where a picture is found, ``place`` of its name; None where there is no such file."""
        name = self._pictures.address(figure)
        if name is None:
            self.missing.append(figure.file)
            return None
        if name not in self.uses:
            self.uses.append(name)
        return place(name)
