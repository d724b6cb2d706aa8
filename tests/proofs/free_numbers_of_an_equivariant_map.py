"""Dimension of the matrices that commute with a swap and a cycle, which generate all orders."""

import numpy as np


def key():
    eye = np.eye(10)
    swap = eye[[1, 0, *range(2, 10)]]
    cycle = np.roll(eye, 1, axis=0)
    equations = np.vstack([np.kron(eye, p) - np.kron(p.T, eye) for p in (swap, cycle)])
    free = 100 - np.linalg.matrix_rank(equations)
    return {1: "one", 2: "two", 10: "ten", 55: "fifty-five"}[int(free)]
