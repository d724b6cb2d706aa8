"""Codes of simulated shops are computed as described, and each claim about them is checked."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    holds = {"lower-code": True, "shop-id": True, "own-label": True, "base-rates": True}
    for _ in range(200):
        n = int(rng.integers(20, 81))
        y = rng.permutation(np.array([0, 1, *list(rng.integers(0, 2, n - 2))]))
        codes = np.array([np.delete(y, i).mean() for i in range(n)])
        holds["lower-code"] &= bool(codes[y == 1].max() < codes[y == 0].min())
        holds["shop-id"] &= bool(np.ptp(codes) == 0)
        holds["own-label"] &= bool(np.allclose(codes, y.mean()))
        holds["base-rates"] &= bool(np.allclose(codes, 0.5))
    (option,) = [name for name, true in holds.items() if true]
    return option
