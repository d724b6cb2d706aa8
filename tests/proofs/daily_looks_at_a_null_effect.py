"""Simulated z-paths decide the claims on rates; the paths of longer tests show the drift to one; early stops show the bias."""

import numpy as np


def paths(rng, runs, days, drift=0.0):
    return rng.normal(drift, 1, (runs, days)).cumsum(1) / np.sqrt(np.arange(1, days + 1))


def key():
    rng = np.random.default_rng(1)
    z = paths(rng, 40_000, 20)
    crossed = abs(z) > 1.96
    claims = []
    rates = [(abs(paths(rng, 1000, days)) > 1.96).any(1).mean() for days in (20, 200, 2000)]
    if rates[0] < rates[1] < rates[2] and rates[2] > 0.45:  # grows without bound on the looks
        claims.append("endless-looks")
    if (crossed[:, 1:] & crossed[:, :-1]).any(1).mean() <= 0.055:
        claims.append("two-in-a-row")
    if (abs(z) > 3.0233).any(1).mean() <= 0.05:
        claims.append("bonferroni-looks")
    effect = 0.3
    x = paths(rng, 40_000, 20, effect)
    hit = abs(x) > 1.96
    day = hit.argmax(1)
    early = hit.any(1) & (day < 10)
    at_stop = x[np.arange(len(x)), day] / np.sqrt(day + 1)
    if abs(at_stop[early].mean() - effect) < 0.05:
        claims.append("estimate-at-stop")
    # Ten times the users a day: sums of ten null increments, whose z-path has the same law.
    many = rng.normal(0, np.sqrt(10), (40_000, 20)).cumsum(1) / np.sqrt(10 * np.arange(1, 21))
    if (abs(many) > 1.96).any(1).mean() < 0.07:
        claims.append("daily-volume")
    return claims
