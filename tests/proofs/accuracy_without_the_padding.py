"""A batch of 1,000 positions is built, scored as a whole and then on the unmasked positions."""

import numpy as np


def key(reported, padding):
    pad = np.arange(1000) < 10 * padding
    right = np.arange(1000) < 10 * reported  # the padding first, then the real tokens
    assert right[pad].all() and round(100 * right.mean()) == reported
    return float(right[~pad].mean())
