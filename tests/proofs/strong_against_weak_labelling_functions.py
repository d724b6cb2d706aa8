"""The joint distribution of class and votes is listed in full, then restricted to the votes seen."""

from fractions import Fraction
from itertools import product


def key(strong, weak, many, prior, **_):
    accuracies = [Fraction(strong, 100)] + [Fraction(weak, 100)] * many
    seen = (1,) + (0,) * many
    mass = {0: Fraction(0), 1: Fraction(0)}
    for truth, *votes in product((0, 1), repeat=many + 2):
        weight = Fraction(prior, 100) if truth else 1 - Fraction(prior, 100)
        for vote, accuracy in zip(votes, accuracies):
            weight *= accuracy if vote == truth else 1 - accuracy
        if tuple(votes) == seen:
            mass[truth] += weight
    return float(mass[1] / (mass[0] + mass[1]))
