"""Who on a roster answered, and who answered without being on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mlinterview.model.records import ResponseRecord
from mlinterview.model.roster import Roster
from mlinterview.store._problems import shown
from mlinterview.store.duplicates import mark_duplicates

__all__ = ["Attendance", "WrongVariant", "attendance"]


@dataclass(frozen=True, slots=True)
class WrongVariant:
    """A person whose paper was not the one that the roster names.

    Attributes:
        examinee: who.
        expected: the code on the roster.
        found: the codes in the records.
        unknown: those of them that nobody on the roster has: slips of the pen, most likely.
    """

    examinee: str
    expected: str
    found: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """A roster against the records of an exam; people by id, in the order of the list or file.

    Attributes:
        absent: on the roster, without a record.
        unknown: in the records, not on the roster.
        duplicate: with a second record for one item and attempt.
        wrong_variant: answered another paper than theirs.
        present: how many of the roster have records.
    """

    absent: tuple[str, ...]
    unknown: tuple[str, ...]
    duplicate: tuple[str, ...]
    wrong_variant: tuple[WrongVariant, ...]
    present: int

    def as_json(self) -> dict[str, Any]:
        """Ids by what is the matter with them, JSON-ready; ``variants`` tells of the papers."""
        return {
            "present": self.present,
            "absent": list(self.absent),
            "unknown": list(self.unknown),
            "duplicate": list(self.duplicate),
            "wrong_variant": [wrong.examinee for wrong in self.wrong_variant],
            "variants": {
                wrong.examinee: {"roster": wrong.expected, "found": list(wrong.found)}
                for wrong in self.wrong_variant
            },
        }

    def lines(self) -> tuple[str, ...]:
        """What is the matter, a line for each kind; empty where all is well."""
        wrong = [
            f"{shown(each.examinee, 40)} ({', '.join(shown(code, 20) for code in each.found)}"
            f" instead of {shown(each.expected, 20)}"
            f"{'; no such paper on the roster' if each.unknown else ''})"
            for each in self.wrong_variant
        ]
        kinds = (
            ("absent, so not scored", self.absent),
            ("not on the roster", self.unknown),
            ("there twice", self.duplicate),
        )
        lines = [(what, [shown(who, 40) for who in people]) for what, people in kinds]
        lines.append(("another variant than on the roster, which counts", wrong))
        return tuple(
            f"roster: {what} ({len(people)}): {', '.join(people)}"
            for what, people in lines
            if people
        )


def attendance(roster: Roster, records: Iterable[ResponseRecord]) -> Attendance:
    """Compare the people of an exam with those who answered.

    People are looked up as by `Roster.find`. Records without an examinee are nobody's.

    Args:
        roster: who should have sat the exam.
        records: their responses, as `read_responses` gives them.

    >>> import mlinterview as mli
    >>> roster = mli.Roster([mli.RosterEntry(examinee="ann"), mli.RosterEntry(examinee="bo")])
    >>> record = mli.ResponseRecord(examinee="eve", item="loss-for-task")
    >>> found = mli.attendance(roster, [record])
    >>> found.absent, found.unknown
    (('ann', 'bo'), ('eve',))
    """
    seen: set[str] = set()
    unknown: dict[str, None] = {}
    duplicate: dict[str, None] = {}
    papers: dict[str, dict[str, None]] = {}
    for record, again in mark_duplicates(records):
        if record.examinee is None:
            continue
        entry = roster.find(record.examinee)
        who = entry.examinee if entry is not None else record.examinee
        if again:
            duplicate[who] = None
        if entry is None:
            unknown[who] = None
            continue
        seen.add(who)
        if record.variant and entry.variant and roster.code(record.variant) != entry.variant:
            papers.setdefault(who, {})[record.variant] = None
    printed = {entry.variant for entry in roster}
    return Attendance(
        absent=tuple(entry.examinee for entry in roster if entry.examinee not in seen),
        unknown=tuple(unknown),
        duplicate=tuple(duplicate),
        wrong_variant=tuple(
            WrongVariant(
                entry.examinee,
                entry.variant or "",
                found := tuple(papers[entry.examinee]),
                tuple(code for code in found if roster.code(code) not in printed),
            )
            for entry in roster
            if entry.examinee in papers
        ),
        present=len(seen),
    )
