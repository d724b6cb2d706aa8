"""The exact logarithm is averaged by Gauss-Hermite quadrature over the sampling errors of both shares."""

import numpy as np

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(10)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def key(bins, reference, sample):
    """Return the mean index of days without drift."""
    p = 1 / bins
    e = p + np.sqrt(p * (1 - p) / reference) * NODES[:, None]
    a = p + np.sqrt(p * (1 - p) / sample) * NODES[None, :]
    term = (a - e) * np.log(a / e)
    return float(bins * (WEIGHTS[:, None] * WEIGHTS[None, :] * term).sum())
