"""Folds the layer into one affine map, as is done for deployment, and applies it."""

import math


def key(x, rm, rv, bm, bv, gamma, beta):
    slope = gamma / math.sqrt(rv + 1e-5)
    return slope * x + (beta - slope * rm)
