"""Random age columns are drawn; a result is kept if coded and known rows agree each time."""

import numpy as np

RESULTS = {
    "maximum": np.max,
    "mean": np.mean,
    "median": np.median,
    "number-over-65": lambda a: (a > 65).sum(),
    "share-over-65": lambda a: (a > 65).mean(),
}


def key():
    rng = np.random.default_rng(0)
    right = set(RESULTS)
    for _ in range(20):
        known = rng.integers(0, 105, 9200)
        coded = np.concatenate([known, np.full(800, -1)])
        right = {name for name in right if RESULTS[name](known) == RESULTS[name](coded)}
    return sorted(right)
