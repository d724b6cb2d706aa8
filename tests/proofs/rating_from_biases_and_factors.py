"""One inner product of two vectors that hold mean, biases and factors."""

import numpy as np


def key(mu, bu, bi, p1, p2, q1, q2):
    return float(np.array([1, bu, 1, p1, p2]) @ np.array([mu, 1, bi, q1, q2]))
