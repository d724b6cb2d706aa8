"""The label column is built, and the formula of the stem is applied to counts taken from it."""

import numpy as np


def key(rare, times):
    labels = np.repeat([1, 0], [rare, rare * times])
    counts = np.bincount(labels)
    weights = labels.size / (2 * counts[labels])
    assert abs(weights.sum() - labels.size) < 1e-6
    return float(weights[0])
