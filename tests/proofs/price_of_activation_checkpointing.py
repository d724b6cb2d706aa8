"""Layers are walked forward and backward, and the work units of each visit are counted."""

from fractions import Fraction


def key():
    layers = 48
    plain = sum([1 for _ in range(layers)]) + sum([2 for _ in range(layers)])
    stored = sum([1 for _ in range(layers)]) + sum([1 + 2 for _ in range(layers)])
    growth = Fraction(stored, plain) - 1
    options = {
        "third": Fraction(1, 3),
        "half": Fraction(1, 2),
        "two-thirds": Fraction(2, 3),
        "double": Fraction(1),
    }
    return next(name for name, value in options.items() if value == growth)
