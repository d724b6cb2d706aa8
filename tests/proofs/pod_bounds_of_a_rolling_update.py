"""Pods are added and removed one by one as long as the percentages, rounded as documented, allow it."""

from fractions import Fraction


def key(replicas, surge, unavailable):
    """Return the three numbers."""
    extra = 0
    while extra < Fraction(replicas * surge, 100):
        extra += 1
    missing = 0
    while missing + 1 <= Fraction(replicas * unavailable, 100):
        missing += 1
    return {"top": replicas + extra, "bottom": replicas - missing, "gpus": extra}
