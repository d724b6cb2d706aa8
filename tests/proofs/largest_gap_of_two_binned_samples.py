"""Both samples are written out value by value, and their empirical distributions compared at each edge."""

import numpy as np


def key(n, one, two, three):
    """Return the Kolmogorov-Smirnov statistic at the edges."""
    counts = [n * one // 100, n * two // 100, n * three // 100]
    counts.append(n - sum(counts))
    middles = np.array([1.0, 3.0, 7.0, 12.0])
    reference = np.repeat(middles, [600, 600, 500, 300])
    week = np.repeat(middles, counts)
    return float(
        max(abs(np.mean(reference <= edge) - np.mean(week <= edge)) for edge in (2, 5, 10))
    )
