"""Central differences of the five functions, sorted."""

import math


def key():
    functions = {
        "identity": lambda x: x,
        "leaky": lambda x: max(x, 0) + 0.2 * min(x, 0),
        "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
        "tanh": math.tanh,
        "relu": lambda x: max(x, 0),
    }
    return sorted(functions, key=lambda n: functions[n](-3 + 1e-5) - functions[n](-3 - 1e-5))
