"""Double marking: kappa by item and over all, and the answers two people differ on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, Mark

shared = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
marks = st.lists(
    st.builds(
        Mark,
        examinee=st.sampled_from(["ann", "bo", "cy", "dee"]),
        item=st.just("why"),
        by=st.just("kim"),
        marks=st.one_of(
            st.fixed_dictionaries(
                {"path": st.booleans() | st.sampled_from([0.5, 2.0]), "sum": st.booleans()}
            ),
            st.sampled_from([0, 1.5, 4]),
        ),
        response=st.just("An answer."),
    ),
    max_size=8,
)


def _mark(who: str, given: Any, item: str = "why", **more: Any) -> Mark:
    return Mark(examinee=who, item=item, marks=given, by="kim", **more)


@given(marks)
@shared
def test_equal_marks_agree_fully(bank: Bank, made: list[Mark]) -> None:
    """Kappa of marks with themselves is 1 wherever there is a judgement, and nothing differs."""
    found = mli.double_marking(made, made, bank=bank)
    assert found.differences == ()
    assert found.agreed == found.judgements
    assert found.kappa == (1.0 if found.judgements else None)
    assert {item.kappa for item in found.items} <= {1.0, None}


@given(marks, marks)
@shared
def test_who_is_first_does_not_matter(bank: Bank, one: list[Mark], other: list[Mark]) -> None:
    """Kappa and counts are the same either way round, and kappa is at most 1."""
    found = mli.double_marking(one, other, bank=bank)
    back = mli.double_marking(other, one, bank=bank)
    assert found.kappa == pytest.approx(back.kappa) if found.kappa else back.kappa == found.kappa
    assert (found.answers, found.judgements, found.agreed) == (
        back.answers, back.judgements, back.agreed,
    )  # fmt: skip
    assert found.kappa is None or found.kappa <= 1


def test_a_kappa_by_hand(bank: Bank) -> None:
    """3 of 4 judgements agree; chance gives a half: (0.75 - 0.5) / (1 - 0.5) is a half."""
    one = [_mark(n, {"path": v}) for n, v in zip("abcd", (True, True, False, False), strict=True)]
    other = [_mark(n, {"path": v}) for n, v in zip("abcd", (1, 0, 0, 0), strict=True)]
    other = [m.model_copy(update={"marks": {"path": bool(m.marks["path"])}}) for m in other]
    found = mli.double_marking(one, other, bank=bank)
    assert (found.kappa, found.judgements, found.agreed) == (0.5, 4, 3)
    (item,) = found.items
    assert (item.item_id, item.kappa, item.answers) == ("why", 0.5, 4)


def test_points_say_what_they_can(bank: Bank) -> None:
    """0 and the maximum decide all criteria; in between points are compared as points."""
    full, none = _mark("ann", 4), _mark("ann", {"path": False, "sum": False, "depth": False})
    assert mli.double_marking([full], [none], bank=bank).judgements == 3
    half = mli.double_marking([_mark("ann", 2)], [_mark("ann", 3)], bank=bank)
    assert (half.judgements, half.kappa) == (0, None)
    assert half.differences[0].criteria == {"points": (2.0, 3.0)}


def test_differences_are_listed_without_names(bank: Bank) -> None:
    """The answer and what each said; equal ones are counted."""
    one = [_mark(who, {"path": True, "sum": 0.5}, response="A skip.") for who in ("ann", "bo")]
    other = [_mark(who, {"path": False, "sum": False}) for who in ("ann", "bo")]
    (difference,) = mli.double_marking(one, other, bank=bank).differences
    assert (difference.response, difference.count) == ("A skip.", 2)
    assert difference.criteria == {"path": ("met", "not met"), "sum": (0.5, "not met")}
    assert "ann" not in repr(difference)


def test_what_one_alone_marked_is_counted_apart(bank: Bank) -> None:
    """Attempts are told apart, and the last mark of an answer counts."""
    one = [_mark("ann", 4), _mark("ann", 0), _mark("bo", 1)]
    other = [_mark("ann", 0, attempt=1), _mark("ann", 4, attempt=2)]
    found = mli.double_marking(one, other, bank=bank)
    assert (found.answers, found.only_one, found.only_other) == (1, 1, 1)
    assert found.kappa == 1


def test_items_of_other_formats(bank: Bank) -> None:
    """Right or wrong is the one judgement; what the bank does not have is compared as it is."""
    found = mli.double_marking([_mark("ann", 1, "word")], [_mark("ann", 0, "word")], bank=bank)
    assert (found.judgements, found.agreed) == (1, 0)
    gone = mli.double_marking([_mark("ann", 1, "gone")], [_mark("ann", 2, "gone")], bank=bank)
    assert gone.differences[0].criteria == {"points": (1.0, 2.0)}
