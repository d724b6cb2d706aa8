"""Jeffreys intervals of many shares at once: ``mlinterview._intervals`` on arrays.

Safeguarded steps on the log-odds as there, all shares in step; sums over the tail take the
place of the continued fraction where there are many answers.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["jeffreys"]

Floats = NDArray[np.float64]

_TAIL = 0.025
_Z = 1.959963984540054
_TINY = 1e-300
_FRACTION_STEPS = 5_000
#: from here on the density is so smooth that a sum over 64 points has its integral
_MANY = 8.0
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(64)
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def jeffreys(shares: Any, counts: Any) -> tuple[Floats, Floats]:
    """The ends of the 95 % Jeffreys intervals of shares seen on ``counts`` answers each.

    Shares outside 0 to 1 are moved to the nearer end; a count of 0 gives (0, 1) at its widest.
    """
    share = np.clip(np.asarray(shares, dtype=float), 0.0, 1.0)
    share, count = np.broadcast_arrays(share, np.asarray(counts, dtype=float))
    if not share.size:
        return np.zeros(share.shape), np.ones(share.shape)
    pairs = np.stack([share.ravel(), count.ravel()])
    known, place = np.unique(np.round(pairs, 12), axis=1, return_inverse=True)
    place = place.reshape(-1)
    a, b = known[0] * known[1] + 0.5, (1 - known[0]) * known[1] + 0.5
    # the upper end is one less the lower end of what is missed
    odds = _lower_end(np.concatenate([a, b]), np.concatenate([b, a]))
    low = _logistic(odds[: a.size])[place].reshape(share.shape)
    high = _logistic(-odds[a.size :])[place].reshape(share.shape)
    inside = (share > 0) & (share < 1)  # a share very near an end can lie outside the equal tails
    return np.where(inside, np.minimum(low, share), low), np.where(
        inside, np.maximum(high, share), high
    )


def _lower_end(a: Floats, b: Floats) -> Floats:
    """Log-odds of the 2.5 % quantile of Beta(a, b): Halley's steps on the logarithm of the tail.

    That is nearly a line far out, and everywhere concave. Its slopes cost next to nothing beside
    its value.
    """
    log_beta = _gamma(a) + _gamma(b) - _gamma(a + b)
    low, high = np.full(a.shape, -700.0), np.full(a.shape, 700.0)
    place = _start(a, b)
    open_ = np.arange(a.size)
    for _ in range(200):
        t, aa, bb = place[open_], a[open_], b[open_]
        x, y = _logistic(t), _logistic(-t)
        log_density = aa * np.log(x) + bb * np.log(y) - log_beta[open_]
        mass = np.maximum(_cdf(t, aa, bb, log_beta[open_], log_density), _TINY)
        off = np.log(mass / _TAIL)
        high[open_] = np.where(off > 0, t, high[open_])
        low[open_] = np.where(off > 0, low[open_], t)
        density = np.maximum(np.exp(log_density), _TINY)
        newton = off * mass / density
        # the slope of the tail's logarithm is density over mass; this is the slope of its logarithm
        bend = aa * y - bb * x - density / mass
        step = t - newton / np.maximum(0.5, 1 - newton * bend / 2)
        inner = (low[open_] <= step) & (step <= high[open_])
        following = np.where(inner, step, (low[open_] + high[open_]) / 2)
        place[open_] = following
        # a step so short, beside the width of the hill, that the next would be no digit
        open_ = open_[np.abs(following - t) > 1e-4 * np.sqrt(1 / aa + 1 / bb)]
        if not open_.size:
            break
    return place


def _start(a: Floats, b: Floats) -> Floats:
    """Where to begin, as log-odds: Abramowitz and Stegun 26.5.22, or the mean's for short tails."""
    aa, bb = np.maximum(a, 1.0), np.maximum(b, 1.0)
    level = (_Z * _Z - 3) / 6
    h = 2 / (1 / (2 * aa - 1) + 1 / (2 * bb - 1))
    w = -_Z * np.sqrt(h + level) / h + (1 / (2 * bb - 1) - 1 / (2 * aa - 1)) * (
        level + 5 / 6 - 2 / (3 * h)
    )
    return np.where((a >= 1) & (b >= 1), np.log(aa / bb) + 2 * w, np.log(a / b))


def _gamma(values: Floats) -> Floats:
    return np.asarray(_log_gamma(values), dtype=float)


def _logistic(t: Floats) -> Floats:
    shrunk = np.exp(-np.abs(t))
    return np.where(t >= 0, 1 / (1 + shrunk), shrunk / (1 + shrunk))


def _cdf(t: Floats, a: Floats, b: Floats, log_beta: Floats, log_density: Floats) -> Floats:
    """I_x(a, b) at x = logistic(t)."""
    value = np.empty(t.shape)
    many = np.minimum(a, b) >= _MANY
    if many.any():
        value[many] = _summed(t[many], a[many], b[many], log_beta[many])
    few = ~many
    if few.any():
        t, a, b = t[few], a[few], b[few]
        x, y = _logistic(t), _logistic(-t)
        below = x < (a + 1) / (a + b + 2)
        first, second = np.where(below, a, b), np.where(below, b, a)
        front = np.exp(log_density[few]) / first
        tail = front * _fraction(np.where(below, x, y), first, second)
        value[few] = np.where(below, tail, 1 - tail)
    return value


def _summed(t: Floats, a: Floats, b: Floats, log_beta: Floats) -> Floats:
    """The same by a Gauss-Legendre sum over the tail beyond ``t``; the density is a smooth hill.

    On the log-odds its standard deviation is near sqrt(1/a + 1/b), and far out it falls like
    exp(-a |t|) below and exp(-b |t|) above.
    """
    top = np.log(a / b)
    below = t < top
    reach = np.maximum(10 * np.sqrt(1 / a + 1 / b), 40 / np.where(below, a, b))
    end = top + np.where(below, -reach, reach)
    half = (t - end) / 2
    at = (t + end)[:, None] / 2 + half[:, None] * _POINTS
    shrunk = np.log1p(np.exp(-np.abs(at)))
    # of x = logistic(t) and y = 1 - x the larger has the logarithm -shrunk, the other that less |t|
    other = np.where(at >= 0, b[:, None], a[:, None]) * np.abs(at)
    log = -(a + b)[:, None] * shrunk - other
    tail = np.abs(half) * (np.exp(log - log_beta[:, None]) @ _WEIGHTS)
    tail = np.where(below == (half > 0), tail, 0.0)
    return np.where(below, tail, 1 - tail)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    c, d = np.ones_like(x), 1 - (a + b) * x / (a + 1)
    d = 1 / np.where(np.abs(d) > _TINY, d, _TINY)
    value = d.copy()
    for m in range(1, _FRACTION_STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + factor * d
            c = 1 + factor / c
            d = 1 / np.where(np.abs(d) > _TINY, d, _TINY)
            c = np.where(np.abs(c) > _TINY, c, _TINY)
            change = d * c
            value *= change
        if not m % 4 and np.abs(change - 1).max() < 1e-13:
            break
    return value
