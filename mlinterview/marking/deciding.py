"""What a person decides of a group of answers, and the marks that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mlinterview.console.checklist import Statement, Value
from mlinterview.marking.queue import ReviewGroup
from mlinterview.model.free_text import FreeText
from mlinterview.model.records import Mark
from mlinterview.rendering.terminal import literal

__all__ = [
    "RIGHT",
    "Decision",
    "deduction",
    "marks_of",
    "points_of",
    "proposal",
    "statements",
    "whole_points",
]

#: stands for the criteria of an item that has none
RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Decision:
    """The values of the criteria, or points for the whole item, which win over them.

    Attributes:
        values: by criterion; those that are None or missing stay open.
        points: in the item's points.
        note: what the examinee is told besides.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    points: float | None = None
    note: str | None = None


def proposal(group: ReviewGroup) -> dict[str, Value]:
    """The engine's verdict by criterion; the item as a whole for formats without a rubric."""
    if group.criteria:
        return {criterion.id: criterion.value for criterion in group.criteria}
    if group.score.points is None:
        return {RIGHT: None}
    if 0 < group.points < group.max_points:
        return {RIGHT: group.points / group.max_points}
    return {RIGHT: group.points >= group.max_points}


def statements(group: ReviewGroup) -> tuple[Statement, ...]:
    """What is to be judged, with the engine's reasons."""
    if not group.criteria:
        worth = f"{group.max_points:g}"
        return (Statement(RIGHT, "The answer is right.", worth, _told(group)),)
    listed = []
    for criterion in group.criteria:
        reasons = []
        if criterion.part is not None:
            quotes = ", ".join(f"“{literal(span.text)}”" for span in criterion.part.spans)
            reasons = [f"found {quotes}" if quotes else "", literal(criterion.part.note or "")]
        reason = "; ".join(part for part in reasons if part)
        listed.append(Statement(criterion.id, criterion.statement, f"{criterion.points:g}", reason))
    return tuple(listed)


def _told(group: ReviewGroup) -> str:
    """Why it waits; of several blanks, which are right, wrong and open, since all count here."""
    parts = []
    for part in group.score.criteria:
        worth = f"{part.max_points:g}"
        parts.append(
            f"[{part.id}] {part.points or 0:g} of {worth}"
            if part.decided
            else f"[{part.id}] open, {worth}"
        )
    return " ".join([*group.score.feedback, *([f"{'; '.join(parts)}."] if parts else [])])


def points_of(group: ReviewGroup, values: Mapping[str, Value]) -> float:
    """What the values earn, in the item's points; open criteria earn nothing yet."""
    return max(0.0, _sum(group, values) - deduction(group))


def _sum(group: ReviewGroup, values: Mapping[str, Value]) -> float:
    if not isinstance(group.item, FreeText):
        return group.max_points * float(values.get(RIGHT) or 0.0)
    rubric = group.item.rubric
    earned = {
        criterion.id: _earned(values.get(criterion.id), criterion.points)
        for criterion in rubric.criteria
    }
    return rubric.capped(earned) * group.max_points / rubric.points


def _earned(value: Value, worth: float) -> float:
    return (worth if value else 0.0) if isinstance(value, bool) else value or 0.0


def deduction(group: ReviewGroup) -> float:
    """What the engine takes off for misconceptions, in the item's points.

    It stays when a person changes criteria; points for the whole item overrule it.
    """
    values = proposal(group)
    if None in values.values() or group.score.points is None:
        return 0.0
    taken = _sum(group, values) - group.points
    return taken if taken > 1e-9 else 0.0


def whole_points(group: ReviewGroup, text: str) -> float:
    """Typed points for the whole item.

    Raises:
        ValueError: no number, or more than can be earned.

    """
    most = group.max_points
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = -1.0
    if not 0 <= points <= most:  # NaN fails this too
        raise ValueError(f"points from 0 to {most:g} expected, found {text.strip()[:40]!r}")
    return points


def marks_of(group: ReviewGroup, decision: Decision, by: str) -> list[Mark]:
    """One mark for each of the equal answers; none where nothing is decided."""
    values = {name: value for name, value in decision.values.items() if value is not None}
    marks: dict[str, str | bool | int | float] | float
    if decision.points is not None:
        marks = decision.points
    elif not values:
        return []
    elif not group.criteria or deduction(group):
        marks = min(group.max_points, points_of(group, values))
    else:
        marks = dict(values)
    return [
        Mark(
            examinee=score.examinee_id,
            item=score.item_id,
            marks=marks,
            by=by,
            note=decision.note or None,
            item_version=group.item.version,
            response=score.response,
            attempt=score.attempt,
        )
        for score in group.scores
    ]
