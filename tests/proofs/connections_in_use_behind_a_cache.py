"""Calls of 100 seconds are laid out at even intervals, and the time that connections are busy is averaged."""

import numpy as np


def key(rate, hits, hold, calls):
    """Return the mean number of busy connections in the steady state."""
    starts = np.arange(0, 100_000, 1000 / rate)  # milliseconds
    numbers = np.arange(len(starts))
    missing = starts[numbers % 20 < (100 - hits) // 5]
    busy = 0.0
    for call in range(calls):
        begin = missing + call * hold
        end = begin + hold
        busy += np.sum(np.clip(end, 20_000, 80_000) - np.clip(begin, 20_000, 80_000))
    return round(float(busy / 60_000), 1)
