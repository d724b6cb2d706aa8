"""Minimises the expected batch softmax for each rule and compares the scores with log p."""

import numpy as np


def key():
    p = np.array([0.7, 0.2, 0.1])
    q = np.array([0.85, 0.1, 0.05])

    def scores(offset):
        s = np.zeros(3)
        for _ in range(20_000):
            weight = q * np.exp(s + offset)
            s += 0.5 * (p - weight / weight.sum())
        return s

    plain = scores(0 * q)
    ranked = {
        "subtract-in-training": scores(-np.log(q)),
        "add-in-training": scores(np.log(q)),
        "subtract-in-ranking": plain - np.log(q),
        "larger-batch": plain,
    }
    (fit,) = [name for name, s in ranked.items() if np.ptp(s - np.log(p)) < 1e-3]
    return fit
