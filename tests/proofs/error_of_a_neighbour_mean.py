"""Enumerates two-point noise on the neighbours and on the new label."""

from math import comb, sqrt


def key(noise, shift, k):
    size = sqrt(noise)
    total = 0.0
    for up in range(k + 1):
        prediction = shift + size * (2 * up - k) / k
        for label in (-size, size):
            total += comb(k, up) / 2 ** (k + 1) * (label - prediction) ** 2
    return total
