"""Which record counts: attempts, repeated records, records that cannot be."""

from __future__ import annotations

import math
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.model.score import ItemScore
from mlinterview.reports import ExamineeReport


def one(bank: mli.Bank, scores: Any, **options: Any) -> ExamineeReport:
    return mli.report(scores, bank=bank, **options).examinees[0]


def test_highest_attempt_counts(bank: mli.Bank, score: Any) -> None:
    """The highest attempt counts, wherever it stands and however it went."""
    scores = [score("choice-1", share, attempt=n) for n, share in [(2, 0.5), (3, 0.0), (1, 1.0)]]
    person = one(bank, scores)
    assert (person.points, person.max_points) == (0, 1)
    assert (person.responses, person.graded) == (3, 1)


def test_second_record_of_an_attempt_is_invalid(bank: mli.Bank, score: Any) -> None:
    """The first counts; the second is counted apart, listed, and takes nothing from the total."""
    person = one(bank, [score("choice-1", 1.0), score("choice-1", 0.0)])
    assert (person.points, person.points_range, person.max_points) == (1, (1, 1), 1)
    assert (person.graded, person.invalid, person.responses) == (1, 1, 2)
    assert person.notes[0] == "1 record repeats an item and attempt; the first one counts."
    kept, repeated = person.items
    assert (kept.status, repeated.status) == ("graded", "invalid")
    assert repeated.problem is not None
    assert "second record" in repeated.problem.message


def test_scores_without_an_examinee_are_one_persons(bank: mli.Bank, score: Any) -> None:
    """Nobody's scores, and those with an empty name, are those of one person without a name."""
    found = mli.report([score("choice-1"), score("choice-2", examinee_id="")], bank=bank)
    assert [person.examinee_id for person in found.examinees] == [None]
    assert found.examinees[0].points == 2


def test_people_are_in_natural_order(bank: mli.Bank, score: Any) -> None:
    """p2 comes before p10, the person without a name first."""
    names = ["p10", "P2", None, "p1"]
    found = mli.report([score("choice-1", examinee_id=name) for name in names], bank=bank)
    assert [person.examinee_id for person in found.examinees] == [None, "p1", "P2", "p10"]


def test_record_of_an_unknown_item(bank: mli.Bank, score: Any) -> None:
    """It is counted as invalid and shown, and has no maximum for anybody."""
    unknown = {"examinee": "Ann", "item": "choise-1", "response": "right"}
    known = {"examinee": "Ann", "item": "choice-1", "response": "right"}
    found = mli.report(mli.grade_all(bank, [unknown, known]), bank=bank)
    person = found.examinees[0]
    assert (person.points, person.max_points, person.invalid) == (1, 1, 1)
    assert person.notes[0] == "1 answer could not be read; for now it counts 0 points."
    assert person.items[-1].problem is not None
    assert "choise-1" in person.items[-1].problem.message


def test_unreadable_records_that_name_nobody(bank: mli.Bank, score: Any) -> None:
    """Beside people with names they make no person of their own, but stay in the counts."""
    lost = score("", None, status="invalid", max_points=0.0)
    named = [score("choice-1", examinee_id=name) for name in ("Ann", "Bob")]
    found = mli.report([lost, *named], bank=bank)
    assert [person.examinee_id for person in found.examinees] == ["Ann", "Bob"]
    assert (found.summary.responses, found.summary.invalid) == (3, 1)
    assert "1 record that names nobody could not be read." in found.notes
    assert found.class_summary is not None
    assert len(found.class_summary.invalid) == 1


BROKEN = [
    {"points": math.nan},
    {"points": math.inf},
    {"points": 1.5},
    {"points": -1.5},
    {"points": None},
    {"points_range": (0.0, math.nan)},
    {"points_range": (0.0, 7.0)},
    {"max_points": 0.0},
    {"max_points": -1.0},
    {"max_points": math.nan},
    {"max_points": math.inf},
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_numbers_that_cannot_be(bank: mli.Bank, score: Any, broken: dict[str, Any]) -> None:
    """A record with impossible numbers is invalid, keeps the item's place, and spoils nothing."""
    bad = score("choice-1").model_copy(update=broken)
    found = mli.report([bad, score("choice-2")], bank=bank)
    person = found.examinees[0]
    assert (person.points, person.max_points, person.invalid) == (1, 2, 1)
    assert person.points_range == (1, 2)
    assert "NaN" not in found.model_dump_json()


def test_unused_marks_are_named(bank: mli.Bank, score: Any) -> None:
    """A stale mark leaves the score, and the report says that it was not used."""
    problem = {"kind": "StaleMark", "message": "mark by Eve not used: the response has changed"}
    stale = ItemScore.model_validate({**score("choice-1").model_dump(), "problem": problem})
    person = one(bank, [stale])
    assert "1 mark was not used; the items say why." in person.notes
    assert "mark by Eve not used" in mli.report([stale], bank=bank).to_html()


def test_responses_of_any_shape_are_json(bank: mli.Bank, score: Any) -> None:
    """What was given is kept as JSON can hold it, however odd."""
    deep: list[Any] = []
    for _ in range(500):
        deep = [deep]
    odd = [{1: {2, 3}}, object(), math.nan, deep, ("a", b"bytes"), "\ud800"]
    for response in odd:
        lost = score("choice-1", None, status="invalid", response=response)
        found = mli.report([lost], bank=bank)
        found.model_dump(mode="json")
        for text in (found.to_text(), found.to_markdown(), found.to_html(), found.to_csv()):
            text.encode("utf-8")


def test_examinees_do_not_see_repeated_records(bank: mli.Bank, score: Any) -> None:
    """A note tells of them; the list of items holds what counts, as the counts do."""
    scores = [score("choice-1", 1.0), score("choice-1", 0.0), score("judged", 0.0)]
    made = mli.report(scores, bank=bank)
    (hidden,) = made.for_audience("examinee").examinees
    assert sorted(item.item_id for item in hidden.items) == ["choice-1", "judged"]
    assert (hidden.graded, hidden.invalid, hidden.points) == (2, 0, 1)
    assert hidden.notes == made.examinees[0].notes
    assert made.examinees[0].invalid == 1
