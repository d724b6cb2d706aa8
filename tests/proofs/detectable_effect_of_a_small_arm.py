"""Bisection on the effect until the z-test rejects, in the right direction, with the probability of the 0.84 quantile."""

from math import erf, sqrt


def cdf(x):
    return (1 + erf(x / sqrt(2))) / 2


def key(users, share, spread):
    treated = round(users * share / 100)
    variance = spread**2 / treated + spread**2 / (users - treated)
    low, high = 0.0, float(spread)
    for _ in range(80):
        middle = (low + high) / 2
        if 1 - cdf(1.96 - middle / sqrt(variance)) < cdf(0.84):
            low = middle
        else:
            high = middle
    return low
