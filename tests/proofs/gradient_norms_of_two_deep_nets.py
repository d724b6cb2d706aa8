"""Backpropagate through twelve layers with each change; the rate and clipping act on all layers alike."""

import math

import numpy as np

LAYERS, UNITS = 12, 128


def norms(relu: bool = False, skip: bool = False, batch: int = 64) -> list[float]:
    rng = np.random.default_rng(0)
    spread = math.sqrt((2 if relu else 1) / UNITS)
    weights = [rng.normal(0, spread, (UNITS, UNITS)) for _ in range(LAYERS)]
    layers, slopes = [rng.normal(0, 1, (batch, UNITS))], []
    for matrix in weights:
        sums = layers[-1] @ matrix
        out = np.maximum(sums, 0) if relu else 1 / (1 + np.exp(-sums))
        slopes.append((sums > 0) * 1.0 if relu else out * (1 - out))
        layers.append(out + skip * layers[-1])
    back = rng.normal(0, 1, (batch, UNITS)) / batch
    found = []
    for i in reversed(range(LAYERS)):
        inner = back * slopes[i]
        found.append(float(np.linalg.norm(layers[i].T @ inner)))
        back = inner @ weights[i].T + skip * back
    return found[::-1]


def key() -> list[str]:
    plain = norms()
    whole = math.hypot(*plain)
    changed = {
        "relu-and-variance": norms(relu=True),
        "skip": norms(skip=True),
        "clipping": [n * min(1, 1 / whole) for n in plain],
        "higher-rate": plain,  # the gradient does not depend on the rate
        "larger-batch": norms(batch=640),
    }
    return [name for name, found in changed.items() if found[0] > found[-1] / 1000]
