"""The parameters are counted by building the arrays that the layer holds."""

import numpy as np


def key(k, cin, cout, side):
    filters = [(np.zeros((cin, k, k)), np.zeros(1)) for _ in range(cout)]
    return sum(weight.size + bias.size for weight, bias in filters)
