"""Simulates the table and returns the option whose claim about 100 rows holds."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    truth = rng.normal(size=100) / 10
    facts = {}
    for n in (50, 100, 1000):
        fits, train, singular = [], [], []
        for _ in range(8):
            x = rng.normal(size=(n, 100))
            y = x @ truth + 0.5 * rng.normal(size=n)
            w = np.linalg.pinv(x) @ y
            fits.append(w)
            train.append(((y - x @ w) ** 2).mean())
            singular.append(np.linalg.svd(x, compute_uv=False)[-1])
        fits = np.array(fits)
        facts[n] = {
            "bias": ((fits.mean(0) - truth) ** 2).sum() - fits.var(0, ddof=1).sum() / 8,
            "variance": fits.var(0, ddof=1).sum(),
            "train": np.mean(train),
            "singular": np.mean(singular),
            "exact": 100 - np.linalg.matrix_rank(x) if n <= 100 else None,
        }
    peak = facts[100]
    holds = {
        "bias-peak": peak["bias"] > max(facts[50]["bias"], facts[1000]["bias"])
        and peak["bias"] > peak["variance"],
        "noise-share": peak["exact"] > 0,
        "variance-peak": peak["singular"]
        < 0.2 * min(facts[50]["singular"], facts[1000]["singular"])
        and peak["variance"] > 5 * max(facts[50]["variance"], facts[1000]["variance"])
        and peak["exact"] == 0,
        "overfit-start": peak["train"] > 1e-6,
    }
    (fit,) = [name for name, held in holds.items() if held]
    return fit
