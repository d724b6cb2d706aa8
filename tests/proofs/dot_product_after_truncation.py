"""Two unit documents and a query are found whose shortened vectors rank differently."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    for _ in range(1000):
        query, one, two = (v / np.linalg.norm(v) for v in rng.normal(size=(3, 8)))
        q, a, b = query[:2], one[:2], two[:2]
        by_dot = q @ a > q @ b
        by_cosine = q @ a / np.linalg.norm(a) > q @ b / np.linalg.norm(b)
        if by_dot != by_cosine:
            return False
    return True
