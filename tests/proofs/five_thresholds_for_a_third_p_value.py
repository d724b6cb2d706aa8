"""Each procedure is run on ten p-values, and the third is raised step by step until it is no longer rejected."""

import numpy as np


def rejected(name, p):
    p, m = np.sort(p), len(p)
    if name == "plain":
        return p <= 0.05
    if name == "bonferroni":
        return p * m <= 0.05
    if name == "sidak":
        return 1 - (1 - p) ** m <= 0.05
    if name == "holm":
        return np.cumprod(p * (m - np.arange(m)) <= 0.05).astype(bool)
    passing = np.nonzero(p * m / np.arange(1, m + 1) <= 0.05)[0]
    return np.arange(m) <= (passing.max() if len(passing) else -1)


def key():
    thresholds = {}
    for name in ("plain", "holm", "bonferroni", "false-discovery", "sidak"):
        low, high = 0.001, 0.5
        while high - low > 1e-9:
            third = (low + high) / 2
            p = np.array([1e-9, 1e-8, third] + [0.9] * 7)
            low, high = (third, high) if rejected(name, p)[2] else (low, third)
        thresholds[name] = low
    return sorted(thresholds, key=thresholds.get)
