"""The label list is written out, one 1 is removed, and the imagined rows are appended."""

import numpy as np


def key(rows, positives, strength, prior):
    labels = [1] * positives + [0] * (rows - positives)
    labels.remove(1)
    return float(np.mean(labels + [prior] * strength))
