"""Builds the arrays and adds up their sizes."""

from itertools import pairwise

import numpy as np


def key(vocab, dim, num, h1, h2, out):
    sizes = [num + dim, h1, h2, out]
    arrays = [np.empty((vocab, dim))]
    for before, after in pairwise(sizes):
        arrays += [np.empty((before, after)), np.empty(after)]
    return sum(array.size for array in arrays)
