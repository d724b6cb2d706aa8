"""The arrays are added, and the shape of the sum or the error is looked up."""

import numpy as np

PAIRS = {
    "column-and-flat": ((8, 1), (8,)),
    "missing-axis": ((8, 3), (8,)),
    "row-and-flat": ((8, 3), (3,)),
    "three-axes": ((8, 1, 3), (4, 1)),
}
OPTIONS = {(8, 1): "eight", (8, 8): "square", (8, 3): "eight-three", (8, 4, 3): "three-axes"}


def key():
    found = {}
    for row, (one, other) in PAIRS.items():
        try:
            found[row] = OPTIONS[(np.zeros(one) + np.zeros(other)).shape]
        except ValueError:
            found[row] = "error"
    return found
