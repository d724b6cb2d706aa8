"""Building the three curves from their drawn shapes and testing each conclusion on the user counts."""

import numpy as np


def key(**_):
    month = np.arange(9)
    log_a = np.linspace(np.log(1000), np.log(16000), 9)
    a, b = np.exp(log_a), np.exp(log_a - log_a[0] + np.log(5000))
    c = np.exp(np.log(2000) + np.log(10) * np.sqrt(month / 8))
    assert np.isclose(c[-1], 20000)
    conclusions = {
        "same-rate": np.allclose(a[1:] / a[:-1], b[1:] / b[:-1]),
        "five-times": np.isclose(b[-1] - b[0], 5 * (a[-1] - a[0])),
        "doubling": np.allclose(a[2:], 2 * a[:-2]),
        "constant-number": np.allclose(np.diff(a), np.diff(a)[0]),
        "fixed-lead": np.allclose(b - a, (b - a)[0]),
        "falling-users": c[-1] < c.max(),
    }
    return [name for name, holds in conclusions.items() if holds]
