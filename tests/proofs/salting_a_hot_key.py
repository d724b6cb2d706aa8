"""The rows of each partition are counted with and without the salt, and the largest are compared."""

import numpy as np


def key(rows, hot, parts, salts):
    total = rows * 1_000_000
    background = np.full(parts, total * (100 - hot) / 100 / parts)
    plain, salted = background.copy(), background.copy()
    plain[0] += total * hot / 100
    salted[:salts] += total * hot / 100 / salts
    return float(plain.max() / salted.max())
