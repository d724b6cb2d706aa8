"""Backpropagates each variant by the chain rule in IEEE arithmetic, both branches included."""

import numpy as np


def key():
    d2 = np.array([0.0, 4.0])
    taken = d2 > 0
    with np.errstate(all="ignore"):

        def masked_root(argument, into_argument, outer):
            """Value and gradient with respect to d2 of (a masked) square root."""
            root = np.sqrt(argument)
            value = np.where(taken, root, 0.0) if outer else root
            up = np.where(taken, 1.0, 0.0) if outer else np.ones(2)
            slope = up / (2 * root)
            return value, np.where(taken, slope, 0.0) if into_argument else slope

        plain = masked_root(d2, False, True)
        variants = {
            "other-branch": (plain[0], plain[1] + np.where(taken, 0.0, 1.0)),
            "safe-argument": masked_root(np.where(taken, d2, 1.0), True, True),
            "clip-norm": plain,
            "add-later": (plain[0] + 1e-8, plain[1]),
        }
        # d2 = (a - b)^2: the last factor of the chain is 2 (a - b), zero for the equal pair.
        difference = np.array([0.0, 2.0])
        final = {name: (value, slope * 2 * difference) for name, (value, slope) in variants.items()}
        gradient = final["clip-norm"][1]
        final["clip-norm"] = (plain[0], gradient * min(1.0, 1.0 / np.linalg.norm(gradient)))
    (fit,) = [
        n
        for n, (value, g) in final.items()
        if np.isfinite(g).all() and np.array_equal(value, plain[0])
    ]
    return fit
