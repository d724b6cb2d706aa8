"""Runs the update on a small table."""

import numpy as np


def key(q, r, alpha, gamma, best, taken):
    table = np.array([[q, 0.0], [taken, best]])
    table[0, 0] = (1 - alpha) * table[0, 0] + alpha * (r + gamma * table[1].max())
    return float(table[0, 0])
