"""What a filled sheet says, whatever its shape, as decisions; and what in it cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mlinterview.console.checklist import Value
from mlinterview.marking.deciding import Decision, marks_of, proposal
from mlinterview.marking.queue import ReviewGroup
from mlinterview.model.records import Mark

__all__ = ["SheetResult", "SheetRow", "taken_in"]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One answer of a sheet.

    Attributes:
        place: where it stands, for messages.
        answer: the group's id.
        item: the item's id, as the sheet has it.
        values: by criterion; None is left open.
        points, note, by: as they are filled in; None where they are empty.
        seen: whether somebody looked at it, as far as the sheet tells.
    """

    place: str
    answer: str
    item: str
    values: Mapping[str, Value] = field(default_factory=dict)
    points: float | None = None
    note: str | None = None
    by: str | None = None
    seen: bool = True


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What a filled sheet gives.

    Attributes:
        marks: of the rows that are good.
        problems: what could not be used, a line each; its rows make no mark.
        notes: what is no fault but worth knowing, a line each.
    """

    marks: tuple[Mark, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def taken_in(
    rows: Iterable[SheetRow],
    groups: Sequence[ReviewGroup],
    due: Iterable[ReviewGroup],
    *,
    by: str,
    problems: Iterable[str] = (),
) -> SheetResult:
    """The marks of the rows of a sheet.

    Args:
        rows: those that could be read.
        groups: every group that a row may be about.
        due: the groups that the sheet should hold.
        by: who marks, where a row does not say.
        problems: what could not be read.
    """
    known = {group.id: group for group in groups}
    faults = list(problems)
    marks: list[Mark] = []
    unchanged: list[str] = []
    unseen: list[str] = []
    idle: list[str] = []
    seen: set[str] = set()
    for row in rows:
        group = known.get(row.answer)
        if group is None or (row.item and row.item != group.item.id):
            faults.append(f"{row.place}: no answer {row.answer!r} to {row.item or 'any item'} here")
            continue
        if row.answer in seen:
            faults.append(f"{row.place}: the answer {row.answer!r} stands twice; the first counts")
            continue
        seen.add(row.answer)
        fault = _fault(row, group)
        if fault:
            faults.append(f"{row.place}: {fault}")
            continue
        if not row.seen:
            unseen.append(row.answer)
            continue
        made = marks_of(group, _decision(row, group), row.by or by)
        if not made:
            idle.append(row.answer)
        elif _unchanged(row, group):
            unchanged.append(row.answer)
        marks += made
    missing = [group.id for group in due if group.id not in seen]
    notes = (
        _line(unchanged, "as the engine proposed", "its verdict counts as marked"),
        _line(idle, "left open", "no mark"),
        _line(unseen, "not looked at", "no mark"),
        _line(missing, "not in the sheet", "no mark"),
    )
    return SheetResult(tuple(marks), tuple(faults), tuple(note for note in notes if note))


_FEW = 5


def _line(answers: Sequence[str], what: str, then: str) -> str:
    if not answers:
        return ""
    count = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
    more = f" and {len(answers) - _FEW} more" if len(answers) > _FEW else ""
    return f"{count} {what} ({then}): {', '.join(answers[:_FEW])}{more}"


def _fault(row: SheetRow, group: ReviewGroup) -> str:
    worth = {criterion.id: criterion.points for criterion in group.criteria}
    for name, value in row.values.items():
        if worth and name not in worth and value is not None:
            return f"no criterion named {name!r}"
        most = worth.get(name, 1.0)
        if value is not None and not isinstance(value, bool) and not 0 <= value <= most:
            return (
                f"{name}: 'met', 'not met' or points from 0 to {most:g} expected, found {value:g}"
            )
    if row.points is not None and not 0 <= row.points <= group.max_points:
        return f"points: 0 to {group.max_points:g} expected, found {row.points:g}"
    return ""


def _decision(row: SheetRow, group: ReviewGroup) -> Decision:
    # what the sheet shows of partial points is rounded
    values = proposal(group) if _unchanged(row, group) else row.values
    return Decision(values, row.points, row.note)


def _unchanged(row: SheetRow, group: ReviewGroup) -> bool:
    if row.points is not None:
        return False
    return all(_alike(row.values.get(name), value) for name, value in proposal(group).items())


def _alike(one: Value, other: Value) -> bool:
    if one is None or other is None or isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return abs(one - other) < 1e-4
