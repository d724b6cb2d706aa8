"""From a stream of scores to the one that counts for each person and item."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from mlinterview.grading.stream import duplicate
from mlinterview.model.score import ItemScore, ScoreProblem
from mlinterview.reports._wording import count

__all__ = ["Counted", "by_person", "counted", "take_lost", "unused_marks"]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Counted:
    """One person's records: the latest attempt at each item, and those that repeat a record."""

    latest: dict[str, ItemScore]
    repeated: tuple[ItemScore, ...]


def by_person(scores: Iterable[ItemScore]) -> dict[str | None, list[ItemScore]]:
    """The scores of each person, checked; those that name nobody are one person's (None)."""
    people: dict[str | None, list[ItemScore]] = {}
    for score in scores:
        people.setdefault(score.examinee_id or None, []).append(_checked(score))
    return people


def take_lost(people: dict[str | None, list[ItemScore]]) -> list[ItemScore]:
    """Take out records that name neither a person nor an item, where others name people."""
    nobody = people.get(None, [])
    readable = any(score.status != "invalid" or score.max_points for score in nobody)
    if len(people) < 2 or readable:
        return []
    people.pop(None, None)
    return nobody


def counted(scores: Iterable[ItemScore]) -> Counted:
    """The highest attempt at each item; of records with the same attempt the first.

    The others come back as ``invalid`` records.
    """
    seen: set[tuple[str, int]] = set()
    latest: dict[str, ItemScore] = {}
    repeated = []
    for score in scores:
        if (score.item_id, score.attempt) in seen:
            repeated.append(duplicate(score))
            continue
        seen.add((score.item_id, score.attempt))
        known = latest.get(score.item_id)
        if known is None or score.attempt > known.attempt:
            latest[score.item_id] = score
    return Counted(latest, tuple(repeated))


def _checked(score: ItemScore) -> ItemScore:
    """The score; an invalid record where its numbers cannot be (a file edited by hand, say)."""
    fault = _fault(score)
    return score if fault is None else _invalid(score, "InvalidScore", fault)


def _fault(score: ItemScore) -> str | None:
    maximum = score.max_points
    if score.status in ("invalid", "failed"):
        fine = math.isfinite(maximum) and maximum >= 0
        return None if fine else _found(score, "max_points of 0 or more", maximum)
    if not (math.isfinite(maximum) and maximum > 0):
        return _found(score, "max_points above 0", maximum)
    points = score.points
    reach = maximum * (1 + _SLACK)
    if points is None or not (math.isfinite(points) and -reach <= points <= reach):
        return _found(score, f"points up to {maximum:g}", points)
    if not all(math.isfinite(end) and -reach <= end <= reach for end in score.points_range):
        return _found(score, f"a points_range up to {maximum:g}", list(score.points_range))
    return None


def _found(score: ItemScore, expected: str, found: object) -> str:
    return f"item {score.item_id!r}: {expected} expected in the score, found {found}"


def _invalid(score: ItemScore, kind: str, message: str) -> ItemScore:
    maximum = score.max_points if 0 <= score.max_points < math.inf else 0.0
    return score.model_copy(
        update={
            "status": "invalid",
            "points": None,
            "points_range": (0.0, maximum),
            "max_points": maximum,
            "criteria": (),
            "feedback": (),
            "misconceptions": (),
            "confidence": 0.0,
            "problem": ScoreProblem(kind=kind, message=message),
        }
    )


def unused_marks(scores: Iterable[ItemScore], where: str) -> list[str]:
    """A note on the marks of people that did not hold, where there are any; ``where`` says why."""
    unused = sum(
        score.problem is not None and score.status not in ("invalid", "failed") for score in scores
    )
    if not unused:
        return []
    verb = "was" if unused == 1 else "were"
    return [f"{count(unused, 'mark')} {verb} not used; the {where} say why."]
