"""The index is the Kullback-Leibler divergence taken in both directions and added."""

import numpy as np


def key(low, mid):
    """Return the PSI of last week's counts against the training shares."""
    training = np.array([500, 300, 200]) / 1000
    last_week = np.array([low, mid, 1000 - low - mid]) / 1000

    def divergence(p, q):
        return float(np.sum(p * (np.log(p) - np.log(q))))

    return divergence(last_week, training) + divergence(training, last_week)
