"""Simulates the best of 60 and the best of 5 many times."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    gap = (
        rng.normal(size=(20_000, 60)).max(axis=1).mean()
        - rng.normal(size=(20_000, 5)).max(axis=1).mean()
    )
    options = {"none": 0.0, "third": 0.3, "one": 1.2, "two": 2.3}
    return min(options, key=lambda name: abs(options[name] - gap))
