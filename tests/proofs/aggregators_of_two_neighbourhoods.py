"""Each aggregate is computed for both neighbourhoods; the key holds those that differ."""

import math


def _attention(features):
    weights = [math.exp(0.7 * f) for f in features]
    return sum(w * f for w, f in zip(weights, features, strict=True)) / sum(weights)


def key():
    u, v = [1, 1, 3, 3], [1, 3]
    aggregators = {
        "mean": lambda f: sum(f) / len(f),
        "total": sum,
        "attention": _attention,
        "root-scaled": lambda f: sum(f) / math.sqrt(len(f)),
        "maximum": max,
    }
    return [name for name, a in aggregators.items() if abs(a(u) - a(v)) > 1e-9]
