"""Both Brier scores are averaged over the 200 single machines."""

import numpy as np


def key(low, high, klow, khigh):
    outcome = np.array([1] * klow + [0] * (100 - klow) + [1] * khigh + [0] * (100 - khigh))
    forecast = np.repeat([low / 100, high / 100], 100)
    constant = np.full(200, outcome.mean())
    return float(1 - np.mean((forecast - outcome) ** 2) / np.mean((constant - outcome) ** 2))
