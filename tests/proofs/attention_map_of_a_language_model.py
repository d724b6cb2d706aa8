"""Test the weights in the CSV for the mark of each fault."""

import csv
from pathlib import Path

import numpy as np

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> str:
    path = ROOT / "questions" / "figures" / "attention-of-one-head.csv"
    with path.open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    weights = np.array([[float(cell) for cell in row[1:]] for row in rows])
    marks = {
        "mask-after": not np.allclose(weights.sum(axis=1), 1, atol=0.01),
        "wrong-axis": np.allclose(weights.sum(axis=0), 1, atol=0.01),
        "padding-seen": bool(weights[:5, -1].any()),
        "offset-mask": bool(np.diagonal(weights, 1).all()) and not np.triu(weights, 2).any(),
    }
    (name,) = [name for name, there in marks.items() if there]
    return name
