"""What a roster settles while responses are read: the ids of people, and the papers they had."""

from __future__ import annotations

from mlinterview.model.records import ResponseRecord
from mlinterview.model.roster import Roster, RosterEntry
from mlinterview.store._problems import shown

__all__ = ["Seating"]


class Seating:
    """Looks people up on a roster, and keeps what it had to settle; without one all stays."""

    def __init__(self, roster: Roster | None) -> None:
        self._roster = roster
        self._found: dict[str, RosterEntry | None] = {}
        self._renamed: dict[str, str] = {}
        self._given: dict[str, str] = {}

    def who(self, written: str) -> str:
        """The roster's id of a person; what was written where the roster has no such person."""
        entry = self._entry(written)
        if entry is None:
            return written
        if entry.examinee != written:
            self._renamed[written] = entry.examinee
        return entry.examinee

    def expects(self, examinee: str) -> bool:
        """Whether the person is on the roster."""
        return self._entry(examinee) is not None

    def variant(self, examinee: str, written: str | None) -> str | None:
        """The code of a person's paper: the one written, as the roster spells it, else theirs."""
        if self._roster is None:
            return written
        if written:
            return self._roster.code(written)
        entry = self._entry(examinee)
        if entry is None or entry.variant is None:
            return None
        self._given[entry.examinee] = entry.variant
        return entry.variant

    def seated(self, record: ResponseRecord) -> ResponseRecord:
        """The record under the roster's id, with the code of the paper where no seed is known."""
        if record.examinee is None:
            return record
        examinee = self.who(record.examinee)
        variant = record.variant
        if record.seed is None:
            variant = self.variant(examinee, variant)
        if (examinee, variant) == (record.examinee, record.variant):
            return record
        return record.model_copy(update={"examinee": examinee, "variant": variant})

    def notes(self) -> tuple[str, ...]:
        """What was settled, a line each."""
        found = []
        if self._renamed:
            names = ", ".join(
                f"{shown(written, 40)!r} is {shown(identity, 40)}"
                for written, identity in self._renamed.items()
            )
            found.append(f"roster: named otherwise than on it: {names}")
        if self._given:
            names = ", ".join(
                f"{shown(who, 40)} {shown(code, 20)}" for who, code in self._given.items()
            )
            found.append(f"roster: no variant given, so that of the roster is taken: {names}")
        return tuple(found)

    def _entry(self, written: str) -> RosterEntry | None:
        if self._roster is None:
            return None
        if written not in self._found:
            self._found[written] = self._roster.find(written)
        return self._found[written]
