"""The class: figures, honest for few people; hardest items; what needs a person."""

from __future__ import annotations

import statistics
from typing import Any

import pytest

import mlinterview as mli
from mlinterview._intervals import share_interval
from mlinterview.reports import ClassSummary

SHARES = {"Ann": [1, 1, 1], "Bob": [1, 0.5, 0], "Cid": [0, 0, 0.5], "Dan": [1, 1, 0]}


def class_of(bank: mli.Bank, scores: Any, **options: Any) -> ClassSummary:
    found = mli.report(scores, bank=bank, **options).class_summary
    assert found is not None
    return found


@pytest.mark.parametrize("render", ["to_text", "to_markdown", "to_html"])
def test_what_must_be_known_is_said_of_the_class(bank: mli.Bank, score: Any, render: str) -> None:
    """A maximum taken from the records, and items in two areas, are named where the class is."""
    scores = [score("several", examinee_id=name) for name in ("Ann", "Bob")]
    made = mli.report(scores, bank=bank, by=["area"])
    heading = {"to_text": "Person", "to_markdown": "| Person", "to_html": "<h2>People</h2>"}[render]
    text = " ".join(getattr(made, render)().split())
    assert "No form given: the maximum is that of the 1 item" in text[: text.index(heading)]
    several = text.index("several areas counts in each of them")
    assert several < text.index("Hardest items", text.index(heading)) or render == "to_html"


def test_notes_of_some_people_say_of_how_many(bank: mli.Bank, score: Any) -> None:
    """What does not concern everybody names how many it concerns."""
    scores = [
        score("choice-1", examinee_id="Ann", scheme="strict"),
        score("choice-1", examinee_id="Bob"),
    ]
    notes = mli.report(scores, bank=bank).notes
    assert any(note.startswith("1 of 2 people: Graded under the scheme strict") for note in notes)


@pytest.fixture
def scores(score: Any) -> list[Any]:
    """Four people on three items of one point."""
    return [
        score(f"choice-{n}", share, examinee_id=name)
        for name, shares in SHARES.items()
        for n, share in enumerate(shares, 1)
    ]


def test_figures(bank: mli.Bank, scores: Any) -> None:
    """Mean, standard deviation and ends of points and shares; share passing with its interval."""
    found = class_of(bank, scores)
    totals = [sum(shares) for shares in SHARES.values()]
    assert found.points is not None
    assert found.share is not None
    assert found.points.mean == pytest.approx(statistics.fmean(totals))
    assert found.points.sd == pytest.approx(statistics.stdev(totals))
    assert (found.points.min, found.points.max, found.max_points) == (0.5, 3, 3)
    assert found.share.mean == pytest.approx(statistics.fmean(totals) / 3)
    assert (found.n, found.passed, found.pass_share) == (4, 3, 0.75)
    assert found.pass_interval == share_interval(0.75, 4)
    assert found.bands == {"A": 1, "B": 0, "C": 1}


def test_few_people_are_called_few(bank: mli.Bank, scores: Any) -> None:
    """Below five people the summary, rows and items say so."""
    found = class_of(bank, scores)
    assert found.too_few
    assert all(row.too_few for row in found.by["area"])
    assert all(item.too_few for item in found.hardest)
    text = mli.report(scores, bank=bank).to_text()
    assert "Too few people for these figures to say much." in text


def test_rows_are_means_over_people(bank: mli.Bank, scores: Any) -> None:
    """A class row is the mean of the people's shares; its interval stays within 0 and 1."""
    (row,) = class_of(bank, scores).by["area"]
    assert (row.items, row.n) == (3, 4)
    assert row.share == pytest.approx(7 / 12)
    assert row.interval is not None
    assert 0 <= row.interval[0] < row.share < row.interval[1] <= 1


def test_different_forms_have_no_common_points(bank: mli.Bank, score: Any) -> None:
    """With different maxima only shares are compared."""
    both = [
        score("choice-1", examinee_id="Ann", form="a"),
        score("essay", 0.5, examinee_id="Bob", form="b"),
    ]
    found = class_of(bank, both)
    assert (found.points, found.max_points) == (None, None)
    assert found.share is not None
    assert found.share.mean == 0.75


def test_hardest_items(bank: mli.Bank, scores: Any) -> None:
    """By mean share, lowest first, with how many people it rests on."""
    found = class_of(bank, scores).hardest
    assert [(item.item_id, item.n, item.facility) for item in found] == [
        ("choice-3", 4, 0.375),
        ("choice-2", 4, 0.625),
        ("choice-1", 4, 0.75),
    ]


def test_hardest_are_ten_and_leave_out_unreadable(bank: mli.Bank, score: Any) -> None:
    """At most ten; answers that nobody could read say nothing of an item, blanks count as 0."""
    many = [score(item, 0.5, examinee_id=name) for item in bank for name in ("Ann", "Bob")]
    assert len(class_of(bank, many).hardest) == 10
    few = [
        score("choice-1", None, status="failed", examinee_id="Ann"),
        score("choice-1", 1, examinee_id="Bob"),
        score("choice-2", 1, examinee_id="Bob"),
    ]
    found = {item.item_id: item for item in class_of(bank, few).hardest}
    assert (found["choice-1"].n, found["choice-1"].facility) == (1, 1)
    assert (found["choice-2"].n, found["choice-2"].unanswered) == (2, 1)


def test_attention(bank: mli.Bank, score: Any, essay_score: Any, scores: Any) -> None:
    """Answers to review, unreadable and failed ones are listed with person, item and reason."""
    more = [
        essay_score.model_copy(update={"examinee_id": "Ann"}),
        *mli.grade_all(bank, [{"examinee": "Bob", "item": "number", "response": [1]}]),
        score(
            "judged",
            None,
            examinee_id="Cid",
            status="failed",
            problem={"kind": "ZeroDivisionError", "message": "the key was 7"},
        ),
    ]
    result = mli.report([*scores, *more], bank=bank)
    found = result.class_summary
    assert found is not None
    lists = [found.needs_review, found.invalid, found.failed]
    assert [[(entry.examinee_id, entry.item_id) for entry in one] for one in lists] == [
        [("Ann", "essay")],
        [("Bob", "number")],
        [("Cid", "judged")],
    ]
    text = result.to_text()
    for line in ("To be reviewed: 1", "- essay (1): Ann", "Could not be read: 1", "a number"):
        assert line in text
    assert "the key was 7" in text
    assert "the key was 7" not in result.to_text(audience="examinee")
    assert "the key was 7" not in result.for_audience("examinee").model_dump_json()


def test_open_results_are_counted(bank: mli.Bank, scores: Any, essay_score: Any) -> None:
    """The share passing says how many results may still change."""
    essays = [essay_score.model_copy(update={"examinee_id": name}) for name in SHARES]
    found = class_of(bank, [*scores, *essays])
    assert found.pass_open == 4  # 0.5 to 3 of 7 points are decided, 4 are open


def test_one_person_is_no_class(bank: mli.Bank, score: Any) -> None:
    """A single person has no class summary."""
    assert mli.report([score("choice-1", examinee_id="Ann")], bank=bank).class_summary is None


def test_summary_adds_everybody_up(bank: mli.Bank, scores: Any, essay_score: Any) -> None:
    """The summary has the counts and points of all people together."""
    found = mli.report([*scores, essay_score.model_copy(update={"examinee_id": "Ann"})], bank=bank)
    summary = found.summary
    assert (summary.responses, summary.graded, summary.needs_review, summary.unanswered) == (
        13,
        12,
        1,
        3,
    )
    assert (summary.points, summary.points_range, summary.max_points) == (8, (7, 11), 28)
