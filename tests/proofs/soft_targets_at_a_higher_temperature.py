"""The gradient is taken by central differences at both temperatures, and norms are compared."""

import numpy as np


def _softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def _gradient(z, v, t):
    def kl(logits):
        p, q = _softmax(v / t), _softmax(logits / t)
        return float((p * np.log(p / q)).sum())

    h = 1e-4
    return np.array([(kl(z + h * d) - kl(z - h * d)) / (2 * h) for d in np.eye(len(z))])


def key():
    rng = np.random.default_rng(0)
    z, v = rng.normal(size=(2, 10)) * 0.5
    ratio = np.linalg.norm(_gradient(z, v, 5.0)) / np.linalg.norm(_gradient(z, v, 20.0))
    options = {"four": 4, "sixteen": 16, "sixty-four": 64, "two-hundred-fifty-six": 256}
    return min(options, key=lambda name: abs(np.log(options[name] / ratio)))
