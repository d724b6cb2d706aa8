"""The report without what gives keys away: the one place that decides what examinees see."""

from __future__ import annotations

from typing import Any

from mlinterview.model.score import ScoreProblem
from mlinterview.reports._model import ExamineeReport, ItemResult, Report, RoleReadiness, StudyArea

__all__ = ["without_keys"]

_CRASH = "the grader failed"
_UNREAD = "your answer could not be read; a person has to look at it"


def without_keys(report: Report) -> Report:
    """No keys, explanations, references, rubric parts or texts of a grader's crash."""
    changes: dict[str, Any] = {
        "examinees": tuple(_person(person) for person in report.examinees),
        "audience": "examinee",
    }
    summary = report.class_summary
    if summary is not None:
        failed = tuple(entry.model_copy(update={"message": _CRASH}) for entry in summary.failed)
        changes["class_summary"] = summary.model_copy(update={"failed": failed, "analysis": None})
    return report.model_copy(update=changes)


def _person(person: ExamineeReport) -> ExamineeReport:
    # what does not count, because the item stands there twice, a note says; it is no second result
    counting = [item for item in person.items if not item.repeated]
    return person.model_copy(
        update={
            "items": tuple(_item(item) for item in counting),
            "invalid": person.invalid - (len(person.items) - len(counting)),
            "study_next": tuple(_area(area) for area in person.study_next),
            "roles": tuple(_role(role) for role in person.roles),
        }
    )


def _role(role: RoleReadiness) -> RoleReadiness:
    study = tuple(item.model_copy(update={"references": ()}) for item in role.study)
    return role.model_copy(update={"study": study})


def _item(item: ItemResult) -> ItemResult:
    problem = item.problem
    if problem is not None and item.status == "failed":  # its text may quote the key
        problem = ScoreProblem(kind=problem.kind, message=_CRASH)
    elif problem is not None and problem.kind == "InvalidResponseError":  # it lists ids
        problem = ScoreProblem(kind=problem.kind, message=_UNREAD)
    return item.model_copy(update={"key": None, "parts": (), "problem": problem})


def _area(area: StudyArea) -> StudyArea:
    items = tuple(item.model_copy(update={"references": ()}) for item in area.items)
    return area.model_copy(update={"items": items})
