"""The weight arrays of both layers are built and their entries counted."""

import numpy as np


def key(k, cin, cout):
    standard = np.broadcast_to(0.0, (cout, cin, k, k)).size
    depthwise = np.broadcast_to(0.0, (cin, 1, k, k)).size
    pointwise = np.broadcast_to(0.0, (cout, cin, 1, 1)).size
    return round(standard / (depthwise + pointwise), 2)
