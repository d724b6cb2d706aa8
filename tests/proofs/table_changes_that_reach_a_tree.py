"""Grows trees on random tables before and after each change and compares predictions."""

import numpy as np


def _grow(x, y, depth):
    prediction = np.full(len(y), y.mean())
    if depth == 0 or len(y) < 4:
        return prediction
    best = None
    for column in range(x.shape[1]):
        values = np.unique(x[:, column])
        for threshold in (values[1:] + values[:-1]) / 2:
            left = x[:, column] <= threshold
            cost = ((y[left] - y[left].mean()) ** 2).sum() + (
                (y[~left] - y[~left].mean()) ** 2
            ).sum()
            if best is None or cost < best[0] - 1e-12:
                best = cost, left
    left = best[1]
    prediction[left] = _grow(x[left], y[left], depth - 1)
    prediction[~left] = _grow(x[~left], y[~left], depth - 1)
    return prediction


def key():
    changed = {}
    for seed in range(3):
        rng = np.random.default_rng(seed)
        x = rng.lognormal(size=(40, 2))
        y = x[:, 0] * 2 + x[:, 1] + rng.lognormal(size=40)
        base = _grow(x, y, 3)

        logged = np.column_stack([np.log(x[:, 0]), x[:, 1]])
        capped = np.column_stack([np.minimum(x[:, 0], np.quantile(x[:, 0], 0.9)), x[:, 1]])
        turned = np.column_stack([x[:, 0] + x[:, 1], x[:, 0] - x[:, 1]])
        variants = {
            "log-feature": _grow(logged, y, 3),
            "log-target": np.exp(_grow(x, np.log(y), 3)),
            "standardise": _grow((x - x.mean(axis=0)) / x.std(axis=0), y, 3),
            "clip-feature": _grow(capped, y, 3),
            "sum-difference": _grow(turned, y, 3),
        }
        for name, prediction in variants.items():
            changed[name] = changed.get(name, False) or not np.allclose(prediction, base)
    return [name for name, other in changed.items() if other]
