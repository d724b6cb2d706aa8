"""A layer is quantised under each change; the change with the smallest output error is returned."""

import numpy as np


def _quantise(values, scale):
    return np.clip(np.round(values / scale), -127, 127) * scale


def key():
    rng = np.random.default_rng(0)
    inputs = rng.uniform(-0.9, 0.9, size=(64, 512))
    inputs[:, :6] = rng.uniform(-70, 70, size=(64, 6))
    weights = rng.normal(size=(512, 32)) * 0.05
    exact = inputs @ weights

    def error(x, w, limit=None, group=None):
        rows = group or len(w)
        coarse = np.concatenate(
            [
                _quantise(w[i : i + rows], abs(w[i : i + rows]).max(axis=0) / 127)
                for i in range(0, len(w), rows)
            ]
        )
        coded = _quantise(x, (limit or abs(x).max()) / 127)
        return float(np.abs(coded @ coarse - exact).mean())

    factor = np.sqrt(abs(inputs).max(axis=0) / abs(weights).max(axis=1))
    errors = {
        "more-calibration": error(inputs, weights, limit=72.0),
        "finer-weights": error(inputs, weights, group=64),
        "clip-outliers": error(inputs, weights, limit=1.0),
        "shift-scale": error(inputs / factor, weights * factor[:, None]),
    }
    best = min(errors, key=errors.get)
    assert errors[best] < 0.5 * min(v for n, v in errors.items() if n != best)
    return best
