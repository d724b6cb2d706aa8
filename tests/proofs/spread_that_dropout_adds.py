"""Enumerates the four masks with their probabilities."""

from itertools import product


def key(p, x1, x2, w1, w2):
    outcomes = []
    for mask in product((0, 1), repeat=2):
        probability = 1.0
        for kept in mask:
            probability *= 1 - p if kept else p
        outcomes.append((probability, (w1 * x1 * mask[0] + w2 * x2 * mask[1]) / (1 - p)))
    mean = sum(q * v for q, v in outcomes)
    assert abs(mean - w1 * x1 - w2 * x2) < 1e-9
    return sum(q * (v - mean) ** 2 for q, v in outcomes) ** 0.5
