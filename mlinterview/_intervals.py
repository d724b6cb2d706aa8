"""Intervals for shares and means, from the regularised incomplete beta function in plain Python.

The continued fraction is Lentz's, as in *Numerical Recipes* (3rd ed., section 6.4); quantiles are
found by Newton steps on the log-odds, kept inside a shrinking bracket. Accurate to about 1e-10.
"""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = [
    "beta_cdf",
    "beta_quantile",
    "effective_count",
    "f_quantile",
    "mean_interval",
    "share_interval",
    "student_reach",
]

_TAIL = 0.025  # each side of a 95% interval
_TINY = 1e-300
_STEPS = 20_000


def share_interval(share: float, n: float) -> tuple[float, float]:
    """The 95% interval of a share seen on ``n`` equal items: Beta, Jeffreys prior, equal tails.

    The quantiles of Beta(x + 1/2, n - x + 1/2) at 2.5 and 97.5 per cent, x being share times n
    (Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion").

    Args:
        share: 0 to 1; what lies outside is moved to the nearer end.
        n: how many items the share rests on, above 0; need not be whole.

    >>> [round(end, 6) for end in share_interval(0.8, 10)]
    [0.497226, 0.955941]
    """
    share = min(1.0, max(0.0, share))
    low, high = _jeffreys(round(share, 12), round(n, 9))
    if 0 < share < 1:  # a share very near an end can lie outside the equal tails
        low, high = min(low, share), max(high, share)
    return low, high


@lru_cache(maxsize=65536)
def _jeffreys(share: float, n: float) -> tuple[float, float]:
    a, b = share * n + 0.5, (1 - share) * n + 0.5
    return beta_quantile(_TAIL, a, b), beta_quantile(1 - _TAIL, a, b)


def effective_count(weights: list[float]) -> float:
    """How many equal items the weighted ones are worth: (sum w)^2 / sum w^2; 0 for none.

    >>> effective_count([1, 1, 1, 1]), round(effective_count([4, 1, 1]), 2)
    (4.0, 2.0)
    """
    squares = math.fsum(weight * weight for weight in weights)
    return math.fsum(weights) ** 2 / squares if squares > 0 else 0.0


def mean_interval(mean: float, sd: float, n: int) -> tuple[float, float]:
    """Student's 95% interval of a mean of ``n`` values (2 or more) with standard deviation ``sd``.

    >>> [round(end, 2) for end in mean_interval(0.0, 1.0, 2)]  # 12.706 / sqrt(2)
    [-8.98, 8.98]
    """
    reach = student_reach(n - 1) * sd / math.sqrt(n)
    return mean - reach, mean + reach


@lru_cache(maxsize=4096)
def student_reach(free: float) -> float:
    """The 97.5 % point of Student's t with ``free`` degrees of freedom, above 0.

    >>> round(student_reach(29), 5)
    2.04523
    """
    # P(|T| > t) is I_x(free/2, 1/2) at x = free/(free + t^2)
    x = beta_quantile(2 * _TAIL, free / 2, 0.5)
    return math.sqrt(free * (1 - x) / x)


@lru_cache(maxsize=4096)
def f_quantile(p: float, free: float, free_below: float) -> float:
    """The quantile of Fisher's F with ``free`` and ``free_below`` degrees of freedom, each 1 up.

    F is x free_below / ((1 - x) free) for x from Beta(free/2, free_below/2).

    >>> round(f_quantile(0.95, 5, 10), 4)
    3.3258
    """
    a, b = free / 2, free_below / 2
    x, y = beta_quantile(p, a, b), beta_quantile(1 - p, b, a)  # y = 1 - x keeps its digits
    return x * b / (y * a)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and a, b > 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    return _cdf(x, 1 - x, a, b)


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with I_x(a, b) = p, for 0 < p < 1 and a, b of 1/2 or more."""
    low, high = -700.0, 700.0  # log-odds; exp stays finite
    place = math.log(a / b)
    log_beta = _log_beta(a, b)
    for _ in range(200):
        x, y = _logistic(place), _logistic(-place)
        off = _cdf(x, y, a, b) - p
        if off > 0:
            high = place
        else:
            low = place
        # d/dt of I at x = logistic(t) is x^a y^b / B(a, b): no pole at either end
        slope = math.exp(a * math.log(x) + b * math.log(y) - log_beta)
        step = place - off / slope if slope > _TINY else math.inf
        following = step if low < step < high else (low + high) / 2
        if abs(following - place) <= 1e-13 * max(1.0, abs(place)):
            return _logistic(following)
        place = following
    return _logistic(place)


def _logistic(t: float) -> float:
    return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _cdf(x: float, y: float, a: float, b: float) -> float:
    """I_x(a, b) with y = 1 - x handed over, so that neither loses digits near 1."""
    front = math.exp(a * math.log(x) + b * math.log(y) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(y, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + factor * d
            c = 1 + factor / c
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            change = d * c
            value *= change
        if abs(change - 1) < 1e-15:
            break
    return value
