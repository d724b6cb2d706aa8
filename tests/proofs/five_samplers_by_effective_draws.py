"""The variance of the mean of each finite chain is summed exactly over all lags and inverted."""

import numpy as np


def effective(draws, correlation, step=1, chains=1):
    lags = np.arange(1, draws)
    covariances = (draws - lags) * correlation ** (lags * float(step))
    return chains / ((draws + 2 * covariances.sum()) / draws**2)


def key():
    samplers = {
        "alternating": effective(1_500, -0.3),
        "parallel": effective(10_000, 0.95, chains=4),
        "sticky": effective(10_000, 0.9),
        "thinned": effective(1_000, 0.9, step=10),
        "independent": effective(2_000, 0.0),
    }
    return sorted(samplers, key=samplers.get)
