"""Counts labellings by brute force over all cuts that matter, on many sets of points."""

from itertools import combinations_with_replacement

import numpy as np

NAMES = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


def _cuts(values):
    v = np.sort(values)
    return np.concatenate([[v[0] - 1], (v[1:] + v[:-1]) / 2, [v[-1] + 1]])


def _rays(x):
    return {tuple(x[:, 0] >= a) for a in _cuts(x[:, 0])}


def _intervals(x):
    return {
        tuple((x[:, 0] >= a) & (x[:, 0] <= b))
        for a, b in combinations_with_replacement(_cuts(x[:, 0]), 2)
    }


def _rectangles(x):
    sides = [
        [
            (x[:, i] >= a) & (x[:, i] <= b)
            for a, b in combinations_with_replacement(_cuts(x[:, i]), 2)
        ]
        for i in (0, 1)
    ]
    return {tuple(one & other) for one in sides[0] for other in sides[1]}


def _half_planes(x):
    found = set()
    for angle in np.linspace(0, 2 * np.pi, 181):
        along = x @ [np.cos(angle), np.sin(angle)]
        found |= {tuple(along >= a) for a in _cuts(along)}
    return found


def key():
    rng = np.random.default_rng(0)
    circle = [
        np.column_stack([np.cos(t), np.sin(t)])
        for t in (2 * np.pi * np.arange(n) / n + 0.3 / n for n in range(1, 6))
    ]
    diamond = np.array([[1.0, 0.1], [-1, -0.1], [0.1, 1], [-0.1, -1]])
    result = {}
    for name, labellings in (
        ("rays", _rays),
        ("intervals", _intervals),
        ("half-planes", _half_planes),
        ("rectangles", _rectangles),
    ):
        dimension = 0
        for n in range(1, 6):
            sets = (
                [circle[n - 1]]
                + ([diamond] if n == 4 else [])
                + [rng.normal(size=(n, 2)) for _ in range(15)]
            )
            if any(len(labellings(x)) == 2**n for x in sets):
                dimension = n
        result[name] = NAMES[dimension]
    return result
