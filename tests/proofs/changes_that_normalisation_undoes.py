"""A random dense layer is changed in each way and the normalised outputs are compared."""

import numpy as np


def layer(x):
    return (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)


def batch(x):
    return (x - x.mean(0)) / x.std(0)


def rms(x):
    return x / np.sqrt((x**2).mean(1, keepdims=True))


def key():
    rng = np.random.default_rng(3)
    rows, weights, biases = rng.normal(size=(16, 5)), rng.normal(size=(5, 6)), rng.normal(size=6)
    one = np.array([2.0, 1, 1, 1, 1, 1])
    plain = rows @ weights + biases
    doubled = rows @ (2 * weights) + 2 * biases
    shifted = rows @ weights + (biases + 3)
    unit = rows @ (weights * one) + biases * one
    changes = {
        "layer-scale": (layer, doubled),
        "layer-shift": (layer, shifted),
        "layer-unit": (layer, unit),
        "batch-unit": (batch, unit),
        "rms-scale": (rms, doubled),
        "rms-shift": (rms, shifted),
    }
    return [
        name for name, (norm, changed) in changes.items() if np.allclose(norm(plain), norm(changed))
    ]
