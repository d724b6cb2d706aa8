"""The four equally likely pairs are listed and joint probabilities compared with products."""

from fractions import Fraction
from itertools import product


def key():
    outcomes = list(product([0, 1], repeat=2))

    def p(event):
        return Fraction(sum(event(*o) for o in outcomes), len(outcomes))

    for bit in (0, 1):  # the premise: independent of each feature
        assert p(lambda *o: o[bit] and o[0] != o[1]) == p(lambda *o: o[bit]) * p(
            lambda *o: o[0] != o[1]
        )
    return all(
        p(lambda *o: o == pair and o[0] != o[1])
        == p(lambda *o: o == pair) * p(lambda *o: o[0] != o[1])
        for pair in outcomes
    )
