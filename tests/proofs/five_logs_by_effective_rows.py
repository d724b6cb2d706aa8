"""Each log is written out row by row; effective rows are (sum of weights)^2 over the sum of squared weights."""

import numpy as np

TARGET = np.array([0.7, 0.1, 0.1, 0.1])


def effective(rows, logging):
    counts = np.rint(rows * np.array(logging)).astype(int)
    offers = np.repeat(np.arange(4), counts)
    weights = TARGET[offers] / np.array(logging)[offers]
    return weights.sum() ** 2 / (weights**2).sum()


def key():
    logs = {
        "uniform": effective(10_000, [0.25, 0.25, 0.25, 0.25]),
        "greedy": effective(10_000, [0.97, 0.01, 0.01, 0.01]),
        "same": effective(1_500, [0.7, 0.1, 0.1, 0.1]),
        "mild": effective(5_000, [0.5, 0.2, 0.2, 0.1]),
        "averse": effective(10_000, [0.1, 0.3, 0.3, 0.3]),
    }
    return sorted(logs, key=logs.get)
