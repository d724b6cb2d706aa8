"""All 256 equally likely resamples are listed and the standard deviation of their means taken."""

import numpy as np

INDEX = np.array(np.meshgrid(*[range(4)] * 4)).reshape(4, -1).T


def key(a, b, c, d):
    return float(np.array([a, b, c, d], float)[INDEX].mean(1).std())
