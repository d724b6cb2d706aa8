"""Totals: what is due, floor, rounding, pass mark, bands, and ranges until all is decided."""

from __future__ import annotations

from typing import Any

import pytest

import mlinterview as mli
from mlinterview.reports import ExamineeReport


def one(bank: mli.Bank, scores: Any, **options: Any) -> ExamineeReport:
    return mli.report(scores, bank=bank, **options).examinees[0]


@pytest.fixture
def paper(bank: mli.Bank) -> mli.Form:
    """2 x 1 + 4 (instead of 2) + 4 + 1 + 1 points: 12."""
    return bank.form("paper")


def test_form_gives_the_maximum(bank: mli.Bank, score: Any, paper: mli.Form) -> None:
    """Items without a record are unanswered and keep their points."""
    person = one(bank, [score("choice-1")], form=paper)
    assert (person.points, person.max_points) == (1, 12)
    assert (person.responses, person.graded, person.unanswered) == (1, 1, 5)
    assert person.forms == ("paper",)
    assert [item.status for item in person.items] == ["graded", *["unanswered"] * 5]


def test_points_of_the_form_rescale_a_score(bank: mli.Bank, score: Any, paper: mli.Form) -> None:
    """A score made for 2 points counts in the 4 that the form gives, its range too."""
    half = score("several", 0.5, shares=(0.25, 1.0), status="needs_review")
    person = one(bank, [half], form=paper)
    assert (person.points, person.points_range) == (2, (1, 4))


def test_records_of_other_items_are_left_out(bank: mli.Bank, score: Any, paper: mli.Form) -> None:
    """What is not on the form counts nowhere, and a note says so."""
    person = one(bank, [score("choice-1"), score("gaps")], form=paper)
    assert person.points == 1
    assert "1 record of items or forms other than paper left out." in person.notes


def test_several_forms_are_matched_by_the_records(bank: mli.Bank, score: Any) -> None:
    """Everybody has the maximum of the form their records name."""
    forms = [
        mli.Form.model_validate({"id": name, "sections": [{"items": items}]})
        for name, items in {"a": ["choice-1", "choice-2"], "b": ["essay"]}.items()
    ]
    scores = [
        score("choice-1", examinee_id="Ann", form="a"),
        score("essay", 0.5, examinee_id="Bob", form="b"),
        score("essay", 0.5, examinee_id="Cid"),
        score("choice-3", 1, examinee_id="Dan", form="c"),
    ]
    found = mli.report(scores, bank=bank, form=forms)
    totals = {one.examinee_id: (one.points, one.max_points) for one in found.examinees}
    assert totals == {
        "Ann": (1, 2),
        "Bob": (2, 4),
        "Cid": (2, 4),
        "Dan": (1, 5),  # c was not given: its items, and those of records without a form
    }
    ann, _, cid, dan = found.examinees
    assert ann.notes == ()
    assert cid.notes == ("No record names a form; read as b, which fits best.",)
    assert dan.notes[0] == "The records name a form that was not given: c."


def test_without_a_form_the_records_give_the_maximum(bank: mli.Bank, score: Any) -> None:
    """The union of the items of all records that name the same form or none, and a note."""
    scores = [
        score("choice-1", examinee_id="Ann", form="a"),
        score("choice-2", examinee_id="Bob", form="a"),
        score("essay", examinee_id="Cid", form="b"),
        score("choice-3", examinee_id="Dan"),
    ]
    found = mli.report(scores, bank=bank)
    assert [person.max_points for person in found.examinees] == [3, 3, 5, 1]
    (note,) = found.examinees[0].notes
    assert note.startswith("No form given: the maximum is that of the 3 items in the records")
    assert note.endswith("that name this form or none.")
    assert found.examinees[0].unanswered == 2


def test_items_that_nobody_can_price_are_left_out(bank: mli.Bank, score: Any) -> None:
    """An item of the form that neither bank nor records know has no maximum; a note says so."""
    form = mli.Form.model_validate({"id": "f", "sections": [{"items": ["choice-1", "gone"]}]})
    person = one(bank, [score("choice-1")], form=form)
    assert person.max_points == 1
    assert "1 item of the form that the bank does not have left out." in person.notes
    other_bank = score("gone", 0.5, max_points=3.0)
    assert one(bank, [score("choice-1"), other_bank], form=form).max_points == 4


# scheme total, points of 5 items, expected points, share, passed, band
TOTALS: list[tuple[dict[str, Any], list[float], float, bool | None, str | None]] = [
    ({"floor": 0}, [1, 1, 0.3, 0, 0], 2.3, None, None),
    ({"floor": 0, "round": 0.5}, [1, 1, 0.3, 0, 0], 2.5, None, None),
    ({"floor": 0, "round": 0.5}, [1, 1, 0.25, 0, 0], 2.5, None, None),
    ({"floor": 0, "round": 2}, [1, 1, 1, 1, 1], 5, None, None),
    ({"floor": 0}, [-1, -1, 0, 0, 0], 0, None, None),
    ({"floor": None}, [-1, -1, 0, 0, 0], -2, None, None),
    ({"pass": 0.5}, [1, 1, 0.5, 0, 0], 2.5, True, None),
    ({"pass": 0.5}, [1, 1, 0.4, 0, 0], 2.4, False, None),
    ({"pass": 0.3}, [0.1, 0.2, 0.3, 0.4, 0.5], 1.5, True, None),
    ({"bands": {"B": 0.6, "A": 0.9}}, [1, 1, 1, 1, 0], 4, None, "B"),
    ({"bands": {"B": 0.6, "A": 0.9}}, [1, 1, 0, 0, 0], 2, None, None),
]


@pytest.mark.parametrize(("rules", "shares", "points", "passed", "band"), TOTALS)
def test_total_rules(
    bank: mli.Bank,
    score: Any,
    rules: dict[str, Any],
    shares: list[float],
    points: float,
    passed: bool | None,
    band: str | None,
) -> None:
    """Floor, then rounding (halves up, never above the maximum), then pass mark and bands."""
    scheme = mli.Scheme.model_validate({"name": "mine", "total": rules})
    scores = [score(f"choice-{n}", share) for n, share in enumerate(shares, 1)]
    person = one(bank, scores, scheme=scheme)
    assert person.points == pytest.approx(points)
    assert (person.passed, person.band) == (passed, band)


def test_floor_is_named(bank: mli.Bank, score: Any) -> None:
    """A total that the floor lifts says what the items add up to."""
    person = one(bank, [score("choice-1", -1)])
    assert "The items add up to -1 points; a total is never below 0." in person.notes


def test_undecided_points_give_a_range(
    bank: mli.Bank, score: Any, essay_score: Any, paper: mli.Form
) -> None:
    """What waits counts from 0 to its points, what is decided as scored."""
    scores = [score("choice-1"), score("choice-2"), score("several", 0.5), essay_score]
    person = one(bank, scores, form=paper)
    assert (person.points, person.points_range) == (5, (4, 8))
    assert person.share_range == pytest.approx((4 / 12, 8 / 12))
    assert person.notes == (
        "4 to 8 of 12 until 1 answer is reviewed.",
        "The range crosses the pass line (50%, 6 points); not passed so far.",
        "The range crosses a band: from below all bands to C.",
    )


UNREADABLE = [
    ("invalid", "1 answer could not be read; for now it counts 0 points."),
    ("failed", "1 answer could not be read; for now it counts 0 points."),
]


@pytest.mark.parametrize(("status", "note"), UNREADABLE)
def test_unreadable_answers_keep_their_place(
    bank: mli.Bank, score: Any, status: str, note: str
) -> None:
    """They count 0 of their maximum, could still be worth all of it, and are counted apart."""
    lost = score("essay", None, status=status, shares=(0.0, 1.0))
    person = one(bank, [score("choice-1"), lost])
    assert (person.points, person.points_range, person.max_points) == (1, (1, 5), 5)
    assert getattr(person, status) == 1
    assert person.notes[:2] == (note, "1 to 5 of 5 until 1 unreadable answer is settled.")
    assert person.by["area"][0].points_range == (1, 5)


def test_review_and_unreadable_together(bank: mli.Bank, score: Any, essay_score: Any) -> None:
    """The range names both that it waits for."""
    lost = score("number", None, status="invalid")
    person = one(bank, [essay_score, lost])
    settled = "until 1 answer is reviewed and 1 unreadable answer is settled."
    assert f"0 to 5 of 5 {settled}" in person.notes


def test_rounding_that_hides_the_range_still_says_what_waits(bank: mli.Bank, score: Any) -> None:
    """With equal ends after rounding the total is final only once the answer is reviewed."""
    scheme = mli.Scheme.model_validate({"name": "mine", "total": {"round": 1}})
    waiting = score("choice-1", 0.1, shares=(0.0, 0.2), status="needs_review")
    person = one(bank, [waiting, score("choice-2")], scheme=scheme)
    assert person.points_range == (1, 1)
    assert person.notes[0] == "Final once 1 answer is reviewed."


def test_other_scheme_and_changed_items_are_named(bank: mli.Bank, score: Any) -> None:
    """A report says where its totals follow another scheme, or an item has changed since."""
    person = one(bank, [score("choice-1", scheme="strict", item_version=7)])
    other = "Graded under the scheme strict; totals and levels are those of standard."
    assert other in person.notes
    assert "1 item has changed in the bank since the grading." in person.notes


def test_no_scores_at_all(bank: mli.Bank, paper: mli.Form) -> None:
    """Nobody took part: an empty report that every format can print."""
    found = mli.report([], bank=bank, form=paper)
    assert found.examinees == ()
    assert found.summary.responses == 0
    for text in (found.to_text(), found.to_markdown(), found.to_html()):
        assert "No scores." in text
    assert found.to_csv().startswith("examinee_id,points,")


def test_unknown_examinee(bank: mli.Bank, score: Any) -> None:
    """Asking for somebody who has no score is an error that names near misses."""
    with pytest.raises(mli.UnknownNameError, match="no examinee named 'Anm'; did you mean Ann"):
        mli.report([score("choice-1", examinee_id="Ann")], bank=bank, examinee="Anm")


def test_one_examinee_of_many(bank: mli.Bank, score: Any) -> None:
    """The report of one person has no class, but the maximum that everybody's records give."""
    scores = [score("choice-1", examinee_id="Ann"), score("choice-2", examinee_id="Bob")]
    found = mli.report(scores, bank=bank, examinee="Ann")
    assert [person.examinee_id for person in found.examinees] == ["Ann"]
    assert found.class_summary is None
    assert found.examinees[0].max_points == 2
