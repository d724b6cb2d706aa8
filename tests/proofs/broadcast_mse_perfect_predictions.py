"""The snippet is run with NumPy, whose broadcasting rules PyTorch follows."""

import numpy as np


def key(n, s):
    """The printed mean over all pairwise squared differences."""
    y = s * np.arange(n, dtype=np.float64)
    pred = y[:, None]
    difference = pred - y
    assert difference.shape == (n, n)
    return float((difference**2).mean())
