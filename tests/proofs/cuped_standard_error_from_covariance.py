"""The variance of Y - theta X is minimised over a fine grid of coefficients, without the closed form."""

import numpy as np


def key(vy, vx, cov, users):
    theta = np.linspace(0, 3, 30_001)
    variance = (vy - 2 * theta * cov + theta**2 * vx).min()
    return float(np.sqrt(variance / users + variance / users))
