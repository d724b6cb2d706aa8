"""Draws such rows in growing dimensions and looks whether the ratio grows."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    ratios = []
    for d in (2, 20, 200, 1000):
        distances = np.linalg.norm(rng.random((1000, d)) - rng.random(d), axis=1)
        ratios.append(distances.max() / distances.min())
    assert ratios[-1] < 1.5
    assert ratios == sorted(ratios, reverse=True)
    return bool(ratios[-1] > ratios[0])
