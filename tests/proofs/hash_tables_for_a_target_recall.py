"""Tables are added one by one, in exact fractions, until the chance of a miss is small enough."""

from fractions import Fraction


def key(angle, bits, target):
    """Return the smallest sufficient number of tables."""
    miss_one = 1 - (1 - Fraction(angle, 180)) ** bits
    miss, tables = 1.0, 0
    while miss > 1 - target / 100:
        miss *= float(miss_one)
        tables += 1
    return tables
