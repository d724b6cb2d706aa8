"""Scoring policies of single_choice, true_false and matching."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.graders._choice_policies import (
    MatchingPolicy,
    Penalty,
    choice_guess,
    choice_share,
    matching_guess,
    matching_share,
)
from mlinterview.graders._guess import Guess

penalties: st.SearchStrategy[Penalty] = st.sampled_from([0, 0.25, 1 / 3, 1, 5, "chance"])


@pytest.mark.parametrize(
    ("n", "penalty", "floor", "expected"),
    [
        (4, 0, -1, 0),
        (4, 0.25, -1, -0.25),
        (4, "chance", -1, -1 / 3),
        (2, "chance", -1, -1),
        (2, "chance", -0.5, -0.5),
        (4, "chance", 0, 0),
        (4, 3, -1, -1),
    ],
)
def test_a_wrong_choice_costs_the_penalty(
    n: int, penalty: Penalty, floor: float, expected: float
) -> None:
    """Wrong earns minus the penalty, not below the floor; right earns 1."""
    assert expected == choice_share(False, n=n, penalty=penalty, floor=floor)
    assert choice_share(True, n=n, penalty=penalty, floor=floor) == 1


def test_no_penalty_is_a_plain_zero() -> None:
    """A wrong answer without penalty prints as 0.0, not as -0.0."""
    assert str(choice_share(False)) == "0.0"


@given(st.integers(2, 9), penalties, st.sampled_from([0.0, -0.5, -1.0]))
def test_choice_guess_is_the_mean_over_the_options(n: int, penalty: Penalty, floor: float) -> None:
    """One option in n is right; a blank earns 0; everything ticked is undefined."""
    shares = [choice_share(k == 0, n=n, penalty=penalty, floor=floor) for k in range(n)]
    found = choice_guess(n=n, penalty=penalty, floor=floor)
    assert Guess(0.0, None, found.mean) == found
    assert sum(shares) / n == pytest.approx(found.mean, abs=1e-12)


@given(st.integers(2, 50))
def test_a_penalty_of_chance_makes_guessing_worth_nothing(n: int) -> None:
    """The penalty of 1/(n - 1) cancels the chance of 1/n exactly."""
    assert choice_guess(n=n, penalty="chance").mean == 0


@pytest.mark.parametrize("wrong", [{"n": 1}, {"penalty": -1}, {"floor": 1}, {"floor": -2}])
def test_impossible_choice_settings_are_errors(wrong: dict[str, Any]) -> None:
    """One option, a negative penalty and a floor outside [-1, 0] are errors."""
    with pytest.raises(ValueError, match="expected"):
        choice_share(False, **wrong)


@given(st.integers(1, 4), st.integers(1, 4), st.sampled_from(["per_row", "all_or_nothing"]))
def test_matching_guess_is_the_mean_over_complete_assignments(
    rows: int, options: int, policy: MatchingPolicy
) -> None:
    """The mean agrees with going through every way to give each row an option."""
    shares = [
        matching_share(policy, rows=rows, right=picks.count(0))
        for picks in product(range(options), repeat=rows)
    ]
    found = matching_guess(policy, rows=rows, options=options)
    assert Guess(0.0, None, found.mean) == found
    assert sum(shares) / len(shares) == pytest.approx(found.mean, abs=1e-12)


@pytest.mark.parametrize(
    ("policy", "right", "expected"),
    [("per_row", 3, 0.75), ("per_row", 4, 1), ("all_or_nothing", 3, 0), ("all_or_nothing", 4, 1)],
)
def test_matching_counts_right_rows(policy: MatchingPolicy, right: int, expected: float) -> None:
    """Part credit by the row, or none unless every row is right."""
    assert expected == matching_share(policy, rows=4, right=right)


def test_impossible_matchings_are_errors() -> None:
    """More right rows than rows, no option, and an unknown policy are errors."""
    with pytest.raises(ValueError, match="right rows"):
        matching_share("per_row", rows=2, right=3)
    with pytest.raises(ValueError, match="an option"):
        matching_guess("per_row", rows=2, options=0)
    with pytest.raises(ValueError, match="policy"):
        matching_share("per_column", rows=2, right=1)  # type: ignore[arg-type]
