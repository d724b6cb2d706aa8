"""Partial orders: their faults and the orders that keep them."""

import time
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.model._orders import (
    MAX_ORDERS,
    Before,
    TooManyOrders,
    check_before,
    decided,
    linear_extensions,
)

pair_lists = st.lists(st.sampled_from(list(combinations("abcde", 2))), max_size=6)


@given(pair_lists)
def test_linear_extensions_are_the_orders_that_keep_the_pairs(
    before: list[tuple[str, str]],
) -> None:
    """The orders are those permutations, in the same succession."""
    expected = [
        order
        for order in permutations("abcde")
        if all(order.index(a) < order.index(b) for a, b in before)
    ]
    assert expected == list(linear_extensions(tuple("abcde"), tuple(before)))


@given(pair_lists)
def test_decided_pairs_hold_in_every_order(before: list[tuple[str, str]]) -> None:
    """A pair is decided if and only if all valid orders agree on it."""
    steps, pairs = tuple("abcde"), tuple(before)
    orders = linear_extensions(steps, pairs)
    expected = {
        (steps.index(a), steps.index(b))
        for a, b in permutations(steps, 2)
        if all(order.index(a) < order.index(b) for order in orders)
    }
    assert expected == set(decided(steps, pairs))


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ((), "at least one pair"),
        ((("a", "x"),), "before names x, which is no step"),
        ((("a", "a"),), "before puts a before itself"),
        ((("a", "b"), ("b", "c"), ("c", "a")), "cycle: a before b before c before a"),
        ((("b", "c"), ("c", "b")), "cycle: b before c before b"),
        ((("c", "a"),), "steps lists a ahead of c, but before says c before a"),
    ],
)
def test_faults_of_before_are_named(before: Before, reason: str) -> None:
    """Each fault has a reason of one line that names the steps."""
    with pytest.raises(ValueError, match=reason):
        check_before(tuple("abc"), before)


def test_steps_listed_twice_are_a_fault() -> None:
    """Ids of steps are unique."""
    with pytest.raises(ValueError, match="steps lists a twice"):
        check_before(("a", "b", "a"), (("a", "b"),))


def test_valid_pairs_pass() -> None:
    """A pair named twice is no fault, and neither are lists in place of tuples."""
    check_before(["a", "b", "c"], [("a", "b"), ("a", "b"), ("b", "c")])


def test_the_limit_is_part_of_what_is_allowed() -> None:
    """As many orders as the limit pass, one more does not."""
    assert len(linear_extensions(("a", "b", "c"), (), 6)) == 6
    with pytest.raises(TooManyOrders, match="more than 5 valid orders"):
        linear_extensions(("a", "b", "c"), (), 5)


@pytest.mark.parametrize(
    ("n", "before"),
    [
        (8, ((0, 1),)),
        (200, ((0, 1),)),
        (60, (*pairwise(range(0, 60, 2)), *pairwise(range(1, 60, 2)))),
        (400, (*pairwise(range(200)), (0, 399))),
    ],
    ids=["eight", "two hundred", "two chains", "a chain and many"],
)
def test_too_many_orders_are_seen_in_bounded_time(
    n: int, before: tuple[tuple[int, int], ...]
) -> None:
    """The count stops at the limit, however many orders there are."""
    steps = tuple(f"s{i}" for i in range(n))
    pairs = tuple((steps[a], steps[b]) for a, b in before)
    started = time.perf_counter()
    with pytest.raises(TooManyOrders, match="more than 5,000 valid orders"):
        check_before(steps, pairs)
    assert time.perf_counter() - started < 5


def test_long_orders_within_the_limit_are_found() -> None:
    """A step that may stand anywhere along a chain of 300 gives 300 orders."""
    steps = tuple(f"s{i}" for i in range(300))
    pairs = tuple(pairwise(steps[:299]))
    assert len(linear_extensions(steps, pairs)) == 300 <= MAX_ORDERS
