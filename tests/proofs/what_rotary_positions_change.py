"""Vectors are rotated as complex numbers, and each statement is tried."""

import numpy as np


def _rotate(vector, position, base=10000.0):
    angles = position * base ** (-2 * np.arange(64) / 128)
    return vector * np.exp(1j * angles)


def key():
    rng = np.random.default_rng(0)
    q, k = (rng.normal(size=64) + 1j * rng.normal(size=64) for _ in range(2))

    def dot(m, n):
        return float(np.real(np.vdot(_rotate(q, m), _rotate(k, n))))

    def slowest(base):
        return base ** (-126 / 128)

    holds = {
        "common-shift": abs(dot(50, 7) - dot(150, 107)) < 1e-9,
        "longer-vectors": np.linalg.norm(_rotate(q, 4000)) > np.linalg.norm(_rotate(q, 10)) + 1e-9,
        "slow-pair": 4096 * slowest(10000.0) < 2 * np.pi,
        "turned-values": False,  # by definition, rotations act on queries and keys
        "larger-base": slowest(500000.0) > slowest(10000.0),
    }
    return [name for name, value in holds.items() if value]
