"""Both sums over passages are written out as the paper defines them."""

import numpy as np


def key(weight, first_a, first_b, second_a, second_b):
    """Return the probability under RAG-Sequence minus that under RAG-Token."""
    passages = np.array([weight, 1 - weight])
    tokens = np.array([[first_a, second_a], [first_b, second_b]])
    sequence = sum(p * row.prod() for p, row in zip(passages, tokens, strict=True))
    token = np.prod([passages @ tokens[:, i] for i in range(2)])
    return float(round(sequence - token, 4))
