"""Counting checkout visitors day by day, both arms are full on day 26."""

from fractions import Fraction


def key(**_):
    """Add up eligible visitors until both arms hold the size that the formula asks for."""
    rate, change = Fraction(40, 100), Fraction(2, 100)
    per_arm = 16 * rate * (1 - rate) / change**2
    in_arm, days = Fraction(0), 0
    while in_arm < per_arm:
        days += 1
        in_arm += Fraction(5000 * 15, 100) / 2
    return days
