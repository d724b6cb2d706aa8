"""The report without what gives keys away: the one place that decides what examinees see."""

from __future__ import annotations

from mlinterview.model.score import ScoreProblem
from mlinterview.reports._model import ExamineeReport, ItemResult, Report, StudyArea

__all__ = ["without_keys"]


def without_keys(report: Report) -> Report:
    """No keys, explanations, references, rubric parts or texts of a grader's crash."""
    examinees = tuple(_person(person) for person in report.examinees)
    return report.model_copy(update={"examinees": examinees, "audience": "examinee"})


def _person(person: ExamineeReport) -> ExamineeReport:
    return person.model_copy(
        update={
            "items": tuple(_item(item) for item in person.items),
            "study_next": tuple(_area(area) for area in person.study_next),
        }
    )


def _item(item: ItemResult) -> ItemResult:
    problem = item.problem
    if problem is not None and item.status == "failed":  # its text may quote the key
        problem = ScoreProblem(kind=problem.kind, message="the answer could not be graded")
    return item.model_copy(update={"key": None, "parts": (), "problem": problem})


def _area(area: StudyArea) -> StudyArea:
    items = tuple(item.model_copy(update={"references": ()}) for item in area.items)
    return area.model_copy(update={"items": items})
