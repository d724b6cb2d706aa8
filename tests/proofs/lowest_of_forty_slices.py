"""Searches over 40 equal slices are simulated; their share with such a low decides between the readings."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    lowest = rng.binomial(15, 0.85, (20_000, 40)).min(1)
    share = float((lowest <= 9).mean())
    single = float((rng.binomial(15, 0.85, 200_000) <= 9).mean())
    assert abs(single - 0.017) < 0.002
    return min(
        {"proven": 0.017, "divided": 0.0004, "near-half": 0.5}.items(),
        key=lambda item: abs(item[1] - share),
    )[0]
