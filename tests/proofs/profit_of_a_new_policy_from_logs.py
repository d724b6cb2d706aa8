"""Exact fractions: one over the logged probability for each agreeing visit, summed row by row over the log."""

from fractions import Fraction


def key(p1, p3, p4, r1, r3, r4, r5):
    log = [(p1, r1, True), (0.5, 6, False), (p3, r3, True), (p4, r4, True), (0.2, r5, False)]
    total = Fraction(0)
    for probability, profit, same in log:
        share = Fraction(str(probability))
        total += int(same) * profit * Fraction(share.denominator, share.numerator)
    return float(total / len(log))
