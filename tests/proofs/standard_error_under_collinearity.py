"""Inverts the cross-product matrix of two unit columns with the stated correlation."""

import numpy as np


def key(r2, se0):
    u, v = np.eye(50)[:2]
    x = np.column_stack([np.sqrt(r2) * u + np.sqrt(1 - r2) * v, u])
    return float(se0 * np.sqrt(np.linalg.inv(x.T @ x)[0, 0]))
