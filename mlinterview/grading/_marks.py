"""People's marks: which one is for a score, whether it still holds, and what it makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from mlinterview.errors import InvalidResponseError, RecordsError
from mlinterview.grading._given import as_given
from mlinterview.model._faults import first_fault
from mlinterview.model.free_text import Rubric
from mlinterview.model.item import Item
from mlinterview.model.records import RED_FLAG, Mark
from mlinterview.model.score import CriterionScore, GraderName, ItemScore, ScoreProblem

__all__ = ["Decisions", "marked"]


class Decisions:
    """Marks by examinee, item and attempt; of several for the same the last one counts.

    Raises:
        RecordsError: something is no mark; the message says which and why.
    """

    def __init__(self, marks: Iterable[Mark | Mapping[str, Any]]) -> None:
        self._found: dict[tuple[str | None, str], dict[int | None, Mark]] = {}
        for number, raw in enumerate(marks, 1):
            mark = raw if isinstance(raw, Mark) else _mark(raw, number)
            self._found.setdefault((mark.examinee, mark.item), {})[mark.attempt] = mark

    def of(self, score: ItemScore) -> Mark | None:
        """The mark for a score: the one of its attempt, else the one that names no attempt."""
        found = self._found.get((score.examinee_id, score.item_id), {})
        return found.get(score.attempt, found.get(None))


def _mark(raw: Mapping[str, Any], number: int) -> Mark:
    try:
        return Mark.model_validate(raw)
    except ValidationError as error:
        place, reason = first_fault(error)
        raise RecordsError(f"mark {number}: {place + ': ' if place else ''}{reason}") from None


def marked(score: ItemScore, item: Item, mark: Mark) -> ItemScore:
    """The score with a person's decision; the score as it was, with a problem, if that is stale."""
    stale = None
    if mark.item_version is not None and mark.item_version != item.version:
        stale = f"the item is now version {item.version}, marked was version {mark.item_version}"
    elif mark.response is not None and not _same(item, mark.response, score.response):
        stale = "the response has changed since it was marked"
    if stale:
        return _unused(score, "StaleMark", f"mark by {mark.by} not used: {stale}")
    try:
        points, criteria = _applied(score, item, mark)
    except ValueError as error:
        return _unused(score, "InvalidMark", f"mark by {mark.by} not used: {error}")
    undecided = [part for part in criteria if not part.decided]
    open_points = sum(part.max_points for part in undecided)
    floor = points - sum(part.points or 0.0 for part in undecided)
    return score.model_copy(
        update={
            "points": points,
            "points_range": (floor, min(score.max_points, floor + open_points))
            if undecided
            else (points, points),
            "status": "needs_review" if undecided else "graded",
            "criteria": criteria,
            "confidence": score.confidence if undecided else 1.0,
            "band": score.band if undecided else None,
            "grader": GraderName(name=mark.by),
            "feedback": (*_told(score, item, criteria), *_note(mark)),
            "problem": None,
        }
    )


def _note(mark: Mark) -> tuple[str, ...]:
    """The note as feedback, without what is for interviewers alone: that stays with the marks."""
    lines = (mark.note or "").split("\n")
    text = "\n".join(line for line in lines if not line.startswith(RED_FLAG)).strip()
    return (text,) if text else ()


def _same(item: Item, one: Any, other: Any) -> bool:
    """Whether two responses mean the same: lists of options in another order do."""
    try:
        return bool(item.read_response(one) == item.read_response(other))
    except InvalidResponseError:
        return bool(as_given(one) == other)


def _unused(score: ItemScore, kind: str, message: str) -> ItemScore:
    if score.problem is not None:
        return score
    return score.model_copy(update={"problem": ScoreProblem(kind=kind, message=message)})


def _applied(score: ItemScore, item: Item, mark: Mark) -> tuple[float, tuple[CriterionScore, ...]]:
    maximum = score.max_points
    if not isinstance(mark.marks, dict):
        points = float(mark.marks)
        if not -maximum <= points <= maximum:
            raise ValueError(f"points up to {maximum:g} expected, found {points:g}")
        return points, ()
    rubric: Rubric | None = getattr(item, "rubric", None)
    if rubric is None:
        raise ValueError(f"{item.format} has no criteria to mark; give points for the item")
    before = {part.id: part for part in score.criteria}
    unknown = set(mark.marks) - {criterion.id for criterion in rubric.criteria}
    if unknown:
        raise ValueError(f"no criterion named {', '.join(sorted(unknown))}")
    scale = maximum / rubric.points
    criteria = []
    for criterion in rubric.criteria:
        worth = criterion.points * scale
        value = mark.marks.get(criterion.id)
        earlier = before.get(criterion.id)
        if value is None:
            part = earlier or CriterionScore(
                id=criterion.id, points=0.0, max_points=worth, decided=False
            )
        else:
            if isinstance(value, bool):
                value = criterion.points if value else 0
            earned = float(value)
            if not 0 <= earned <= criterion.points:
                raise ValueError(
                    f"0 to {criterion.points:g} points expected for {criterion.id!r},"
                    f" found {earned:g}"
                )
            met = earned == criterion.points
            part = CriterionScore(
                id=criterion.id,
                points=earned * scale,
                max_points=worth,
                met=met,
                spans=earlier.spans if earlier else (),
                feedback=None if met else criterion.feedback,
            )
        criteria.append(part)
    if all(part.met for part in criteria):
        return maximum, tuple(criteria)  # whatever the fractions of the criteria add up to
    earned_by = {part.id: (part.points or 0.0) / scale for part in criteria}
    return min(maximum, rubric.capped(earned_by) * scale), tuple(criteria)


def _told(score: ItemScore, item: Item, criteria: tuple[CriterionScore, ...]) -> tuple[str, ...]:
    """Feedback that fits the person's decision: that of the criteria which are not met."""
    rubric: Rubric | None = getattr(item, "rubric", None)
    if rubric is None or not criteria:
        return score.feedback
    own = {criterion.feedback for criterion in rubric.criteria}
    missed = [part.feedback for part in criteria if part.feedback and part.met is False]
    others = [line for line in score.feedback if line not in own]
    return tuple(dict.fromkeys([*missed, *others]))
