"""Prior times likelihood is averaged on a grid of punctuality rates."""

import numpy as np


def mean(punctual, late):
    rate = (np.arange(20_000) + 0.5) / 20_000
    logs = (7 + punctual) * np.log(rate) + (1 + late) * np.log1p(-rate)
    density = np.exp(logs - logs.max())
    return (rate * density).sum() / density.sum()


def key():
    couriers = {
        "seven": mean(7, 3),
        "perfect": mean(4, 0),
        "unseen": mean(0, 0),
        "large": mean(190, 10),
        "medium": mean(45, 5),
    }
    return sorted(couriers, key=couriers.get, reverse=True)
