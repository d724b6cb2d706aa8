"""numpy computes the four quantities."""

import numpy as np

NAMES = {3: "three", 11: "eleven", 12: "twelve", 13: "thirteen", 19: "nineteen", 169: "square"}


def key():
    w = np.array([3, -4, 12, 0])
    orders = {"l1": 1, "l2": 2, "max": np.inf, "l0": 0}
    return {row: NAMES[round(float(np.linalg.norm(w, order)))] for row, order in orders.items()}
