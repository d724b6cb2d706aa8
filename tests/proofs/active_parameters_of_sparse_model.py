"""A token is followed layer by layer, and the matrices of each expert that it meets are counted."""

import numpy as np


def key(layers, d, f, experts, k, dense):
    shapes = [(d, f), (d, f), (f, d)]
    expert = sum(np.broadcast_to(0.0, shape).size for shape in shapes)
    used = 0
    for _ in range(layers):
        for _ in ["shared"] + ["routed"] * k:
            used += expert
    return round(dense + used / 1e9, 2)
