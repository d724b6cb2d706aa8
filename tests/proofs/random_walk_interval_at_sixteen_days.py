"""Sixteen daily changes are convolved on a grid, and the interval of their sum is read off."""

import numpy as np


def key():
    sd = 10 / 1.96
    grid = np.arange(-40, 41)
    one = np.exp(-0.5 * (grid / sd) ** 2)
    one /= one.sum()
    total = np.array([1.0])
    for _ in range(16):
        total = np.convolve(total, one)
    half = len(total) // 2
    width = next(w for w in range(half) if total[half - w : half + w + 1].sum() >= 0.95)
    options = {"shrinks": 2.5, "constant": 10, "root": 40, "linear": 160}
    best = min(options, key=lambda name: abs(options[name] - width))
    assert abs(options[best] - width) <= 1
    return best
