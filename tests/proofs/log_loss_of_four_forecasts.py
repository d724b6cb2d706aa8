"""Minus the logarithm of the likelihood of the four outcomes, divided by four."""

import numpy as np


def key(a, b, c, d):
    forecast, outcome = np.array([a, b, c, d]), np.array([1, 0, 1, 0])
    likelihood = np.prod(forecast**outcome * (1 - forecast) ** (1 - outcome))
    return float(-np.log(likelihood) / 4)
