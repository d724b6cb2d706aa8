"""Builds a table with exact moments and runs the script on it, raw and centred."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    z = rng.normal(size=(10_000, 3))
    z -= z.mean(axis=0)
    q = np.linalg.qr(z)[0] * np.sqrt(len(z))
    x = q * [1, 5, 1] + [50, 0, 0]

    def first(table):
        _, s, vt = np.linalg.svd(table, full_matrices=False)
        return int(np.abs(vt[0]).argmax()) + 1, round(float(s[0] ** 2 / (s**2).sum()), 2)

    raw, centred = first(x), first(x - x.mean(axis=0))
    assert raw[1] == 0.99
    options = {
        "mean-then-second": (1, 2, 0.93),
        "second-both": (2, 2, 0.99),
        "mean-both": (1, 1, 0.93),
        "second-then-mean": (2, 1, 0.99),
    }
    (fit,) = [name for name, facts in options.items() if facts == (raw[0], *centred)]
    return fit
