"""The two label lists are written out, and chance agreement is taken from all pairs of one label each."""

import numpy as np


def key(both, first, second, neither):
    one = np.repeat([1, 1, 0, 0], [both, first, second, neither])
    two = np.repeat([1, 0, 1, 0], [both, first, second, neither])
    observed = (one == two).mean()
    chance = (one[:, None] == two[None, :]).mean()
    return float((observed - chance) / (1 - chance))
