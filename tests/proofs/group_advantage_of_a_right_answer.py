"""The rewards of the group are listed and standardised with numpy."""

import numpy as np


def key(size, right, reward, penalty):
    rewards = np.array([reward] * right + [penalty] * (size - right), dtype=float)
    return round(float(((rewards - rewards.mean()) / rewards.std())[0]), 3)
