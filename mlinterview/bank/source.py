"""Where an item stands: its file and line at once, and the YAML itself when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlinterview.bank._yaml import Entry

__all__ = ["Entries", "Source"]


class Entries:
    """The entries of one file; a bank that comes from the cache reads them when first asked."""

    __slots__ = ("_entries", "_path", "_root")

    def __init__(self, path: Path, root: Path, entries: Sequence[Entry] | None = None) -> None:
        self._path = path
        self._root = root
        self._entries = entries

    def entry(self, index: int) -> Entry | None:
        """The entry; None where the file has changed and has fewer by now."""
        if self._entries is None:
            from mlinterview.bank._yaml import read_yaml, split_entries

            self._entries = split_entries(read_yaml(self._path, root=self._root))
        return self._entries[index] if index < len(self._entries) else None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item stands.

    Attributes:
        file: the path as shown to people.
        line: the line it begins on, from 1.
        entries: what the file holds.
        index: which of these it is.
    """

    file: str
    line: int
    entries: Entries = field(compare=False, repr=False)
    index: int

    @property
    def node(self) -> object:
        """Where its parts stand, for ``line_of``."""
        entry = self.entries.entry(self.index)
        return None if entry is None else entry.node

    @property
    def raw(self) -> object:
        """What the file holds there."""
        entry = self.entries.entry(self.index)
        return None if entry is None else entry.value
