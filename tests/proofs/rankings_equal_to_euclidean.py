"""Random unit vectors are ranked in each way, and rankings that never differ from the Euclidean one are kept."""

import numpy as np


def key():
    rng = np.random.default_rng(1)
    same = {"cosine", "manhattan", "dot", "largest", "angle"}
    for _ in range(30):
        items = rng.normal(size=(40, 5))
        items /= np.linalg.norm(items, axis=1, keepdims=True)
        query, items = items[0], items[1:]
        gaps = items - query
        cosine = items @ query / (np.linalg.norm(items, axis=1) * np.linalg.norm(query))
        scores = {
            "cosine": -cosine,
            "manhattan": np.abs(gaps).sum(axis=1),
            "dot": -(items @ query),
            "largest": np.abs(gaps).max(axis=1),
            "angle": np.arccos(cosine),
        }
        right = np.argsort(np.linalg.norm(gaps, axis=1))
        same = {name for name in same if (np.argsort(scores[name]) == right).all()}
    return sorted(same)
