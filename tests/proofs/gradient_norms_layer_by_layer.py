"""Extends a line through the logged norms on the log scale; the slope comes from a grid."""

import numpy as np


def key():
    slope, start = np.polyfit([10, 9, 8, 7], np.log([0.4, 0.1, 0.025, 0.00625]), 1)
    factor = float(np.exp(-slope))
    z = np.linspace(-10, 10, 2001)
    s = 1 / (1 + np.exp(-z))
    causes = {"slope": np.gradient(s, z).max(), "output": s.mean()}
    return {
        "factor": factor,
        "norm": float(np.exp(start + slope) * 1e6),
        "cause": min(causes, key=lambda name: abs(causes[name] - factor)),
    }
