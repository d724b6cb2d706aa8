"""Computes the four indices and sorts."""

import math


def key():
    arms = {
        "most-pulls": (0.6, 120),
        "forty-pulls": (0.5, 40),
        "thirty-pulls": (0.35, 30),
        "ten-pulls": (0.3, 10),
    }
    t = sum(n for _, n in arms.values())
    assert t == 200
    return sorted(
        arms, key=lambda name: -(arms[name][0] + math.sqrt(2 * math.log(t) / arms[name][1]))
    )
