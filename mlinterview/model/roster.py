"""Who sits an exam: people with their groups, paper codes and time factors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, overload

from pydantic import field_validator

from mlinterview._text import fold
from mlinterview.model._base import Model, Number, Text

__all__ = ["MOST_TIME", "Roster", "RosterEntry"]

#: the largest time factor
MOST_TIME = 4
T = TypeVar("T")


class RosterEntry(Model):
    """One person on a roster.

    Attributes:
        examinee: the id that records name the person by.
        name: as printed on the paper.
        group: class, course or room.
        variant: the code of the person's paper; None where none is dealt yet.
        time_factor: time allowed over the usual time, 1 to 4; 1.25 is a quarter more.
        notes: for the examiner; never printed.
    """

    examinee: Text
    name: Text | None = None
    group: Text | None = None
    variant: Text | None = None
    time_factor: Number = 1
    notes: Text | None = None

    @field_validator("examinee", mode="after")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("an examinee expected, found an empty text")
        return value.strip()

    @field_validator("time_factor", mode="after")
    @classmethod
    def _in_range(cls, value: float) -> float:
        if not 1 <= value <= MOST_TIME:
            raise ValueError(f"a time factor from 1 to {MOST_TIME} expected, found {value:g}")
        return value


class Roster(Sequence[RosterEntry]):
    """The people of an exam, in the order of the list; each ``examinee`` stands on it once.

    Raises:
        ValueError: an examinee is on it twice.

    >>> roster = Roster([RosterEntry(examinee="s01", name="Ann Lee")])
    >>> roster.find("ann  lee").examinee
    's01'
    """

    def __init__(self, entries: Iterable[RosterEntry]) -> None:
        self._entries = tuple(entries)
        self._exact: dict[str, RosterEntry] = {}
        for entry in self._entries:
            if entry.examinee in self._exact:
                raise ValueError(f"the examinee {entry.examinee!r} is on the roster twice")
            self._exact[entry.examinee] = entry
        self._by_id = _told_apart((entry.examinee, entry) for entry in self._entries)
        self._by_name = _told_apart((entry.name or "", entry) for entry in self._entries)
        codes = dict.fromkeys(entry.variant for entry in self._entries if entry.variant)
        self._codes = _told_apart((code, code) for code in codes)

    @property
    def entries(self) -> tuple[RosterEntry, ...]:
        """The people, in order."""
        return self._entries

    @overload
    def __getitem__(self, index: int) -> RosterEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RosterEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> RosterEntry | tuple[RosterEntry, ...]:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[RosterEntry]:
        return iter(self._entries)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} people>"

    def find(self, who: str) -> RosterEntry | None:
        """The person with this id or, failing that, of this name; None where nobody or two fit.

        The id as written wins. Else upper and lower case are one, white space is one space, and a
        number is the same with and without zeros in front, which spreadsheets drop.
        """
        exact = self._exact.get(who)
        if exact is not None:
            return exact
        folded = _folded(who)
        found = self._by_id.get(folded)
        if found is None and folded not in self._by_id:
            found = self._by_name.get(folded)
        return found

    def code(self, variant: str) -> str:
        """A paper code as the roster writes it: ``a`` is ``A`` there, and ``7`` is ``007``.

        A code that the roster does not have comes back as it is.
        """
        return self._codes.get(_folded(variant)) or variant

    def dealt(self, codes: Sequence[str]) -> Roster:
        """The roster with a code for everybody: those without one get ``codes`` in turn.

        In turn by the order of the list, so that neighbours differ and people who are added at its
        end change nobody's paper.

        Raises:
            ValueError: there are no codes.

        >>> roster = Roster(RosterEntry(examinee=name) for name in ("ann", "bo", "cy"))
        >>> [entry.variant for entry in roster.dealt("AB")]
        ['A', 'B', 'A']
        """
        if not codes:
            raise ValueError("at least one variant code expected")
        dealt, entries = 0, []
        for entry in self._entries:
            if entry.variant is None:
                entry = entry.model_copy(update={"variant": codes[dealt % len(codes)]})
                dealt += 1
            entries.append(entry)
        return Roster(entries)


def _folded(text: str) -> str:
    # the apostrophe is what tables are given in front of what would be a formula
    folded = fold(text).removeprefix("'")
    return folded.lstrip("0") or "0" if folded.isdecimal() else folded


def _told_apart(pairs: Iterable[tuple[str, T]]) -> dict[str, T | None]:
    """By folded text; None where two have the same."""
    found: dict[str, T | None] = {}
    for text, value in pairs:
        key = _folded(text)
        if key:
            found[key] = None if key in found else value
    return found
