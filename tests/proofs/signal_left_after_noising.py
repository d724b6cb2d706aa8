"""The coefficient of the data and the variance of the noise are carried along step by step."""

import math


def key(b, c, n):
    signal, noise = 1.0, 0.0
    for t in range(1, n + 1):
        beta = b + c * (t - 1)
        signal *= math.sqrt(1 - beta)
        noise = (1 - beta) * noise + beta
    return round(signal**2 / noise, 2)
