"""The series are built without noise: they are stationary if what is left of trend and pattern is constant."""

import numpy as np


def key():
    day = np.arange(70)
    demand = 5 + 0.3 * day + np.array([4.0, 1.5, -2.0, 0.5, 3.0, -1.0, 7.0])[day % 7]
    means = np.array([demand[t - 6 : t + 1].mean() for t in range(6, 70)])
    derived = {
        "week-difference": demand[7:] - demand[:-7],
        "day-difference": np.diff(demand),
        "detrended": demand - (5 + 0.3 * day),
        "trailing-mean": means,
        "mean-difference": np.diff(means),
    }
    return [name for name, values in derived.items() if np.ptp(values) < 1e-9]
