"""All patterns of right and wrong samples are listed and those with a right majority weighed."""

from itertools import product


def key(samples, percent):
    """Return the probability of a right majority."""
    right = 0
    for pattern in product([0, 1], repeat=samples):
        if 2 * sum(pattern) > samples:
            weight = 1
            for hit in pattern:
                weight *= percent if hit else 100 - percent
            right += weight
    return right / 100**samples
