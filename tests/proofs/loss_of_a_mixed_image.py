"""The soft label is built from two one-hot vectors, and the loss is taken over all classes."""

import numpy as np


def key(lam, cat, dog):
    label = lam * np.array([1.0, 0, 0]) + (1 - lam) * np.array([0, 1.0, 0])
    predicted = np.array([cat, dog, 1 - cat - dog])
    return float(-np.sum(label[:2] * np.log(predicted[:2])))
