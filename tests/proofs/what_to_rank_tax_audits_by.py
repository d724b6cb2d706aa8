"""Auditing a simulated pool of returns in the order of each quantity until the hours are used up."""

import numpy as np


def key(**_):
    rng = np.random.default_rng(3)
    n, budget = 40_000, 6_000
    p = rng.beta(1, 4, n)
    amount = rng.lognormal(6, 1.2, n)
    hours = rng.uniform(1, 30, n)
    ranks = {
        "probability": p,
        "amount-given-error": amount,
        "expected-amount": p * amount,
        "amount-per-hour": p * amount / hours,
    }
    recovered = {}
    for name, value in ranks.items():
        order = np.argsort(-value)
        done = order[np.cumsum(hours[order]) <= budget]
        recovered[name] = (p * amount)[done].sum()
    ranked = sorted(recovered, key=recovered.get, reverse=True)
    assert recovered[ranked[0]] > 1.2 * recovered[ranked[1]]
    return ranked[0]
