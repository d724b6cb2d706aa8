"""The standard deviation of the corrected share over the exact binomial distribution of passes."""

import numpy as np


def key(sens, alarm, passed, n):
    k = np.arange(n + 1)
    p = passed / 100
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    pmf = np.exp(
        log_factorial[n]
        - log_factorial
        - log_factorial[::-1]
        + k * np.log(p)
        + (n - k) * np.log(1 - p)
    )
    corrected = (100 * k / n - alarm) / (sens - alarm)
    mean = (pmf * corrected).sum()
    return float(100 * np.sqrt((pmf * (corrected - mean) ** 2).sum()))
