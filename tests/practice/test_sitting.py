"""The sitting as a value: what comes next, what is kept, when it is over."""

from __future__ import annotations

from typing import Any

import pytest

from mlinterview import Bank, Form, FormError, InvalidResponseError, UnknownNameError, grade
from mlinterview.practice import Sitting


def _sitting(bank: Bank, *ids: str, **options: Any) -> Sitting:
    return Sitting.of([bank[name] for name in ids], bank, **{"seed": 5, **options})


def test_questions_come_in_their_order(bank: Bank) -> None:
    """After each answer the next item is asked; after the last one nothing."""
    sitting = _sitting(bank, "so-or-not", "a-word")
    asked = []
    while (question := sitting.current) is not None:
        asked.append(question.item.id)
        sitting, _ = sitting.respond(None, seconds=1)
    assert asked == ["so-or-not", "a-word"]
    assert sitting.over


def test_a_step_leaves_the_old_sitting_as_it_was(bank: Bank) -> None:
    """Steps are pure: the same answer to the same sitting gives the same, again and again."""
    before = _sitting(bank, "one-of-three")
    first, again = (before.respond("near-miss", seconds=2) for _ in range(2))
    assert first == again
    assert before.answers == ()


def test_the_record_grades_as_the_answer_did(bank: Bank) -> None:
    """What is kept gives the same score when it is graded later."""
    sitting = _sitting(bank, "two-of-four")
    _, answer = sitting.respond(["first"], seconds=1.26)
    assert answer.record.model_dump(exclude_none=True) == {
        "item": "two-of-four",
        "response": ["first"],
        "seconds": 1.3,
        "attempt": 1,
        "seed": 5,
    }
    later = grade(bank["two-of-four"], answer.record.response, seed=answer.record.seed)
    assert (later.points, later.presented.order) == (
        answer.score.points,
        answer.score.presented.order,
    )


@pytest.mark.parametrize(
    ("item", "response"),
    [
        ("one-of-three", "z"),
        ("a-number", "no number"),
        ("a-number", "3 km"),
        ("two-blanks", {"x": 1}),
    ],
)
def test_what_cannot_be_read_is_refused(bank: Bank, item: str, response: Any) -> None:
    """Such an answer raises, as ``grade`` does, and the question stays."""
    with pytest.raises(InvalidResponseError, match="expected"):
        _sitting(bank, item).respond(response, seconds=1)


def test_a_sitting_that_is_over_takes_nothing(bank: Bank) -> None:
    """There is no answer without a question."""
    with pytest.raises(ValueError, match="over"):
        _sitting(bank, "a-word").stop().respond("bias", seconds=1)


def test_time_runs_out_after_the_answer_under_way(bank: Bank) -> None:
    """The answer under way when the limit passes counts; then nothing more is asked."""
    sitting = _sitting(bank, "a-word", "so-or-not", minutes=1).waited(50)
    assert sitting.seconds_left == 10
    sitting, answer = sitting.respond("bias", seconds=30)
    assert answer.full
    assert (sitting.out_of_time, sitting.current) == (True, None)


def test_missed_are_those_without_full_points(bank: Bank) -> None:
    """Wrong, partly right, unanswered and open ones are missed."""
    sitting = _sitting(bank, "a-word", "two-of-four", "so-or-not", "in-words")
    for response in ("bias", ["first"], None, "A skip connection."):
        sitting, _ = sitting.respond(response, seconds=1)
    assert [item.id for item in sitting.missed] == ["two-of-four", "so-or-not", "in-words"]


def test_attempts_are_counted_on(bank: Bank) -> None:
    """An item that was answered before gets the next attempt."""
    sitting = _sitting(bank, "a-word", attempts={"a-word": 3})
    assert sitting.respond("bias", seconds=1)[1].record.attempt == 3


def test_a_form_gives_points_orders_and_sections(bank: Bank) -> None:
    """The form's points, order, minutes and id hold; other items take the sitting's seed."""
    form = bank.forms["short"]
    items = [bank[entry.id] for entry in form.entries()]
    sitting = Sitting.of(items, bank, seed=9, form=form)
    assert sitting.minutes == 5
    assert [(q.seed, q.order, q.section) for q in sitting.questions] == [
        (9, None, "Part one"),
        (9, None, "Part one"),
        (None, ("far-off", "the-key", "near-miss"), "Part two"),
    ]
    sitting, _ = sitting.respond(None, seconds=0)
    sitting, number = sitting.respond("12", seconds=0)
    sitting, choice = sitting.respond("the-key", seconds=0)
    assert (number.score.points, number.score.max_points) == (3, 3)
    assert choice.record.form == "short"
    assert choice.score.presented.order == ("far-off", "the-key", "near-miss")


def test_a_form_that_does_not_fit_is_refused(bank: Bank) -> None:
    """Printed options that the item does not have are an error before the first question."""
    entry = {"id": "one-of-three", "options": ["the-key", "near-miss"]}
    form = Form.model_validate({"id": "old", "sections": [{"items": ["a-word", entry]}]})
    items = [bank[entry.id] for entry in form.entries()]
    with pytest.raises(FormError, match="one-of-three"):
        Sitting.of(items, bank, seed=None, form=form)


def test_an_unknown_scheme_is_named(bank: Bank) -> None:
    """A scheme that is not there is an error before the first question."""
    with pytest.raises(UnknownNameError, match="lenient"):
        _sitting(bank, "a-word", scheme="lenient")
