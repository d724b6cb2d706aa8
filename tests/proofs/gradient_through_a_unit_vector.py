"""Numerical gradients of several losses of the direction, at x and at 2x."""

import numpy as np


def gradient(loss, x):
    h = 1e-6
    return np.array([(loss(x + h * e) - loss(x - h * e)) / (2 * h) for e in np.eye(len(x))])


def key():
    rng = np.random.default_rng(0)
    holds = True
    for _ in range(20):
        x, a, m = rng.standard_normal(5), rng.standard_normal(5), rng.standard_normal((5, 5))

        def loss(x, a=a, m=m):
            u = x / np.linalg.norm(x)
            return np.sin(a @ u) + u @ m @ u

        here, there = gradient(loss, x), gradient(loss, 2 * x)
        holds &= bool(
            abs(here @ x) < 1e-6
            and np.isclose(np.linalg.norm(here), 2 * np.linalg.norm(there), rtol=1e-5)
        )
    return holds
