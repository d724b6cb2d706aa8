"""The program of the stem is run and its output is returned."""

import numpy as np


def key():
    """The printed text."""
    before = np.array([100, 50, 30], dtype=np.uint8)
    after = np.array([90, 52, 30], dtype=np.uint8)
    diff = np.abs(after - before)
    return str(int(diff.max()))
