"""Runs both optimisers on weights with noise gradients of both sizes and compares what is left."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    steps, rate, copies = 3000, 1e-3, 400
    scale = np.array([[10.0], [0.1]])

    def run(decoupled):
        w = np.ones((2, copies))
        m, v = np.zeros_like(w), np.zeros_like(w)
        for t in range(1, steps + 1):
            g = scale * rng.normal(size=w.shape)
            if not decoupled:
                g = g + 0.01 * w
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            step = rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            w = w - step - (rate * 0.01 * w if decoupled else 0)
        return 1 - w.mean(axis=1)

    lost_one, lost_two = run(False), run(True)
    noise = 0.02
    one = (
        "equal"
        if abs(lost_one[0] - lost_one[1]) < noise
        else ("u" if lost_one[0] < lost_one[1] else "v")
    )
    two = (
        "equal"
        if abs(lost_two[0] - lost_two[1]) < noise
        else ("u" if lost_two[0] < lost_two[1] else "v")
    )
    return {
        ("equal", "equal"): "both-equal",
        ("u", "equal"): "one-slow-u",
        ("v", "equal"): "one-slow-v",
        ("equal", "u"): "two-slow-u",
    }[one, two]
