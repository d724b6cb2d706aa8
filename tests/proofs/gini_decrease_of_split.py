"""Gini impurity is the chance that two rows drawn with replacement differ in class; counted over all pairs."""

from fractions import Fraction


def _impurity(labels):
    pairs = [(a, b) for a in labels for b in labels]
    return Fraction(sum(a != b for a, b in pairs), len(pairs))


def key(**parameters):
    left = [1] * 32 + [0] * 8
    right = [1] * 8 + [0] * 52
    parent = left + right
    assert len(parent) == 100 and sum(parent) == 40
    children = sum(_impurity(child) * len(child) for child in (left, right)) / len(parent)
    return round(float(_impurity(parent) - children), 3)
