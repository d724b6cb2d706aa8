"""Scoring policies of `single_choice`, `true_false` and `matching`."""

from fractions import Fraction
from typing import Literal, TypeAlias

from mlinterview.graders._exact import Number, exact
from mlinterview.graders._guess import Guess
from mlinterview.model.scheme import MatchingPolicy

__all__ = [
    "MatchingPolicy",
    "Penalty",
    "choice_guess",
    "choice_share",
    "matching_guess",
    "matching_share",
]

Penalty: TypeAlias = Number | Literal["chance"]


def choice_share(right: bool, *, n: int = 2, penalty: Penalty = 0.0, floor: Number = -1.0) -> float:
    """Return the share of a `single_choice` (n options) or `true_false` (n = 2) response.

    Right earns 1, wrong max(floor, -penalty); range [floor, 1]. A penalty of "chance" is
    1/(n - 1), so that guessing earns 0 on average (formula scoring). `floor` lies in [-1, 0].
    """
    return 1.0 if right else float(_wrong(n, penalty, floor))


def choice_guess(*, n: int = 2, penalty: Penalty = 0.0, floor: Number = -1.0) -> Guess:
    """Return what no response (0) and a random option earn; ticking all is undefined.

    The mean is (1 + (n - 1) x share of a wrong response)/n.
    """
    return Guess(0.0, None, float((1 + (n - 1) * _wrong(n, penalty, floor)) / n))


def matching_share(policy: MatchingPolicy, *, rows: int, right: int) -> float:
    """Return the share of a `matching` response with `right` of `rows` rows right.

    - `per_row`: right/rows
    - `all_or_nothing`: 1 if every row is right, else 0

    Rows without an option are not right. Range [0, 1].
    """
    if not 0 <= right <= rows or rows < 1:
        raise ValueError(f"expected 0 to {rows} right rows of at least one, found {right}")
    _check_matching(policy)
    return right / rows if policy == "per_row" else float(right == rows)


def matching_guess(policy: MatchingPolicy, *, rows: int, options: int) -> Guess:
    """Return what no response (0) and a random complete assignment earn.

    A guess gives every row an option, drawn uniformly and without regard to the other rows
    (an option may serve several rows); rows are never left out. The mean is 1/options, for
    `all_or_nothing` 1/options^rows. Ticking all is undefined.
    """
    if rows < 1 or options < 1:
        raise ValueError(f"expected a row and an option, found {rows} and {options}")
    _check_matching(policy)
    return Guess(0.0, None, float(Fraction(1, options ** (1 if policy == "per_row" else rows))))


def _wrong(n: int, penalty: Penalty, floor: Number) -> Fraction:
    if n < 2:
        raise ValueError(f"expected two options or more, found {n}")
    lost = Fraction(1, n - 1) if penalty == "chance" else exact(penalty)
    bound = exact(floor)
    if lost < 0 or not -1 <= bound <= 0:
        raise ValueError(
            f"expected a penalty of 0 or more and a floor from -1 to 0, found {penalty} and {floor}"
        )
    return max(bound, -lost)


def _check_matching(policy: MatchingPolicy) -> None:
    if policy not in ("per_row", "all_or_nothing"):
        raise ValueError(f"no matching policy {policy!r}: one of per_row, all_or_nothing")
