"""Twenty rows with this mean and sum of squares are laid out, and variances come from the inverse of X'X."""

import numpy as np


def key():
    feature = np.repeat([40.0, 60.0], 10)
    assert feature.mean() == 50 and ((feature - 50) ** 2).sum() == 2000
    design = np.column_stack([np.ones(20), feature])
    inverse = np.linalg.inv(design.T @ design)

    def variance(at, new):
        row = np.array([1.0, at])
        return row @ inverse @ row + new

    intervals = {
        "mean-100": variance(100, 0),
        "new-70": variance(70, 1),
        "new-50": variance(50, 1),
        "mean-80": variance(80, 0),
        "mean-50": variance(50, 0),
    }
    return sorted(intervals, key=intervals.get)
