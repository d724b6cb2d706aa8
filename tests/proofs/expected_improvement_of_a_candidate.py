"""Averages max(f - best, 0) over a fine grid of the posterior."""

import numpy as np


def key(best, delta, s):
    f = np.linspace(-9, 9, 20_001) * s + best + delta
    weight = np.exp(-(((f - best - delta) / s) ** 2) / 2)
    return float((np.maximum(f - best, 0) * weight).sum() / weight.sum())
