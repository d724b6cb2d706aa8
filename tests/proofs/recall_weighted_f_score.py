"""The form in counts: a miss weighs beta squared false alarms, in exact fractions."""

from fractions import Fraction


def key(tp, fp, fn, beta):
    errors = Fraction(sum([beta * beta] * fn) + fp, 1 + beta * beta)
    return float(tp / (tp + errors))
