"""Days are added one by one, with exact fractions, until the expected number of complaints suffices."""

from fractions import Fraction


def key(sessions, rate, joined, wanted):
    per_day = sessions * Fraction(rate, 1000) * Fraction(joined, 100) * Fraction(4, 5)
    days, total = 0, Fraction(0)
    while total < wanted:
        days += 1
        total += per_day
    return days
