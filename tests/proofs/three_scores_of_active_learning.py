"""Each score is computed from the table and its best document taken."""

import numpy as np


def key():
    names = ["harbour", "market", "bridge", "museum"]
    p = np.array(
        [
            [0.50, 0.49, 0.01, 0],
            [0.46, 0.18, 0.18, 0.18],
            [0.45, 0.39, 0.16, 0],
            [0.85, 0.05, 0.05, 0.05],
        ]
    )
    ordered = np.sort(p, axis=1)
    entropy = -(p * np.log(np.where(p > 0, p, 1))).sum(axis=1)
    return {
        "margin": names[np.argmin(ordered[:, -1] - ordered[:, -2])],
        "entropy": names[np.argmax(entropy)],
        "least-confident": names[np.argmin(ordered[:, -1])],
        "pseudo-label": names[np.argmax(ordered[:, -1])],
    }
