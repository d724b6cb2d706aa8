"""Where an item stands: its file and line at once, and the YAML itself when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlinterview.bank._yaml import Entry

__all__ = ["Entries", "Source"]

#: from here on reading the file as a whole is the shorter way
_MOST_ALONE = 20


class Entries:
    """The entries of one file; a bank that comes from the cache reads them when first asked."""

    __slots__ = ("_alone", "_entries", "_path", "_root")

    def __init__(self, path: Path, root: Path, entries: Sequence[Entry] | None = None) -> None:
        self._path = path
        self._root = root
        self._entries = entries
        #: entries that were read by themselves
        self._alone: dict[int, Entry] = {}

    def entry(self, index: int, line: int = 0) -> Entry | None:
        """The entry that begins on ``line``; None where the file has changed and is shorter now.

        The first few that are asked for are read by themselves, where the line is known.
        """
        if self._entries is None:
            from mlinterview.bank._yaml import read_entry, read_yaml, split_entries

            if index in self._alone:
                return self._alone[index]
            if line and len(self._alone) < _MOST_ALONE:
                alone = read_entry(self._path, line, root=self._root)
                if alone is not None:
                    self._alone[index] = alone
                    return alone
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
        entry = self.entries.entry(self.index, self.line)
        return None if entry is None else entry.node

    @property
    def raw(self) -> object:
        """What the file holds there."""
        entry = self.entries.entry(self.index, self.line)
        return None if entry is None else entry.value
