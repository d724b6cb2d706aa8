"""All five figures are computed on rows in which the second column equals the first."""

import numpy as np


def model(one, two):
    return 3 * one + 0 * two


def key():
    rng = np.random.default_rng(5)
    x = rng.normal(size=400)
    x = (x - x.mean()) / x.std()
    target = 3 * x + rng.normal(size=400)
    error = ((model(x, x) - target) ** 2).mean()
    shuffled = ((model(x, rng.permutation(x)) - target) ** 2).mean()
    curve = [model(x, np.full(400, value)).mean() for value in (-2.0, 0.0, 2.0)]
    row = 1.3
    # v(S) of the coalitions {}, {1}, {2}, {1, 2} for one row
    marginal = [0.0, model(row, x).mean(), model(x, row).mean(), model(row, row)]
    conditional = [0.0, model(row, row), model(row, row), model(row, row)]

    def shapley(v):
        return ((v[2] - v[0]) + (v[3] - v[1])) / 2

    figures = {
        "permutation": shuffled - error,
        "dependence": np.ptp(curve),
        "interventional": shapley(marginal),
        "conditional": shapley(conditional),
        "correlation": np.corrcoef(x, model(x, x))[0, 1] ** 2,
    }
    return [name for name, value in figures.items() if abs(value) < 1e-9]
