"""Turn the weights into scores, and compute each change anew with a softmax."""

import csv
from pathlib import Path

import numpy as np

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)


def key() -> list[str]:
    path = ROOT / "questions" / "figures" / "attention-with-padding.csv"
    with path.open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    weights = np.array([[float(cell) for cell in row[1:]] for row in rows])
    scores = np.log(weights)
    longer = softmax(np.hstack([scores, scores[:, -1:]]))
    masked = softmax(np.where(np.arange(10) < 6, scores, -np.inf))
    zeros = softmax(np.where(np.arange(10) < 6, scores, 0.0))
    right = {
        "batch-dependent": not np.allclose(longer[2, :6], weights[2, :6], atol=0.005),
        "masked-ratio": bool(masked[2, 2] > 0.7),
        "zero-embedding": bool((zeros[:, 6:] < 1e-6).all()),
        "masked-order": bool((masked[:, :6].argsort() != weights[:, :6].argsort()).any()),
        # a mask on the loss leaves the forward pass, and with it the outputs of the words, alone
        "later-mask": np.allclose(masked, weights),
    }
    return [name for name, holds in right.items() if holds]
