"""The image is cut with strided slices, first into patches, then into blocks of two by two."""

import numpy as np


def key(p, a, b, n):
    image = np.broadcast_to(0, (2 * p * b, 2 * p * a))
    patches = image[::p, ::p]
    merged = patches[::2, ::2]
    return sum(merged.size for _ in range(n))
