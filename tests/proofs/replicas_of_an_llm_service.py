"""Requests sent at even intervals are counted in flight, and replicas are added until the slots suffice."""

from fractions import Fraction


def key(rate, tokens, speed):
    """Return the smallest number of replicas."""
    stay = Fraction(1, 2) + Fraction(tokens, speed)
    now = 60  # seconds after the start, well past the longest stay
    in_flight = sum(
        1 for i in range(rate * now + 1) if Fraction(i, rate) <= now < Fraction(i, rate) + stay
    )
    replicas = 1
    while replicas * 16 * Fraction(3, 4) < in_flight:
        replicas += 1
    return replicas
