"""Spread and shape of a list of scores: Fisher's k-statistics, as Moodle prints them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlinterview._intervals import student_reach

__all__ = ["Moments", "moments", "sd_interval"]

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Moments:
    """What a list of scores looks like; None where there are too few, or all are one value.

    Attributes:
        sd: with n - 1; from 2 values.
        skewness: k3 / k2^1.5; from 3 values. Above 0: a long tail to the right.
        kurtosis: k4 / k2^2; from 4 values. 0 for a normal distribution, above 0 with heavier tails.
        skewness_se, kurtosis_se: standard errors for normal scores.
    """

    n: int
    mean: float
    mean_interval: tuple[float, float] | None
    sd: float | None
    sd_interval: tuple[float, float] | None
    skewness: float | None
    skewness_se: float | None
    kurtosis: float | None
    kurtosis_se: float | None


def moments(values: Sequence[float] | NDArray[np.float64]) -> Moments:
    """The moments of one or more values.

    k2 = n m2/(n - 1), k3 = n^2 m3/((n - 1)(n - 2)), k4 = n^2 ((n + 1) m4 - 3 (n - 1) m2^2)/((n - 1)
    (n - 2)(n - 3)), m_r being the r-th central moment over n (Fisher 1930, "Moments and product
    moments of sampling distributions", Proc. London Math. Soc. 30).

    >>> found = moments([1.0, 2.0, 3.0, 4.0, 10.0])
    >>> round(found.skewness, 4), round(found.kurtosis, 4)
    (1.6971, 3.152)
    """
    n = len(values)
    table = np.asarray(values, dtype=float)
    mean = math.fsum(table.tolist()) / n
    off = table - mean
    scale = max(1.0, abs(mean))
    if float(off.max() - off.min()) <= 1e-12 * scale:
        flat = 0.0 if n > 1 else None
        return Moments(n, mean, None, flat, None, None, None, None, None)
    squares = off * off
    m2, m3, m4 = (float(powers.sum()) / n for powers in (squares, squares * off, squares**2))
    k2 = n * m2 / (n - 1)
    sd = math.sqrt(k2)
    reach = student_reach(n - 1) * sd / math.sqrt(n)
    skewness = skewness_se = kurtosis = kurtosis_se = None
    if n > 2:
        skewness = n * n * m3 / ((n - 1) * (n - 2)) / k2**1.5
        skewness_se = math.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
    if n > 3 and skewness_se is not None:
        top = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2)
        kurtosis = top / ((n - 1) * (n - 2) * (n - 3)) / (k2 * k2)
        kurtosis_se = 2 * skewness_se * math.sqrt((n * n - 1) / ((n - 3) * (n + 5)))
    return Moments(
        n,
        mean,
        (mean - reach, mean + reach),
        sd,
        sd_interval(sd, n, m2, m4),
        skewness,
        skewness_se,
        kurtosis,
        kurtosis_se,
    )


def sd_interval(sd: float, n: int, m2: float, m4: float) -> tuple[float, float] | None:
    """The 95% interval of a standard deviation, whatever the distribution; None below 4 values.

    The root of exp(ln(c s^2) -+ z c sqrt((g - (n - 3)/n)/(n - 1))), c being n/(n - z) and g the
    sample kurtosis m4/m2^2 (Bonett 2006, "Approximate confidence interval for standard deviation of
    nonnormal distributions", Computational Statistics and Data Analysis 50; his kurtosis is taken
    around a trimmed mean).
    """
    if n < 4 or m2 <= 0:
        return None
    c = n / (n - _Z)
    spread = max(0.0, m4 / (m2 * m2) - (n - 3) / n) / (n - 1)
    reach = _Z * c * math.sqrt(spread)
    middle = math.log(c * sd * sd)
    return math.exp((middle - reach) / 2), math.exp((middle + reach) / 2)
