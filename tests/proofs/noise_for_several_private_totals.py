"""The smallest scale is sought at which the worst-case log density ratio of all totals keeps within the budget."""

import numpy as np


def key(people, cap, totals, epsilon):
    """Return the standard deviation of the noise of one total."""
    x = np.linspace(-3000, 3000, 401)
    low, high = 1e-3, 1e6
    for _ in range(60):
        b = (low + high) / 2
        ratio = np.max(
            np.abs(x - cap) / b - np.abs(x) / b
        )  # log of density with and without a customer
        low, high = (low, b) if totals * ratio <= epsilon else (b, high)
    u = (np.arange(4000) + 0.5) / 4000
    unit = np.where(
        u < 0.5, np.log(2 * u), -np.log(2 * (1 - u))
    )  # quantiles of the Laplace distribution
    return float(high * unit.std())
