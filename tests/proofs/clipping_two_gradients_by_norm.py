"""Shrinks all gradients by bisection on a common factor until their joint norm is the limit."""

import numpy as np


def key(a, b, c, limit):
    gradients = np.array([a, b, c], dtype=float)
    low, high = 0.0, 1.0
    for _ in range(60):
        factor = (low + high) / 2
        if np.linalg.norm(factor * gradients) > limit:
            high = factor
        else:
            low = factor
    return float(low * gradients[2])
