"""The penalty as one more row (sqrt(lambda), 0) of a plain least-squares problem."""

import numpy as np


def key(x3, y1, y2, y3, lam):
    x = np.array([[1.0], [2.0], [x3], [np.sqrt(lam)]])
    y = np.array([y1, y2, y3, 0.0])
    return float(np.linalg.lstsq(x, y, rcond=None)[0][0])
