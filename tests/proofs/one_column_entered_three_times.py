"""Fits both models to the 1,000 rows, the logistic regression by gradient ascent."""

import numpy as np


def key():
    y = np.repeat([1, 1, 0, 0], [160, 40, 160, 640])
    x = np.repeat([1, 0, 1, 0], [160, 40, 160, 640])
    table = np.column_stack([x, x, x])
    score = []
    for label in (1, 0):
        rows = table[y == label]
        score.append((y == label).mean() * rows.mean(axis=0).prod())
    bayes = score[0] / sum(score)
    design = np.column_stack([np.ones(1000), table])
    w = np.zeros(4)
    for _ in range(3000):
        p = 1 / (1 + np.exp(-design @ w))
        w += design.T @ (y - p) / 1000
    logistic = 1 / (1 + np.exp(-w.sum()))
    options = {
        "both-half": (0.50, 0.50),
        "bayes-inflated": (0.94, 0.50),
        "both-inflated": (0.94, 0.94),
        "prior-forgotten": (0.98, 0.50),
    }
    (fit,) = [
        name
        for name, pair in options.items()
        if abs(pair[0] - bayes) < 0.005 and abs(pair[1] - logistic) < 0.005
    ]
    return fit
