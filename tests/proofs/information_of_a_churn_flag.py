"""Entropy of leaving minus the mean entropy of leaving within the two groups."""

from math import log


def entropy(share):
    return -(share * log(share) + (1 - share) * log(1 - share)) / log(2)


def key(flagged, other):
    overall = entropy((flagged + other) / 200)
    return overall - (entropy(flagged / 100) + entropy(other / 100)) / 2
