"""Prior times likelihood is normalised on a fine grid of click rates."""

import numpy as np

P = np.arange(1, 20_000) / 20_000


def key(alpha, beta, views, clicks):
    log = (
        (alpha - 1) * np.log(P)
        + (beta - 1) * np.log(1 - P)
        + clicks * np.log(P)
        + (views - clicks) * np.log(1 - P)
    )
    weight = np.exp(log - log.max())
    return float((weight * P).sum() / weight.sum())
