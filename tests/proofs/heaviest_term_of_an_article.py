"""The table is filled in row by row, and the largest weight is picked."""

import math


def key():
    rows = {"the": (40, 1000), "model": (12, 500), "enzyme": (6, 10), "chromatograph": (1, 1)}
    return max(rows, key=lambda term: rows[term][0] * math.log10(1000 / rows[term][1]))
