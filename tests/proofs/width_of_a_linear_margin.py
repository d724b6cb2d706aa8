"""Walks from one line along the normal until the score has changed by two."""

import numpy as np


def key(a, b, c):
    w = np.array([a, b])
    unit = w / np.linalg.norm(w)
    start = np.array([(-1 + c) / a, 0.0])
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        if w @ (start + middle * unit) - c < 1:
            low = middle
        else:
            high = middle
    return low
