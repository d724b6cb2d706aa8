"""Trying every constant on a grid of half units, exactly, and keeping the one with the least percentage error."""

from fractions import Fraction


def key(low, mid, high, n_low, n_mid, **_):
    days = {low: n_low, mid: n_mid, high: 100 - n_low - n_mid}
    grid = [Fraction(c, 2) for c in range(2, 2 * high + 3)]
    errors = {c: sum(n * abs(y - c) / y for y, n in days.items()) for c in grid}
    ranked = sorted(errors, key=errors.get)
    assert errors[ranked[0]] < errors[ranked[1]]
    return float(ranked[0])
