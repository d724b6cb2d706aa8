"""All six figures are computed before and after cubing on simulated test sets; those that never move are the key."""

import numpy as np


def figures(scores, labels):
    order = np.argsort(-scores)
    ranked = labels[order]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores)] = np.arange(1, len(scores) + 1)
    pos = labels.sum()
    return {
        "roc-area": (ranks[labels == 1].sum() - pos * (pos + 1) / 2) / (pos * (len(labels) - pos)),
        "log-loss": -np.mean(np.log(np.where(labels == 1, scores, 1 - scores))),
        "average-precision": precision[ranked == 1].mean(),
        "flagged-share": np.mean(scores >= 0.5),
        "top-hundred": ranked[:100].mean(),
        "widest-gap": np.abs(
            np.cumsum(ranked) / pos - np.cumsum(1 - ranked) / (len(labels) - pos)
        ).max(),
    }


def key():
    rng = np.random.default_rng(0)
    same = {}
    for _ in range(5):
        scores = rng.uniform(0.01, 0.99, 5000)
        labels = (rng.random(5000) < scores).astype(int)
        before, after = figures(scores, labels), figures(scores**3, labels)
        for name in before:
            same[name] = same.get(name, True) and bool(
                np.isclose(before[name], after[name], rtol=0, atol=1e-12)
            )
    return [name for name, kept in same.items() if kept]
