"""Computes the five metrics before and after the swap."""

import math


def key():
    def metrics(ranks):
        hits = [rank in ranks for rank in range(1, 11)]
        ideal = sum(1 / math.log2(i + 2) for i in range(3))
        return {
            "recall": sum(hits) / 3,
            "ndcg": sum(h / math.log2(i + 2) for i, h in enumerate(hits)) / ideal,
            "reciprocal-rank": 1 / (hits.index(True) + 1),
            "average-precision": sum(sum(hits[: i + 1]) / (i + 1) for i, h in enumerate(hits) if h)
            / 3,
            "precision": sum(hits) / 10,
        }

    before, after = metrics({1, 7, 9}), metrics({1, 3, 9})
    return [name for name in before if abs(before[name] - after[name]) > 1e-9]
