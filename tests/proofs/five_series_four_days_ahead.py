"""The variance of the state is carried forward day by day in state-space form (P becomes F P F' + Q)."""

import numpy as np


def variance(transition, shock):
    transition, shock = np.array(transition, float), np.array(shock, float)
    spread = np.zeros((len(shock), len(shock)))
    for _ in range(4):
        spread = transition @ spread @ transition.T + np.outer(shock, shock)
    return spread[0, 0]


def key():
    series = {
        "trend": variance([[2, -1], [1, 0]], [1, 0]),
        "walk": variance([[1]], [1]),
        "ma": variance([[0, 0.8], [0, 0]], [1, 1]),
        "ar-nine": variance([[0.9]], [1]),
        "ar-half": variance([[0.5]], [1]),
    }
    return sorted(series, key=series.get)
