"""A golden-section search finds the mean that maximises the censored log-likelihood."""

from math import log, sqrt

FAILED = (120, 200, 260, 310, 400, 450, 560)
RUNNING = (600, 600, 600)


def log_likelihood(mean):
    density = sum(-log(mean) - t / mean for t in FAILED)
    survival = sum(-t / mean for t in RUNNING)
    return density + survival


def key():
    low, high = 10.0, 10_000.0
    ratio = (sqrt(5) - 1) / 2
    for _ in range(200):
        left = high - ratio * (high - low)
        right = low + ratio * (high - low)
        if log_likelihood(left) < log_likelihood(right):
            low = left
        else:
            high = right
    return round((low + high) / 2)
