"""The samples are drawn one after the other: the chance that each in turn fails is multiplied up."""

from fractions import Fraction


def key(n, c, k):
    fail = Fraction(1)
    for drawn in range(k):
        fail *= Fraction(n - c - drawn, n - drawn)
    return float(1 - fail)
