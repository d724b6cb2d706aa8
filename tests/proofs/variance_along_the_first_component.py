"""The variance is computed along many directions, and the largest is taken."""

import numpy as np

ANGLES = np.linspace(0, np.pi, 20_001)
U = np.stack([np.cos(ANGLES), np.sin(ANGLES)])


def key(a, d, b):
    return float((U * (np.array([[a, b], [b, d]]) @ U)).sum(0).max())
