"""Simulates the gap of two means of five seeds and finds the option with that ratio."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    old = rng.normal(0, 0.9, size=(200_000, 5)).mean(axis=1)
    new = rng.normal(0, 0.8, size=(200_000, 5)).mean(axis=1)
    ratio = 0.6 / (new - old).std()
    options = {"seeds-suffice": 1.1, "five-times": 2.5}
    return min(options, key=lambda name: abs(options[name] - ratio))
