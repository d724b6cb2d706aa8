"""A population is built whose sampled share of positives is the score; its full share is the key."""

from fractions import Fraction


def key(kept, score, **_):
    share = Fraction(str(score))
    positives = share
    negatives_kept = 1 - share
    negatives = negatives_kept / Fraction(kept, 100)
    return float(100 * positives / (positives + negatives))
