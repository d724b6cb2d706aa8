"""Fits random tables, with heteroscedastic errors, and keeps the properties that hold in each."""

import numpy as np


def _residuals(design, y):
    return y - design @ np.linalg.lstsq(design, y, rcond=None)[0]


def key():
    rng = np.random.default_rng(0)
    holds = {
        "zero-sum": True,
        "orthogonal-to-target": True,
        "orthogonal-to-features": True,
        "equal-spread": True,
        "noise-column": True,
    }
    for _ in range(20):
        x = np.column_stack([np.ones(500), rng.exponential(size=(500, 3))])
        y = x @ rng.normal(size=4) + x[:, 1] * rng.normal(size=500)

        r = _residuals(x, y)
        wider = _residuals(np.column_stack([x, rng.normal(size=500)]), y)
        fitted = y - r
        high = fitted > np.median(fitted)
        holds["zero-sum"] &= abs(r.sum()) < 1e-8
        holds["orthogonal-to-target"] &= abs(r @ y) < 1e-6
        holds["orthogonal-to-features"] &= np.abs(x.T @ r).max() < 1e-8
        holds["equal-spread"] &= 0.9 < r[high].std() / r[~high].std() < 1.1
        holds["noise-column"] &= bool(wider @ wider <= r @ r + 1e-9)
    return [name for name, held in holds.items() if held]
