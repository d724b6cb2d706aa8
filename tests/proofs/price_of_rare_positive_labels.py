"""Labelling one by one with the expected share of positives until enough are there, for both sources."""

from fractions import Fraction


def _labels(wanted, percent):
    low, high = 0, 10**7
    while high - low > 1:
        middle = (low + high) // 2
        if Fraction(middle * percent, 100) >= wanted:
            high = middle
        else:
            low = middle
    return high


def key(wanted, rate, filtered, fee, **_):
    return float(Fraction((_labels(wanted, rate) - _labels(wanted, filtered)) * fee, 100))
