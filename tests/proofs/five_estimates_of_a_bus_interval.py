"""Errors are averaged over all combinations of four waits on a fine grid of midpoints, with an interval of one."""

import numpy as np


def key():
    points = (np.arange(24) + 0.5) / 24
    waits = np.stack(np.meshgrid(*[points] * 4, indexing="ij")).reshape(4, -1)
    guesses = {
        "doubled": 2 * waits.mean(axis=0),
        "shortest": 5 * waits.min(axis=0),
        "unbiased": 5 / 4 * waits.max(axis=0),
        "longest": waits.max(axis=0),
        "shrunk": 6 / 5 * waits.max(axis=0),
    }
    errors = {name: ((guess - 1) ** 2).mean() for name, guess in guesses.items()}
    return sorted(errors, key=errors.get)
