"""Expected squared error on a fine grid of factors, for two-point values with these moments."""

from math import comb

import numpy as np


def key(mu, sigma, n):
    up = np.arange(n + 1)
    weight = np.array([comb(n, int(u)) for u in up]) / 2**n
    mean = mu + sigma * (2 * up - n) / n
    factor = np.linspace(0, 1, 5001)
    error = ((factor[:, None] * mean - mu) ** 2 * weight).sum(axis=1)
    return float(factor[error.argmin()])
