"""A central difference of the loss in w."""

from math import exp


def key(x, w, b, v):
    def loss(weight):
        return (v / (1 + exp(-(weight * x + b)))) ** 2

    h = 1e-5
    return (loss(w + h) - loss(w - h)) / (2 * h)
