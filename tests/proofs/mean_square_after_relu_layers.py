"""Carries the mean square through the layers, each ReLU integrated over a Gaussian grid."""

import numpy as np

Z = np.linspace(-9, 9, 3601)
WEIGHT = np.exp(-(Z**2) / 2) / np.exp(-(Z**2) / 2).sum()


def key(c, depth):
    square = 1.0
    for _ in range(depth):
        square = float((np.maximum(np.sqrt(c * square) * Z, 0) ** 2 * WEIGHT).sum())
    return square
