"""Reliability: alpha with Feldt's interval, alpha if deleted, stratified alpha. Plain Python.

Every function takes variances and covariance sums, so that it does not matter where they come from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mlinterview._intervals import f_quantile

__all__ = ["Stratum", "alpha", "feldt_interval", "lord_sem", "stratified_alpha"]

_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Stratum:
    """A section or category: its items, the variance of its sum, and its own alpha."""

    id: str
    items: int
    variance: float
    alpha: float | None


def alpha(k: int, item_variances: float, total_variance: float) -> float | None:
    """Cronbach's alpha, which is KR-20 for items scored 0 or 1; None where undefined.

    k/(k - 1) (1 - sum of item variances / variance of the total); Cronbach 1951, "Coefficient alpha
    and the internal structure of tests", Psychometrika 16. At most 1; below 0 where items vary
    against each other.

    >>> round(alpha(2, 2.0, 3.0), 6)  # two items with correlation 1/2
    0.666667
    """
    if k < 2 or not total_variance > 0:
        return None
    return k / (k - 1) * (1 - item_variances / total_variance)


def feldt_interval(value: float, n: int, k: int) -> tuple[float, float] | None:
    """The 95% interval of alpha for n persons and k items; None below 2 of either.

    (1 - rho)/(1 - alpha) is F with n - 1 and (n - 1)(k - 1) degrees of freedom (Feldt 1965, "The
    approximate sampling distribution of Kuder-Richardson reliability coefficient twenty",
    Psychometrika 30), which holds for equal covariances and normal scores.

    >>> [round(end, 3) for end in feldt_interval(0.8, 30, 20)]
    [0.679, 0.89]
    """
    if n < 2 or k < 2:
        return None
    free, below = n - 1, (n - 1) * (k - 1)
    off = 1 - value
    low = 1 - off * f_quantile(1 - _TAIL, free, below)
    high = 1 - off * f_quantile(_TAIL, free, below)
    return low, high


def stratified_alpha(strata: Sequence[Stratum], total_variance: float) -> float | None:
    """1 - sum of var_s (1 - alpha_s) / variance of the total; None where undefined.

    Cronbach, Schoenemann and McKie 1965, "Alpha coefficients for stratified-parallel tests",
    Educational and Psychological Measurement 25. A stratum of one item, which has no alpha, counts
    as wholly unreliable: the value is then a lower bound.
    """
    if len(strata) < 2 or not total_variance > 0:
        return None
    noise = math.fsum(stratum.variance * (1 - (stratum.alpha or 0.0)) for stratum in strata)
    return 1 - noise / total_variance


def lord_sem(share: float, n: float) -> float | None:
    """Lord's binomial standard error of one person's share of n equal items; None below 2 items.

    sqrt(p (1 - p)/(n - 1)); times n it is Lord's sqrt(x (n - x)/(n - 1)) of a number-right score x
    (Lord 1955, "Estimating test reliability", Educational and Psychological Measurement 15).

    >>> round(20 * lord_sem(0.7, 20), 6)  # 14 of 20
    2.10263
    """
    if n <= 1 + 1e-9:
        return None
    held = min(1.0, max(0.0, share))
    return math.sqrt(held * (1 - held) / (n - 1))


def strata_of(names: Sequence[str | None]) -> Mapping[str, list[int]]:
    """The places of each name, in the order they come in; those without a name stand together."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(name or "other", []).append(place)
    return found
