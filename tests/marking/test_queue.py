"""The review queue: every answer that waits, once; equal ones together; nobody's name."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, ItemScore
from mlinterview._text import fold

Grading = Callable[..., list[ItemScore]]
TEXTS = ["A skip.", "a  SKIP", "Plus one and a skip", "Nothing here", "", "dropuot", "x"]

#: fixtures are read-only here
shared = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _keys(scores: Any) -> Counter[tuple[Any, ...]]:
    return Counter((s.examinee_id, s.item_id, s.attempt) for s in scores)


records = st.lists(
    st.fixed_dictionaries(
        {
            "examinee": st.sampled_from(["ann", "bo", "cy", "dee"]),
            "item": st.sampled_from(["why", "capped", "told", "word", "drawn", "so"]),
            "response": st.sampled_from(TEXTS),
            "attempt": st.integers(1, 3),
            "seed": st.none() | st.integers(0, 3),
        }
    ),
    unique_by=lambda record: (record["examinee"], record["item"], record["attempt"]),
    max_size=20,
)


@given(records)
@shared
def test_every_answer_that_waits_is_there_once(bank: Bank, made: list[dict[str, Any]]) -> None:
    """The groups share out the answers that need review: none is missing, none stands twice."""
    scores = list(mli.grade_all(bank, made))
    queue = mli.review_queue(scores, bank)
    shown = _keys(score for group in queue for score in group.scores)
    assert shown == _keys(score for score in scores if score.status == "needs_review")


@given(records)
@shared
def test_groups_hold_equal_answers_and_stand_by_item(
    bank: Bank, made: list[dict[str, Any]]
) -> None:
    """Within an item confidence rises; answers of a group read the same; ids differ."""
    queue = mli.review_queue(mli.grade_all(bank, made), bank)
    items = [group.item.id for group in queue]
    runs = [item for place, item in enumerate(items) if place == 0 or items[place - 1] != item]
    assert len(runs) == len(set(runs))
    for item in runs:
        sure = [group.confidence for group in queue if group.item.id == item]
        assert sure == sorted(sure)
    assert len({group.id for group in queue}) == len(queue)
    for group in queue:
        texts = {score.response for score in group.scores}
        assert len({fold(text) for text in texts}) == 1
        assert len({score.max_points for score in group.scores}) == 1


def test_equal_answers_are_decided_once(bank: Bank, graded: Grading) -> None:
    """Case and white space make no other answer; another word does."""
    scores = graded(("ann", "why", "A skip."), ("bo", "why", "a  SKIP"), ("cy", "why", "A sum."))
    queue = mli.review_queue(scores, bank)
    assert sorted(len(group.scores) for group in queue) == [1, 2]


def test_an_id_tells_nothing_of_who(bank: Bank, graded: Grading) -> None:
    """The same answer of somebody else has the same id; so has it in another file."""
    (one,) = mli.review_queue(graded(("ann", "why", "A skip.")), bank)
    (other,) = mli.review_queue(graded(("bo", "why", "a skip")), bank)
    assert one.id == other.id
    assert one.id.isalnum()
    assert one.id[0] == "a"


def test_criteria_show_the_engines_verdict(bank: Bank, graded: Grading) -> None:
    """Met, not met, and open where a person is to mark."""
    (group,) = mli.review_queue(graded(("ann", "why", "A skip.")), bank)
    assert {c.id: c.value for c in group.criteria} == {"path": True, "sum": False, "depth": None}
    assert (group.points, group.max_points) == (2, 4)
    assert group.criteria[0].part is not None
    assert [span.text for span in group.criteria[0].part.spans] == ["skip"]


def test_what_is_marked_is_left_out(bank: Bank, graded: Grading) -> None:
    """A mark that holds takes its answer away; a stale or partial one does not."""
    scores = graded(("ann", "why", "A skip."), ("bo", "told", "It failed."))
    whole = {"examinee": "ann", "item": "why", "by": "kim", "marks": 3}
    assert [g.item.id for g in mli.review_queue(scores, bank, marks=[whole])] == ["told"]
    stale = {**whole, "item_version": 2}
    assert len(mli.review_queue(scores, bank, marks=[stale])) == 2
    part = {**whole, "marks": {"depth": "met"}}
    (group, _) = mli.review_queue(scores, bank, marks=[part])
    assert {c.id: c.value for c in group.criteria} == {"path": True, "sum": False, "depth": True}


def test_everything_takes_what_was_graded_too(bank: Bank, graded: Grading) -> None:
    """All free text that was answered; of other formats only what waits."""
    scores = graded(
        ("ann", "why", "A skip."), ("bo", "why", ""), ("cy", "word", "dropout"), ("dee", "so", True)
    )
    scores[0] = scores[0].model_copy(update={"status": "graded"})
    assert mli.review_queue(scores, bank) == []
    (group,) = mli.review_queue(scores, bank, everything=True)
    assert group.scores == (scores[0],)


def test_a_near_miss_of_a_short_answer_waits(bank: Bank, graded: Grading) -> None:
    """A format without a rubric has no criteria, and its answers are compared to the letter."""
    scores = graded(("ann", "word", "dropuot"), ("bo", "word", "Dropuot"))
    queue = mli.review_queue(scores, bank)
    assert [group.criteria for group in queue] == [(), ()]


def test_other_parameters_are_another_question(bank: Bank) -> None:
    """The same words under another stem are another answer."""
    made = [
        {"examinee": f"p{seed}", "item": "drawn", "response": "Layers.", "seed": seed}
        for seed in range(12)
    ]
    queue = mli.review_queue(mli.grade_all(bank, made), bank)
    assert len(queue) == 12
    assert len({group.item.stem for group in queue}) > 1


@pytest.mark.parametrize("change", [{"item_version": 1}, {"item_id": "gone"}])
def test_what_cannot_be_shown_is_left_out(
    bank: Bank, graded: Grading, change: dict[str, Any]
) -> None:
    """Another version than was graded, or an item of another bank: its rubric is not at hand."""
    (score,) = graded(("ann", "why", "A skip."))
    assert mli.review_queue([score.model_copy(update=change)], bank) == []


def test_answers_that_are_not_kept_stand_alone(bank: Bank, graded: Grading) -> None:
    """Without their texts nobody knows which answers are equal."""
    scores = [
        score.model_copy(update={"response": None})
        for score in graded(("ann", "why", "A skip."), ("bo", "why", "A skip."))
    ]
    queue = mli.review_queue(scores, bank)
    assert [(group.text, len(group.scores)) for group in queue] == [("", 1), ("", 1)]


def test_groups_are_frozen(bank: Bank, graded: Grading) -> None:
    """What came out of the queue does not change."""
    (group,) = mli.review_queue(graded(("ann", "why", "A skip.")), bank)
    with pytest.raises(dataclasses.FrozenInstanceError):
        group.id = "other"  # type: ignore[misc]
