"""Each standard error is the root of the sum of the variances of the two arm means; then the designs are sorted."""

from math import sqrt


def error(users, share, correlation):
    residual = 1 - correlation**2
    treated = int(users * share)
    return sqrt(residual / treated + residual / (users - treated))


def key():
    designs = {
        "tenth-plain": error(20_000, 0.1, 0),
        "fewer-plain": error(10_000, 0.5, 0),
        "half-plain": error(20_000, 0.5, 0),
        "fifth-plain": error(20_000, 0.2, 0),
        "half-adjusted": error(20_000, 0.5, 0.6),
    }
    return sorted(designs, key=designs.get)
