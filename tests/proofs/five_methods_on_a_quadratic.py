"""Momentum and conjugate gradients are run; for the fixed steps the exact error after n steps is bisected."""

import numpy as np

CURVES = np.geomspace(1, 10_000, 20)
GOAL = 1e-6 * np.sqrt(20)


def fixed(step):
    low, high = 0, 10**7
    while high - low > 1:
        middle = (low + high) // 2
        error = np.linalg.norm(np.abs(1 - step * CURVES) ** middle)
        low, high = (low, middle) if error < GOAL else (middle, high)
    return high


def heavy_ball():
    step = 4 / (100 + 1) ** 2
    momentum = (99 / 101) ** 2
    before = now = np.ones(20)
    count = 0
    while np.linalg.norm(now) >= GOAL:
        before, now = now, now - step * CURVES * now + momentum * (now - before)
        count += 1
    return count


def conjugate():
    """The error left after n steps, minimal over polynomials, by least squares on Chebyshev polynomials; 20 end it."""
    place = (2 * CURVES - CURVES.max() - CURVES.min()) / (CURVES.max() - CURVES.min())
    origin = -(CURVES.max() + CURVES.min()) / (CURVES.max() - CURVES.min())
    for count in range(1, 20):
        basis = np.polynomial.chebyshev.chebvander(place, count)
        at_zero = np.polynomial.chebyshev.chebvander([origin], count)
        basis = basis[:, 1:] / at_zero[0, 1:] - 1
        weights = np.sqrt(CURVES)
        best = np.linalg.lstsq(basis * weights[:, None], -weights, rcond=None)[0]
        if np.linalg.norm(1 + basis @ best) < GOAL:
            return count
    return 20


def key():
    after_newton = np.linalg.norm(np.ones(20) - CURVES / CURVES)
    counts = {
        "safe": fixed(1 / 10_000),
        "tuned": fixed(2 / 10_001),
        "heavy-ball": heavy_ball(),
        "conjugate": conjugate(),
        "newton": 1 if after_newton < GOAL else 10**9,
    }
    return sorted(counts, key=counts.get)
