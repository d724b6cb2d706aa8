"""The probability of the true class as a ratio of exact-enough decimals of the raw logits."""

from decimal import Decimal, getcontext


def key(a, b, c, shift):
    getcontext().prec = 40
    weights = [(Decimal(str(z)) + shift).exp() for z in (a, b, c)]
    return float(-(weights[1] / sum(weights)).ln())
