"""Scores the totals with both divisors and searches the largest z-score of ten values."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    totals = np.append(rng.uniform(990, 1010, size=9), 40_000)

    def largest(values, ddof):
        return np.abs((values - values.mean()) / values.std(ddof=ddof)).max()

    trials = [totals] + [np.append(np.full(9, 1000.0), 1000 + 10.0**k) for k in range(1, 10)]
    bound = max(largest(values, 1) for values in trials)
    skewed = np.append(np.zeros(999), 1.0)
    true_of = {
        "normality": largest(skewed, 1) <= 3,
        "divisor": largest(totals, 0) > 3 + 1e-9,
        "averaging": False,
        "masking": round(float(bound), 2) == 2.85 and largest(totals, 1) < 3,
    }
    (fit,) = [name for name, holds in true_of.items() if holds]
    return fit
