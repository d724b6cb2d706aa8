"""Each assertion is tried on the function of the stem and on the intended one."""

import numpy as np

CHECKS = {
    "shape": "z.shape == x.shape",
    "overall-mean": "np.allclose(z.mean(), 0)",
    "column-mean": "np.allclose(z.mean(axis=0), 0)",
    "scale-all": "np.allclose(standardise(10 * x), z)",
    "scale-one": "np.allclose(standardise(x * [1, 2, 1]), z)",
    "reverse-rows": "np.allclose(standardise(x[::-1]), z[::-1])",
}


def holds(standardise):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 3)) * [1, 10, 100] + [5, 0, -40]
    names = {"np": np, "standardise": standardise, "x": x, "z": standardise(x)}
    return {check: bool(eval(code, names)) for check, code in CHECKS.items()}


def key():
    faulty = holds(lambda x: (x - x.mean()) / x.std())
    intended = holds(lambda x: (x - x.mean(axis=0)) / x.std(axis=0))
    assert all(intended.values())
    return [check for check, held in faulty.items() if not held]
