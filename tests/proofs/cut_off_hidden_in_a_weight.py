"""For each p the minimiser of the weighted loss is found on a grid; the p where it passes 0.5 is looked up."""

import numpy as np


def key():
    q = np.linspace(0.001, 0.999, 999)
    for p in np.linspace(0.01, 0.99, 491):
        best = q[np.argmin(-9 * p * np.log(q) - (1 - p) * np.log(1 - q))]
        if best > 0.5:
            break
    options = {"tenth": 0.10, "ninth": 1 / 9, "half": 0.5, "nine-tenths": 0.9}
    return min(options, key=lambda name: abs(options[name] - p))
