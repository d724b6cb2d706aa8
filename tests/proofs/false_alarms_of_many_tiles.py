"""Adding the binomial probabilities of one, two, three and more red tiles."""

from math import comb


def key(tiles, permille, **_):
    p = permille / 1000
    return sum(comb(tiles, red) * p**red * (1 - p) ** (tiles - red) for red in range(1, tiles + 1))
