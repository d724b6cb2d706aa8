"""Carries out the round as the stem describes it, row by row."""

import math


def key(n, miss):
    weights = [1 / n] * n
    wrong = [i < miss for i in range(n)]
    error = sum(w for w, bad in zip(weights, wrong, strict=True) if bad)
    alpha = 0.5 * math.log((1 - error) / error)
    weights = [
        w * math.exp(alpha if bad else -alpha) for w, bad in zip(weights, wrong, strict=True)
    ]
    return weights[0] / sum(weights)
