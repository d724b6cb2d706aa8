"""Averaging the loss over 100 customers gives the bits saved by the right constant probability."""

from math import log


def mean_loss(churners, probability):
    losses = [-log(probability) if i < churners else -log(1 - probability) for i in range(100)]
    return sum(losses) / len(losses) / log(2)


def key(actual, claimed):
    return mean_loss(actual, claimed / 100) - mean_loss(actual, actual / 100)
