"""Draws rates from both distributions and looks which option states the shares rightly."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    plain = rng.uniform(1e-4, 1e-1, 100_000)
    logs = 10 ** rng.uniform(-4, -1, 100_000)
    decades = [((logs >= 10.0**k) & (logs < 10.0 ** (k + 1))).mean() for k in (-4, -3, -2)]
    grid = np.linspace(1e-4, 1e-1, 100)
    true_of = {
        "endpoints": False,
        "top-decade": abs((plain > 0.01).mean() - 0.9) < 0.01
        and max(decades) - min(decades) < 0.01,
        "low-decade": abs((plain < 0.001).mean() - 0.9) < 0.01,
        "clusters": (grid > 0.01).mean() < 0.5,
    }
    (fit,) = [name for name, holds in true_of.items() if holds]
    return fit
