"""Bayes' rule with densities taken as difference quotients of the normal distribution function."""

import math


def key(w, m1, m2, s1, s2, x):
    def density(mean, deviation):
        step = 1e-4
        cdf = [
            0.5 * (1 + math.erf((x + d - mean) / deviation / math.sqrt(2))) for d in (-step, step)
        ]
        return (cdf[1] - cdf[0]) / (2 * step)

    first, second = w * density(m1, s1), (1 - w) * density(m2, s2)
    return first / (first + second)
