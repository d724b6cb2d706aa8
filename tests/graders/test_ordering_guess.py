"""What a random order of the steps earns."""

from itertools import combinations, pairwise, permutations
from math import factorial

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.graders._ordering_guess import ordering_guess
from mlinterview.graders._ordering_policies import (
    POLICIES,
    Before,
    OrderingPolicy,
    Steps,
    order_share,
)

policies = st.sampled_from(POLICIES)


def steps_of(n: int) -> Steps:
    """Return n step ids."""
    return tuple(f"s{i}" for i in range(n))


def mean_share(policy: OrderingPolicy, steps: Steps, before: Before | None = None) -> float:
    """Return the mean share by going through all n! responses."""
    shares = [order_share(policy, steps, r, before) for r in permutations(steps)]
    return sum(shares) / len(shares)


def test_a_random_order_of_four_earns_the_published_share() -> None:
    """kendall_net of four steps is .1944 on average."""
    assert ordering_guess("kendall_net", steps_of(4)).mean == pytest.approx(0.1944, abs=5e-5)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7])
def test_closed_forms_are_the_mean_over_all_orders(policy: OrderingPolicy, n: int) -> None:
    """The closed forms of total orders agree with going through all n! orders."""
    found = ordering_guess(policy, steps_of(n))
    assert (found.blank, found.all) == (0.0, None)
    assert mean_share(policy, steps_of(n)) == pytest.approx(found.mean, abs=1e-12)


@given(policies, st.integers(2, 6), st.data())
@settings(max_examples=examples(100))
def test_partial_orders_have_the_mean_over_all_orders(
    policy: OrderingPolicy, n: int, data: st.DataObject
) -> None:
    """The mean for a partial order agrees with going through all n! orders."""
    steps = steps_of(n)
    pairs = st.sampled_from(list(combinations(steps, 2)))
    before = tuple(data.draw(st.lists(pairs, min_size=1, max_size=6)))
    expected = mean_share(policy, steps, before)
    assert expected == pytest.approx(ordering_guess(policy, steps, before).mean, abs=1e-12)


@pytest.mark.parametrize(
    "drawn",
    [
        [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)],
        [(0, 1), (0, 2), (1, 3), (2, 3), (4, 5), (5, 6)],
        [(0, 2), (1, 2), (1, 3), (4, 6), (5, 6)],
        [(0, 3), (1, 3), (1, 4), (2, 4)],
    ],
)
def test_kendall_net_of_seven_steps(drawn: list[tuple[int, int]]) -> None:
    """Chains, diamonds, separate parts and orders that fall into no parts all agree."""
    steps = steps_of(7)
    before = tuple((steps[a], steps[b]) for a, b in drawn)
    expected = mean_share("kendall_net", steps, before)
    found = ordering_guess("kendall_net", steps, before).mean
    assert expected == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize("policy", POLICIES)
def test_long_total_orders_have_a_mean(policy: OrderingPolicy) -> None:
    """Thirty steps take no enumeration."""
    mean = ordering_guess(policy, steps_of(30)).mean
    assert mean is not None
    assert 0 < mean < 1


def test_long_partial_orders() -> None:
    """Long partial orders have a mean where there is a formula, None elsewhere."""
    steps = steps_of(20)
    before = (*pairwise(steps[:18]), (steps[16], steps[18]))
    before = (*before, (steps[17], steps[19]), (steps[18], steps[19]))
    assert ordering_guess("kendall", steps, before).mean == 0.5
    assert ordering_guess("all_or_nothing", steps, before).mean == 2 / factorial(20)
    net = ordering_guess("kendall_net", steps, before).mean
    assert net == pytest.approx(ordering_guess("kendall_net", steps).mean, rel=0.01)
    assert ordering_guess("absolute", steps, before).mean is None
    assert ordering_guess("longest_subset", steps_of(200)).mean is None
    assert ordering_guess("longest_run", steps_of(200)).mean is None
    assert ordering_guess("kendall_net", steps_of(200)).mean is None


def test_unknown_policies_are_errors() -> None:
    """A policy that is not there is an error that lists those that are."""
    with pytest.raises(ValueError, match="one of all_or_nothing"):
        ordering_guess("spearman", ("a", "b"))  # type: ignore[arg-type]
