"""The statistic is computed as the sum of squared counts over expected ones, less the sample size."""

from fractions import Fraction


def key(phone, desktop):
    """Return Pearson's statistic."""
    counts = (phone, desktop, 400 - phone - desktop)
    shares = (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5))
    return float(
        sum(Fraction(c * c) / (400 * s) for c, s in zip(counts, shares, strict=True)) - 400
    )
