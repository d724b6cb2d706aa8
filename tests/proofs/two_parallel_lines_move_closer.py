"""The divergence is computed for both distances on a grid that holds the lines exactly."""

import math


def _divergence(a):
    data = {(0, i): 1 / 100 for i in range(100)}
    made = {(a, i): 1 / 100 for i in range(100)}
    total = 0.0
    for place in data.keys() | made.keys():
        p, q = data.get(place, 0.0), made.get(place, 0.0)
        for x in (p, q):
            if x:
                total += 0.5 * x * math.log(2 * x / (p + q))
    return total


def key():
    return _divergence(1) < _divergence(2) - 1e-12
