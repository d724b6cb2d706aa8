"""What to study next, and misconceptions met."""

from __future__ import annotations

from typing import Any

import mlinterview as mli


def test_weakest_area_first_with_what_was_missed(bank: mli.Bank, score: Any) -> None:
    """Areas with their missed items, topics and references; full points are not listed."""
    scores = [score("choice-1", 0), score("choice-2"), score("judged", 0.5), score("number")]
    first, second = mli.report(scores, bank=bank).examinees[0].study_next
    assert (first.id, second.id) == ("zz-alpha", "zz-beta")
    assert [item.item_id for item in first.items] == ["choice-1"]
    assert first.topics == ("Topic of many",)
    assert first.items[0].references[0].title == "Book 1"
    assert [item.item_id for item in second.items] == ["judged"]


def test_much_evidence_counts_more_than_bad_luck(bank: mli.Bank, score: Any) -> None:
    """0.5 of 5 items is weaker than 0 of 1."""
    scores = [score(f"choice-{n}", 0.1) for n in range(1, 6)] + [score("judged", 0)]
    areas = mli.report(scores, bank=bank).examinees[0].study_next
    assert [(area.id, area.too_few) for area in areas] == [("zz-alpha", False), ("zz-beta", True)]


def test_what_says_nothing_of_knowledge_is_not_listed(
    bank: mli.Bank, score: Any, essay_score: Any
) -> None:
    """Unreadable answers and those that may still get full points are no weakness."""
    lost = score("number", None, status="invalid")
    assert mli.report([lost, essay_score], bank=bank).examinees[0].study_next == ()


def test_unanswered_and_unplaced_items_are_listed(bank: mli.Bank, score: Any) -> None:
    """A blank is a miss; items without an area come last."""
    blank = score("number", 0, status="unanswered")
    beta, nowhere = mli.report([score("steps", 0), blank], bank=bank).examinees[0].study_next
    assert (beta.id, nowhere.id, nowhere.title) == ("zz-beta", None, "Not placed in an area")


def test_misconceptions_with_counts(bank: mli.Bank) -> None:
    """The most frequent first, with the items they were met on."""
    responses = [{"item": f"choice-{n}", "response": "wrong"} for n in (1, 2)]
    (met,) = mli.report(mli.grade_all(bank, responses), bank=bank).examinees[0].misconceptions
    assert (met.id, met.count, met.items) == ("wrong-idea", 2, ("choice-1", "choice-2"))
