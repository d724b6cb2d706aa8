"""Scoring policies of multi_select, against the published values and a naive second reading."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.graders._guess import Guess
from mlinterview.graders._multi_select_policies import (
    POLICIES,
    MultiSelectPolicy,
    guess,
    share,
)

# n = 5: C, policy, blank, everything ticked, mean over all 32 responses to four places.
GOLDEN: list[tuple[int, MultiSelectPolicy, float, float, float]] = [
    (2, "balanced", 0, 0, 0.1875),
    (2, "net_correct", 0, 0, 0.1094),
    (2, "exams_false2", 0, 0, 0.1875),
    (2, "exams_all", 0, 0, 0.0625),
    (2, "exams_none", 0, 1, 0.5),
    (2, "all_or_nothing", 0, 0, 0.03125),
    (2, "each_option", 0.6, 0.4, 0.5),
    (2, "coverage", 0, 0.4, 0.2703),
    (2, "halves", 0.25, 0, 0.1875),
    (3, "balanced", 0, 0, 0.1875),
    (3, "net_correct", 0, 0.3333, 0.2396),
    (4, "balanced", 0, 0, 0.25),
    (4, "net_correct", 0, 0.75, 0.3828),
]

policies = st.sampled_from(POLICIES)
floors = st.sampled_from([0.0, -0.25, -1 / 3, -1.0])


@st.composite
def items(draw: st.DrawFn, most: int = 6) -> tuple[int, int]:
    """Return n and C of an item."""
    n = draw(st.integers(1, most))
    return n, draw(st.integers(0, n))


def responses(n: int, correct: int) -> list[tuple[int, int]]:
    """Return t and f of all 2^n responses, options 0 to C - 1 being right."""
    return [(sum(ticks[:correct]), sum(ticks[correct:])) for ticks in product((0, 1), repeat=n)]


def naive(policy: str, n: int, c: int, t: int, f: int, floor: float) -> float:
    """Score as the table of policies says, in plain floats."""
    w = n - c
    if c == 0:
        return 1.0 if f == 0 else 0.0
    formulas: dict[str, Any] = {
        "balanced": lambda: max(0, t / c - (f / w if w else 0)),
        "all_or_nothing": lambda: t == c and f == 0,
        "net_correct": lambda: max(0, (t - f) / c),
        "each_option": lambda: ((c - (c - t)) + (w - f)) / n,
        "coverage": lambda: t * t / (c * (t + f)) if t + f else 0,
        "halves": lambda: {0: 1, 1: 0.5 * (n >= 3), 2: 0.25 * (n >= 5)}.get(c - t + f, 0),
        "exams_true": lambda: max(floor, (t - f) / c),
        "exams_false": lambda: max(floor, t / c - (f / w if w else 0)),
        "exams_false2": lambda: max(floor, t / c - f / max(w, 2)),
        "exams_all": lambda: max(floor, t / c - f),
        "exams_none": lambda: t / c,
    }
    return float(formulas["balanced" if policy == "weighted" else policy]())


@pytest.mark.parametrize(("correct", "policy", "blank", "everything", "mean"), GOLDEN)
def test_published_guess_values(
    correct: int, policy: MultiSelectPolicy, blank: float, everything: float, mean: float
) -> None:
    """With five options, blank, everything and random guessing earn what is published."""
    found = guess(policy, n=5, correct=correct)
    assert (blank, everything, mean) == pytest.approx(
        (found.blank, found.all, found.mean), abs=5e-5
    )


@given(policies, items(), floors)
def test_shares_follow_the_table(
    policy: MultiSelectPolicy, item: tuple[int, int], floor: float
) -> None:
    """Every response earns what the formula says, between the floor and 1; the key earns 1."""
    n, correct = item
    lowest = floor if policy.startswith("exams_") else 0
    for t, f in responses(n, correct):
        found = share(policy, n=n, correct=correct, t=t, f=f, floor=floor)
        assert naive(policy, n, correct, t, f, floor) == pytest.approx(found, abs=1e-12)
        assert lowest <= found <= 1
    assert share(policy, n=n, correct=correct, t=correct, f=0, floor=floor) == 1


@given(policies, items(most=8), floors)
def test_guess_is_the_mean_over_all_responses(
    policy: MultiSelectPolicy, item: tuple[int, int], floor: float
) -> None:
    """Blank, all and mean agree with going through all 2^n responses."""
    n, correct = item
    shares = [
        share(policy, n=n, correct=correct, t=t, f=f, floor=floor) for t, f in responses(n, correct)
    ]
    found = guess(policy, n=n, correct=correct, floor=floor)
    assert (shares[0], shares[-1]) == (found.blank, found.all)
    assert sum(shares) / len(shares) == pytest.approx(found.mean, abs=1e-12)


@given(policies, items(), floors, st.data())
def test_a_wrong_tick_never_helps(
    policy: MultiSelectPolicy, item: tuple[int, int], floor: float, data: st.DataObject
) -> None:
    """One more wrong option earns no more, one more right option no less."""
    n, correct = item
    t, f = data.draw(st.integers(0, correct)), data.draw(st.integers(0, n - correct))
    here = share(policy, n=n, correct=correct, t=t, f=f, floor=floor)
    if f:
        assert here <= share(policy, n=n, correct=correct, t=t, f=f - 1, floor=floor)
    if t:
        assert here >= share(policy, n=n, correct=correct, t=t - 1, f=f, floor=floor)


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_right_means_tick_nothing(policy: MultiSelectPolicy) -> None:
    """With C = 0 the empty response earns 1 and any tick 0, whatever the floor and weights."""
    weights = [-0.5, -0.5, 0.0]
    assert Guess(1, 0, 1 / 8) == guess(policy, n=3, correct=0, floor=-1, weights=weights)
    for f in (1, 2, 3):
        chosen = weights[:f]
        found = share(policy, n=3, correct=0, t=0, f=f, floor=-1, chosen_weights=chosen)
        assert found == 0


@pytest.mark.parametrize("policy", ["balanced", "exams_false", "exams_false2", "exams_all"])
def test_nothing_wrong_leaves_the_hits(policy: MultiSelectPolicy) -> None:
    """With W = 0 the term of wrong ticks drops out."""
    assert share(policy, n=3, correct=3, t=2, f=0) == 2 / 3


def test_thirds_cancel() -> None:
    """Arithmetic is exact: 1/3 - 1/3 is 0, with no remainder of floats."""
    assert share("exams_false", n=6, correct=3, t=1, f=1, floor=-1) == 0
    weights = [0.3, -0.1, -0.1, -0.1]
    assert share("weighted", n=4, correct=1, t=1, f=3, chosen_weights=weights) == 0


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([], 0),
        ([0.7], 0.7),
        ([0.7, 0.3], 1),
        ([0.7, -0.2], 0.5),
        ([0.3, -0.5], 0),
        ([0.7, 0.3, -0.2, -0.5], 0.3),
    ],
)
def test_weighted_adds_the_weights(chosen: list[float], expected: float) -> None:
    """The sum of the ticked options' weights counts, clipped to 0 and 1."""
    right = sum(weight > 0 for weight in chosen)
    found = share("weighted", n=4, correct=2, t=right, f=len(chosen) - right, chosen_weights=chosen)
    assert expected == found


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=8))
def test_weighted_guess_is_the_mean_over_all_responses(cents: list[int]) -> None:
    """The mean of the clipped sum agrees with going through all 2^n responses."""
    weights = [cent / 100 for cent in cents]
    found = guess("weighted", n=len(cents), correct=1, weights=weights)
    sums = [
        sum(cent for cent, tick in zip(cents, ticks, strict=True) if tick)
        for ticks in product((0, 1), repeat=len(cents))
    ]
    mean = Fraction(sum(max(0, min(100, total)) for total in sums), 100 * len(sums))
    assert Guess(0.0, max(0, min(100, sum(cents))) / 100, float(mean)) == found


def test_long_lists_have_guess_values() -> None:
    """Sixty options take no enumeration; only weights with too many sums have no mean."""
    for policy in POLICIES:
        found = guess(policy, n=60, correct=20, floor=-1)
        assert found.mean is not None
    tenths = guess("weighted", n=60, correct=20, weights=[0.05] * 20 + [-0.1] * 40)
    assert tenths.mean == pytest.approx(0.0, abs=1e-3)
    powers = [Fraction(1, 3**k) for k in range(40)]
    assert guess("weighted", n=40, correct=40, weights=powers).mean is None


@given(st.integers(1, 12))
def test_the_key_earns_1_with_thirds_written_out(count: int) -> None:
    """Weights written with seven digits count as a sum of 1: the key earns all of it."""
    weights = [round(1 / count, 7)] * count
    found = share("weighted", n=count, correct=count, t=count, f=0, chosen_weights=weights)
    assert found == 1


@pytest.mark.parametrize(
    "wrong",
    [{"t": 3}, {"f": 4}, {"t": -1}, {"floor": 0.5}, {"floor": -2}, {"policy": "fair"}],
)
def test_impossible_arguments_are_errors(wrong: dict[str, Any]) -> None:
    """Counts that no response has, floors outside [-1, 0] and unknown policies are errors."""
    arguments: dict[str, Any] = {
        "policy": "exams_true",
        "n": 5,
        "correct": 2,
        "t": 1,
        "f": 1,
    } | wrong
    with pytest.raises(ValueError, match=r"no response|floor|policy"):
        share(**arguments)
