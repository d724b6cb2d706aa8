"""Minimises KL(q||p) over the standard deviation of the first factor on a grid."""

import numpy as np


def key(s, rho, other):
    covariance = np.array([[s * s, rho * s * other], [rho * s * other, other * other]])
    precision = np.linalg.inv(covariance)
    deviation = np.linspace(0.001, 2 * s, 20_001)
    # Up to terms without the deviation: expected quadratic form minus entropy.
    kl = 0.5 * precision[0, 0] * deviation**2 - np.log(deviation)
    return float(deviation[kl.argmin()])
