"""Running the exact test on each table of wins and losses that fits the two totals."""

import itertools
from fractions import Fraction


def _two_sided(wins, losses):
    """Sum the binomial probabilities that are no larger than that of the split seen, row by row of Pascal's triangle."""
    row = [1]
    for _trial in range(wins + losses):
        row = [1] + [a + b for a, b in itertools.pairwise(row)] + [1]
    return Fraction(sum(x for x in row if x <= row[wins]), 2 ** (wins + losses))


def key(**_):
    return all(_two_sided(losses + 4, losses) > Fraction(5, 100) for losses in range(125))
