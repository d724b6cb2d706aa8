"""Checks each option against the KKT conditions and takes the widest that holds."""

import numpy as np

C = 1.0


def key():
    options = {
        "zero-no-slack": ([0.0], 0.0),
        "zero-slack": ([0.0], 0.6),
        "between-no-slack": (np.linspace(0, C, 11), 0.0),
        "between-slack": (np.linspace(0.1, 0.9, 9), 0.7),
        "c-slack-small": ([C], 0.7),
        "c-slack-large": ([C], 1.5),
        "c-slack-half": ([C], 0.5),
    }
    rows = {"far-right": 1.6, "on-margin": 1.0, "inside": 0.3, "wrong-side": -0.5}

    def holds(alpha, slack, margin):
        feasible = margin >= 1 - slack - 1e-9 and slack >= 0 and 0 <= alpha <= C
        return (
            feasible
            and abs(alpha * (margin - 1 + slack)) < 1e-9
            and abs((C - alpha) * slack) < 1e-9
        )

    result = {}
    for row, margin in rows.items():
        fitting = {
            n: len(alphas)
            for n, (alphas, slack) in options.items()
            if all(holds(a, slack, margin) for a in alphas)
        }
        result[row] = max(fitting, key=fitting.get)
    return result
