"""The mixture densities are integrated numerically for their variances, which are sorted."""

import numpy as np

X = np.linspace(-25, 35, 20_001)
INPUTS = {
    "torn": ((1, 5, 9), 0.5),
    "agreed": ((5, 5, 5), 4),
    "spread": ((3, 5, 7), 1),
    "noisy": ((5, 5, 5), 6),
    "mild": ((4, 5, 6), 2),
}


def variance(means, v):
    density = sum(np.exp(-((X - m) ** 2) / (2 * v)) for m in means)
    weight = density / density.sum()
    return float((weight * X**2).sum() - (weight * X).sum() ** 2)


def key():
    return sorted(INPUTS, key=lambda name: variance(*INPUTS[name]))
