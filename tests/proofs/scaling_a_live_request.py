"""A training column with the stated mean and deviation is built and measured, and the request is scaled by it."""

import numpy as np


def key(mean, sd, up, **_):
    column = np.array([mean - sd, mean + sd] * 50, dtype=float)
    return float((mean + up - column.mean()) / column.std())
