"""Central differences on a grid are compared with each option."""

import numpy as np

Z = np.linspace(-3, 3, 61)


def s(z):
    return 1 / (1 + np.exp(-z))


FUNCTIONS = {
    "sigmoid": s,
    "tanh": np.tanh,
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "log-sigmoid": lambda z: np.log(s(z)),
}
OPTIONS = {
    "product": s(Z) * (1 - s(Z)),
    "tanh-square": 1 - np.tanh(Z) ** 2,
    "sigmoid-itself": s(Z),
    "complement": 1 - s(Z),
    "sigmoid-square": 1 - s(Z) ** 2,
    "reciprocal": 1 / (1 + np.exp(Z)) ** 2,
}


def key():
    matches = {}
    for name, f in FUNCTIONS.items():
        slope = (f(Z + 1e-5) - f(Z - 1e-5)) / 2e-5
        (matches[name],) = [
            option for option, values in OPTIONS.items() if np.allclose(slope, values, atol=1e-6)
        ]
    return matches
