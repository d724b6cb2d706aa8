"""Adjusted p-values, computed from the largest down, give the number of rejections."""

from fractions import Fraction


def key():
    values = [Fraction(v, 1000) for v in (4, 18, 21, 32, 46, 600)]
    m = len(values)
    adjusted, running = [], Fraction(1)
    for rank in range(m, 0, -1):
        running = min(running, values[rank - 1] * m / rank)
        adjusted.append(running)
    rejected = sum(a <= Fraction(5, 100) for a in adjusted)
    return {1: "one-rejected", 3: "three-rejected", 4: "four-rejected", 5: "five-rejected"}[
        rejected
    ]
