"""Simulate 2,000 experiments without a difference, as running sums, and test each statement."""

import math

import numpy as np


def key() -> list[str]:
    rng = np.random.default_rng(0)
    sums = rng.normal(0, 1, (2_000, 28)).cumsum(axis=1)
    z = np.abs(sums) / np.sqrt(np.arange(1, 29))
    p = np.vectorize(lambda one: math.erfc(one / math.sqrt(2)))(z)
    below = p < 0.05
    three = (below[:, :-2] & below[:, 1:-1] & below[:, 2:])[:, 4].mean()
    strict = 0.05 / 28  # the simplest of such bounds
    right = {
        "false-alarm": True,  # both arms are alike
        "sequential-bounds": (p < strict).any(axis=1).mean() <= 0.05,
        "five-percent": below.any(axis=1).mean() <= 0.06,
        "cubed": three <= 0.05**3,
        "tends-to-one": p[:, -1].mean() > 0.9,
    }
    return [name for name, holds in right.items() if holds]
