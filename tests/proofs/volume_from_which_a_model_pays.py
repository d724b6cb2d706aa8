"""Bisecting for the monthly volume at which the summed costs of rule and model cross."""

from fractions import Fraction


def key(rule, model, harm, score, fixed, **_):
    def rule_cost(n):
        return Fraction(n * rule, 1000) * harm

    def model_cost(n):
        return fixed + Fraction(n * model, 1000) * harm + Fraction(n * score, 100)

    low, high = 0, 10**9
    while high - low > 1:
        middle = (low + high) // 2
        if model_cost(middle) <= rule_cost(middle):
            high = middle
        else:
            low = middle
    return high
