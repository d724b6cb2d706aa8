"""Whole groups are counted, and the bits of each are added up."""

from fractions import Fraction


def key(billions, bits, group, kept):
    parameters = billions * 10**9
    embedded = round(kept * 10**9)
    groups = Fraction(parameters - embedded, group)
    total = groups * (group * bits + 16 + 16) + embedded * 16
    return round(float(total / 8 / 10**9), 2)
