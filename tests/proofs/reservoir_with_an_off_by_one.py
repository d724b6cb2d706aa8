"""All equally likely draws of the three calls of randrange are listed, and the picks counted."""

from fractions import Fraction
from itertools import product


def key():
    picks = []
    for draws in product(range(1), range(2), range(3)):
        chosen = 0
        for i, draw in enumerate(draws, start=1):
            if draw == 0:
                chosen = i
        picks.append(chosen)
    found = [Fraction(picks.count(line), len(picks)) for line in range(4)]
    third, quarter, eighth = Fraction(1, 3), Fraction(1, 4), Fraction(1, 8)
    options = {
        "uniform": [quarter] * 4,
        "halving": [eighth, eighth, quarter, 4 * eighth],
        "first-never": [0, third, third, third],
        "last-never": [third, third, third, 0],
    }
    return next(name for name, values in options.items() if values == found)
