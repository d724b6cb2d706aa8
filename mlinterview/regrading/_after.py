"""The scores after: graded again where something changed, full credit given, drops taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.errors import RecordsError
from mlinterview.grading.stream import duplicate, grade_with
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.score import GraderName, ItemScore, Presented, ScoreProblem
from mlinterview.regrading._engine import AcceptingEngine, whole
from mlinterview.regrading._standings import Sheet
from mlinterview.store import mark_duplicates

__all__ = [
    "by_a_person",
    "forms_of",
    "full_credit",
    "regraded",
    "responses_of",
    "unanswered_credit",
    "written",
]

#: what an examinee is told of an item that everybody gets
FULL = "Full points for everybody."
_BY_DECISION = ("full_credit", "drop")


def responses_of(scores: Iterable[ItemScore]) -> list[ResponseRecord]:
    """The responses that scores hold, as they were given.

    Raises:
        RecordsError: they were left out of the file.
    """
    scores = list(scores)
    lost = sum(
        score.response is None
        and score.status in ("graded", "needs_review")
        and (score.grader is None or score.grader.name not in _BY_DECISION)
        for score in scores
    )
    if lost:
        raise RecordsError(
            f"the responses of {lost} of {len(scores)} scores were left out (--no-responses);"
            " regrade the file of responses"
        )
    return [
        ResponseRecord.model_construct(
            examinee=score.examinee_id,
            item=score.item_id,
            response=score.response,
            seconds=score.seconds,
            attempt=score.attempt,
            seed=score.presented.seed,
            variant=score.presented.variant,
            form=score.presented.form,
        )
        for score in scores
    ]


def forms_of(scores: Iterable[ItemScore], known: Iterable[str]) -> list[Form]:
    """What forms that nobody has at hand set for points, as the scores tell it."""
    have = set(known)
    points: dict[str, dict[str, float]] = {}
    for score in scores:
        name = score.presented.form
        if name is not None and name not in have and score.max_points > 0:
            points.setdefault(name, {}).setdefault(score.item_id, score.max_points)
    return [
        # ids as they were taken once, whatever they look like
        Form.model_construct(
            id=name,
            sections=(
                Section.model_construct(
                    items=tuple(
                        FormEntry.model_construct(id=item, points=worth)
                        for item, worth in entries.items()
                    )
                ),
            ),
        )
        for name, entries in points.items()
    ]


def regraded(
    engine: AcceptingEngine,
    bank: Bank,
    records: Sequence[ResponseRecord | Mapping[str, Any]],
    *,
    marks: Sequence[Mark | Mapping[str, Any]],
    forms: Sequence[Form],
) -> Iterator[ItemScore]:
    """One score a record, a second record of the same attempt ``invalid``."""
    scores = grade_with(engine, bank, records, marks=marks, forms=forms)
    for score, seen in mark_duplicates(scores):
        yield duplicate(score) if seen else score


def by_a_person(before: ItemScore, after: ItemScore) -> ItemScore:
    """The score that a person gave, if there is one and it still holds; else the new one.

    A person's score names no version of a grader. It holds while version and maximum of the item
    are the same; else the new one tells that it was not used.
    """
    grader = before.grader
    if grader is None or grader.version is not None or before.status in ("failed", "invalid"):
        return after
    if after.grader is not None and after.grader.version is None:
        return after  # marked again, by the marks at hand
    if before.item_version == after.item_version and before.max_points == after.max_points:
        return before
    if after.problem is not None:
        return after
    message = (
        f"mark by {grader.name} not used: the item is now version {after.item_version},"
        f" marked was version {before.item_version}"
    )
    problem = ScoreProblem(kind="StaleMark", message=message)
    return after.model_copy(update={"problem": problem})


def full_credit(score: ItemScore) -> ItemScore:
    """The same record with all points, whatever was answered; a repeated record stays invalid."""
    repeated = score.problem is not None and score.problem.kind == "DuplicateRecord"
    if repeated or score.max_points <= 0:
        return score
    grader = GraderName(name="full_credit")
    return whole(score, FULL).model_copy(update={"grader": grader, "problem": None})


def unanswered_credit(
    people: Mapping[str | None, Sheet], full: Iterable[str], bank: Bank, scheme: str
) -> list[ItemScore]:
    """Records with full points for those to whom such an item was due and who left none."""
    found = []
    for item in full:
        for name, sheet in people.items():
            slot = sheet.slots.get(item)
            if slot is None or slot.score is not None:
                continue
            blank = ItemScore(
                item_id=item,
                item_version=bank[item].version,
                examinee_id=name,
                presented=Presented(form=sheet.form),
                points=0.0,
                points_range=(0.0, 0.0),
                max_points=slot.max_points,
                status="unanswered",
                scheme=scheme,
            )
            found.append(full_credit(blank))
    return found


def written(
    scores: Iterable[ItemScore], people: Mapping[str | None, Sheet], dropped: Mapping[str, bool]
) -> list[ItemScore]:
    """The scores whose report gives the new totals: dropped items out, the others scaled."""
    factors = {name: sheet.scale(dropped) for name, sheet in people.items()}
    found = []
    for score in scores:
        factor = factors.get(score.examinee_id or None, 1.0)
        kept = dropped.get(score.item_id)
        if kept is False:
            continue
        if kept:
            score = _nothing(score)
        found.append(score if factor == 1 else _scaled(score, factor))
    return found


def _nothing(score: ItemScore) -> ItemScore:
    """A dropped item that stays in the maximum: it earns nobody anything."""
    if score.status in ("invalid", "failed") and score.max_points <= 0:
        return score
    return score.model_copy(
        update={
            "points": 0.0,
            "points_range": (0.0, 0.0),
            "status": "graded",
            "criteria": (),
            "feedback": (),
            "misconceptions": (),
            "confidence": 1.0,
            "band": None,
            "grader": GraderName(name="drop"),
            "problem": None,
        }
    )


def _scaled(score: ItemScore, factor: float) -> ItemScore:
    maximum = score.max_points * factor
    points = None
    if score.points is not None:
        points = maximum if score.points == score.max_points else score.points * factor
    low, high = (maximum if end == score.max_points else end * factor for end in score.points_range)
    criteria = tuple(
        part.model_copy(
            update={
                "points": None if part.points is None else part.points * factor,
                "max_points": part.max_points * factor,
            }
        )
        for part in score.criteria
    )
    return score.model_copy(
        update={
            "points": points,
            "points_range": (low, high),
            "max_points": maximum,
            "criteria": criteria,
        }
    )
