"""A midpoint test on random parameters finds violations for the two objectives that are not convex."""

import random
from math import exp, log1p


def softplus(z):
    return max(z, 0.0) + log1p(exp(-abs(z)))


def sigmoid(z):
    return 1 / (1 + exp(-z))


OBJECTIVES = {
    "logistic-likelihood": lambda u, v, x, y: softplus(-y * (u + v * x)),
    "squared-error-of-sigmoid": lambda u, v, x, y: ((y + 1) / 2 - sigmoid(u + v * x)) ** 2,
    "hinge-with-absolute-penalty": lambda u, v, x, y: (
        max(0.0, 1 - y * (u + v * x)) + abs(u) + abs(v)
    ),
    "two-layer-linear-network": lambda u, v, x, y: (y - u * v * x) ** 2,
    "pinball-loss": lambda u, v, x, y: max(0.9 * (y - u - v * x), -0.1 * (y - u - v * x)),
}


def key():
    rng = random.Random(0)
    convex = []
    for name, loss in OBJECTIVES.items():
        violated = False
        for _ in range(5000):
            x, y = rng.uniform(-3, 3), rng.choice((-1, 1))
            a, b = [(rng.uniform(-5, 5), rng.uniform(-5, 5)) for _ in range(2)]
            middle = loss((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, x, y)
            violated |= middle > (loss(*a, x, y) + loss(*b, x, y)) / 2 + 1e-9
        if not violated:
            convex.append(name)
    return convex
