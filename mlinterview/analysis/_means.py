"""Intervals of facilities: Jeffreys where all is right or wrong, Student's t elsewhere."""

from __future__ import annotations

import numpy as np

from mlinterview._intervals import student_reach
from mlinterview.analysis._beta import jeffreys
from mlinterview.analysis._classical import Floats, Table, divided

__all__ = ["mean_intervals"]


def mean_intervals(table: Table) -> tuple[Floats, Floats]:
    """The ends of the 95% intervals of all facilities; NaN where there are too few scores."""
    facility = table.mean / table.maxima
    # Student's interval of one value seen again and again would have no width
    binary = table.binary | table.constant
    low, high = np.full(table.k, np.nan), np.full(table.k, np.nan)
    exact = binary & (table.n > 0)
    low[exact], high[exact] = jeffreys(facility[exact], table.n[exact])
    graded = ~binary & (table.n > 1)
    if graded.any():
        sizes = table.n[graded]
        reach = np.array([student_reach(int(n) - 1) for n in sizes])
        half = reach * np.sqrt(divided(table.variance[graded], sizes)) / table.maxima[graded]
        # a mean share is at most 1, and below 0 only where wrong answers cost points
        least = np.minimum(0.0, (table.x.min(axis=1) / table.maxima)[graded])
        low[graded] = np.maximum(facility[graded] - half, least)
        high[graded] = np.minimum(facility[graded] + half, 1.0)
    return low, high
