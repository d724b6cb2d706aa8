"""Bisection on B's perplexity until bits per text agree."""

from math import log2


def key(na, nb, ppl):
    bits = na * 1000 * log2(ppl)
    low, high = 1.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        if nb * 1000 * log2(middle) < bits:
            low = middle
        else:
            high = middle
    return low
