"""Jeffreys intervals of many shares at once: ``mlinterview._intervals`` on arrays.

Safeguarded steps on the log-odds as there, all shares in step. The tail is a power series
(Abramowitz and Stegun 26.5.4), or a sum over points where there are many answers.
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
_SERIES_STEPS = 5_000
#: from here on three terms of Stirling's series have all digits
_LARGE = 32.0
#: from here on the density is so smooth that a sum over 32 points has its integral
_MANY = 8.0
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(32)
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def jeffreys(shares: Any, counts: Any) -> tuple[Floats, Floats]:
    """The ends of the 95% Jeffreys intervals of shares seen on ``counts`` answers each.

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
    """Log-odds of the 2.5% quantile of Beta(a, b): Halley's steps on the logarithm of the tail.

    That is nearly a line far out, and everywhere concave. Its slopes cost next to nothing beside
    its value.
    """
    log_beta = _log_beta(a, b)
    low, high = np.full(a.shape, -700.0), np.full(a.shape, 700.0)
    place = _start(a, b)
    open_ = np.arange(a.size)
    for _ in range(200):
        t, aa, bb = place[open_], a[open_], b[open_]
        log_density = _log_power(t, aa, bb) - log_beta[open_]
        mass = np.maximum(_cdf(t, aa, bb, log_beta[open_], log_density), _TINY)
        off = np.log(mass / _TAIL)
        high[open_] = np.where(off > 0, t, high[open_])
        low[open_] = np.where(off > 0, low[open_], t)
        density = np.maximum(np.exp(log_density), _TINY)
        newton = off * mass / density
        # the slope of the tail's logarithm is density over mass; this is the slope of its logarithm
        bend = aa * _logistic(-t) - bb * _logistic(t) - density / mass
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


def _log_beta(a: Floats, b: Floats) -> Floats:
    """ln B(a, b); with a large a or b by Stirling's series, where log-gammas would lose digits."""
    few, many = np.minimum(a, b), np.maximum(a, b)
    both = few + many
    quotient = few - (many - 0.5) * np.log1p(few / many) - few * np.log(both)
    quotient += _stirling(many) - _stirling(both)
    small = many < _LARGE
    quotient[small] = _gamma(many[small]) - _gamma(both[small])
    return np.asarray(_gamma(few) + quotient)


def _stirling(z: Floats) -> Floats:
    square = 1 / (z * z)
    return np.asarray((1 / 12 - square * (1 / 360 - square / 1260)) / z)


def _gamma(values: Floats) -> Floats:
    return np.asarray(_log_gamma(values), dtype=float)


def _logistic(t: Floats) -> Floats:
    shrunk = np.exp(-np.abs(t))
    return np.where(t >= 0, 1 / (1 + shrunk), shrunk / (1 + shrunk))


def _log_power(t: Floats, a: Floats, b: Floats) -> Floats:
    """a ln x + b ln y at x = logistic(t), y = 1 - x."""
    far = np.abs(t)
    # the larger of x and y has the logarithm -shrunk, the other that less |t|
    shrunk = np.log1p(np.exp(-far))
    return np.asarray(-(a + b) * shrunk - np.where(t >= 0, b, a) * far)


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
        below = x < y
        first, second = np.where(below, a, b), np.where(below, b, a)
        front = np.exp(log_density[few]) / first
        tail = front * _series(np.where(below, x, y), first, second)
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
    density = np.exp(_log_power(at, a[:, None], b[:, None]) - log_beta[:, None])
    tail = np.abs(half) * (density @ _WEIGHTS)
    tail = np.where(below == (half > 0), tail, 0.0)
    return np.where(below, tail, 1 - tail)


def _series(x: Floats, a: Floats, b: Floats) -> Floats:
    """I_x(a, b) over x^a y^b / (a B(a, b)), for x up to 1/2: every term is above 0."""
    term, value = np.ones_like(x), np.ones_like(x)
    for m in range(_SERIES_STEPS):
        term *= (a + b + m) / (a + 1 + m) * x
        value += term
        if not m % 4 and (term <= 1e-17 * value).all():
            break
    return value
