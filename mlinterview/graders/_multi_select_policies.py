"""Scoring policies of `multi_select`.

An item has n options, C of them correct and W = n - C wrong; a response ticks t right and f
wrong ones. A share is the part of the item's points earned, 1 for the key. Arithmetic is in
exact fractions, so 1/3 - 1/3 is 0; floats come out at the end.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, lcm
from typing import get_args

from mlinterview.graders._exact import Number, exact
from mlinterview.graders._guess import Guess
from mlinterview.model.scheme import MultiSelectPolicy

__all__ = ["POLICIES", "MultiSelectPolicy", "guess", "share"]

POLICIES: tuple[MultiSelectPolicy, ...] = get_args(MultiSelectPolicy)

# Weights such as 0.3333333 (Moodle's seven digits) three times count as a sum of 1.
_ROUNDING = Fraction(1, 1_000_000)
_MAX_SUMS = 100_000


def share(
    policy: MultiSelectPolicy,
    *,
    n: int,
    correct: int,
    t: int,
    f: int,
    floor: Number = 0.0,
    chosen_weights: Iterable[Number] | None = None,
) -> float:
    """Return the share of the points that t right and f wrong ticks earn.

    Range: [0, 1], for the `exams_*` rules [floor, 1]; `floor` lies in [-1, 0] and says
    nothing to the other policies. `chosen_weights` are the weights of the ticked options,
    for `weighted` alone; None (the options carry no weights) scores as `balanced`.

    - `balanced`: max(0, t/C - f/W), hit rate minus false-alarm rate (Youden 1950, "Index
      for rating diagnostic tests", Cancer 3)
    - `all_or_nothing`: 1 if t = C and f = 0, else 0
    - `net_correct`: max(0, (t - f)/C)
    - `each_option`: (t + W - f)/n, the share of options dealt with rightly
    - `coverage`: t/C x t/(t + f), recall times precision; a blank earns 0
    - `halves`: by the errors e = f + C - t: 0 earns 1; 1 earns 1/2 if n >= 3; 2 earns 1/4 if
      n >= 5; else 0
    - `exams_true`, `exams_false`, `exams_false2`, `exams_all`, `exams_none`: (t - f)/C;
      t/C - f/W; t/C - f/max(W, 2); t/C - f; t/C (R/exams, `exams_eval`)
    - `weighted`: the sum of the ticked options' weights, clipped to [0, 1]

    With C = 0 the empty response earns 1 and any other 0, under every policy. With W = 0 no
    wrong tick is possible and its term drops out.
    """
    if not (0 <= correct <= n and 0 <= t <= correct and 0 <= f <= n - correct):
        raise ValueError(f"no response ticks {t} of {correct} right and {f} of {n - correct} wrong")
    weight = None if chosen_weights is None else sum(map(exact, chosen_weights), Fraction(0))
    return float(_share(policy, n, correct, t, f, _exact_floor(floor), weight))


def guess(
    policy: MultiSelectPolicy,
    *,
    n: int,
    correct: int,
    floor: Number = 0.0,
    weights: Sequence[Number] | None = None,
) -> Guess:
    """Return what `[]`, everything ticked, and a random subset of the options earn.

    The mean is exact over all 2^n subsets: a sum over (t, f) with binomial coefficients, for
    `weighted` the distribution of the sum of weights. It is None only for weights that have
    more than 100,000 different sums. `weights` are those of all n options, in any order.
    """
    if not 0 <= correct <= n or (weights is not None and len(weights) != n):
        raise ValueError(f"expected 0 to {n} correct options and {n} weights, if any")
    exact_weights = None if weights is None else tuple(map(exact, weights))
    return _guess(policy, n, correct, _exact_floor(floor), exact_weights)


def _exact_floor(floor: Number) -> Fraction:
    value = exact(floor)
    if not -1 <= value <= 0:
        raise ValueError(f"expected a floor from -1 to 0, found {floor}")
    return value


def _clipped(weight: Fraction) -> Fraction:
    return Fraction(1) if weight >= 1 - _ROUNDING else max(Fraction(0), weight)


def _share(
    policy: MultiSelectPolicy,
    n: int,
    c: int,
    t: int,
    f: int,
    floor: Fraction,
    weight: Fraction | None = None,
) -> Fraction:
    w = n - c
    if c == 0:
        return Fraction(f == 0)
    if policy == "weighted" and weight is not None:
        return _clipped(weight)
    hits, false_alarms = Fraction(t, c), Fraction(f, w or 1)
    match policy:
        case "balanced" | "weighted":
            return max(Fraction(0), hits - false_alarms)
        case "all_or_nothing":
            return Fraction(t == c and f == 0)
        case "net_correct":
            return max(Fraction(0), hits - Fraction(f, c))
        case "each_option":
            return Fraction(t + w - f, n)
        case "coverage":
            return hits * Fraction(t, t + f or 1)
        case "halves":
            errors = f + c - t
            return Fraction(1, 2**errors) if errors <= 2 and n >= 1 + 2 * errors else Fraction(0)
        case "exams_true":
            return max(floor, hits - Fraction(f, c))
        case "exams_false":
            return max(floor, hits - false_alarms)
        case "exams_false2":
            return max(floor, hits - Fraction(f, max(w, 2)))
        case "exams_all":
            return max(floor, hits - f)
        case "exams_none":
            return hits
    raise ValueError(f"no multi_select policy {policy!r}: one of {', '.join(POLICIES)}")


@lru_cache(maxsize=1024)
def _guess(
    policy: MultiSelectPolicy,
    n: int,
    c: int,
    floor: Fraction,
    weights: tuple[Fraction, ...] | None,
) -> Guess:
    if policy == "weighted" and weights is not None and c:
        mean = _mean_clipped_sum(weights)
        everything = float(_clipped(sum(weights, Fraction(0))))
        return Guess(0.0, everything, None if mean is None else float(mean))
    total = sum(
        comb(c, t) * comb(n - c, f) * _share(policy, n, c, t, f, floor)
        for t in range(c + 1)
        for f in range(n - c + 1)
    )
    blank = _share(policy, n, c, 0, 0, floor)
    everything = float(_share(policy, n, c, c, n - c, floor))
    return Guess(float(blank), everything, float(Fraction(total) / 2**n))


def _mean_clipped_sum(weights: tuple[Fraction, ...]) -> Fraction | None:
    """Return the mean of the clipped sum over all subsets, None where sums are too many."""
    scale = lcm(*(weight.denominator for weight in weights))
    sums = Counter({0: 1})
    for weight in weights:
        step = int(weight * scale)
        longer = Counter(sums)
        for value, ways in sums.items():
            longer[value + step] += ways
        sums = longer
        if len(sums) > _MAX_SUMS:
            return None
    total = Fraction(0)
    for value, ways in sums.items():
        total += ways * _clipped(Fraction(value, scale))
    return total / (1 << len(weights))
