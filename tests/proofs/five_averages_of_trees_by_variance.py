"""The covariance matrix of the trees is built and the variance of their mean taken from it."""

import numpy as np


def variance(trees, one, correlation):
    matrix = np.full((trees, trees), correlation * one)
    np.fill_diagonal(matrix, one)
    weights = np.full(trees, 1 / trees)
    return weights @ matrix @ weights


def key():
    ensembles = {
        "alder": variance(1, 3.5, 0),
        "beech": variance(100, 10, 0.4),
        "cedar": variance(25, 10, 0.2),
        "dogwood": variance(5, 10, 0),
        "elder": variance(500, 8, 0.35),
    }
    return sorted(ensembles, key=ensembles.get)
