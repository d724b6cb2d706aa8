"""All combinations of class, first verdict, copying and fresh verdict are enumerated in exact fractions."""

from fractions import Fraction
from itertools import product


def key(base, hit, alarm, copy):
    weight = {True: Fraction(0), False: Fraction(0)}
    for breaks, first, copied, fresh in product([True, False], repeat=4):
        rate = Fraction(hit if breaks else alarm, 100)
        probability = Fraction(base, 100) if breaks else 1 - Fraction(base, 100)
        probability *= rate if first else 1 - rate
        probability *= Fraction(copy, 100) if copied else 1 - Fraction(copy, 100)
        probability *= rate if fresh else 1 - rate
        second = first if copied else fresh
        if first and second:
            weight[breaks] += probability
    return float(weight[True] / sum(weight.values()))
