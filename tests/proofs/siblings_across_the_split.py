"""All splits of one photo's versions are listed with their probabilities."""

from fractions import Fraction
from itertools import product


def key(photos, versions, train):
    p = Fraction(train, 100)
    expected = Fraction(0)
    for split in product((True, False), repeat=versions):
        weight = Fraction(1)
        for in_training in split:
            weight *= p if in_training else 1 - p
        if any(split):
            expected += weight * split.count(False)
    return float(photos * expected)
