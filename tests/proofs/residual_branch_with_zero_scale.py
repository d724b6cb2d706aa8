"""Finite differences of a small block with dense layers for convolutions."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    start = {
        "x": rng.normal(size=(6, 3)),
        "first": rng.normal(size=(3, 3)),
        "second": rng.normal(size=(3, 3)),
        "scale": np.zeros(3),
    }
    arriving = rng.normal(size=(6, 3))

    def loss(p):
        h = np.maximum(p["x"] @ p["first"], 0) @ p["second"]
        h = (h - h.mean(0)) / np.sqrt(h.var(0) + 1e-5)
        return float(((p["x"] + p["scale"] * h) * arriving).sum())

    def reached(name):
        for index in np.ndindex(start[name].shape):
            moved = {k: v.copy() for k, v in start.items()}
            moved[name][index] += 1e-5
            if abs(loss(moved) - loss(start)) > 1e-9:
                return True
        return False

    found = (reached("x"), reached("first") or reached("second"), reached("scale"))
    options = {
        "all-blocked": (False, False, False),
        "weights-learn": (True, True, False),
        "never-learns": (True, False, False),
        "scale-learns": (True, False, True),
    }
    (fit,) = [name for name, facts in options.items() if facts == found]
    return fit
