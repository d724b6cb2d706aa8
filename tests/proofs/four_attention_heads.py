"""For each head, see which description names the key of most weight for each query that has one."""

import csv
from pathlib import Path

import numpy as np

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())

TOKENS = "ABCDABCD"


def key() -> dict[str, str]:
    path = ROOT / "questions" / "figures" / "attention-four-heads.csv"
    with path.open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    weights = np.array([[float(cell) for cell in row[1:]] for row in rows]).reshape(4, 8, 8)
    last_seen = [TOKENS[:i].rfind(token) for i, token in enumerate(TOKENS)]
    targets = {
        "one-back": [i - 1 if i else None for i in range(8)],
        "first-token": [0] * 8,
        "same-token": [at if at >= 0 else None for at in last_seen],
        "after-earlier": [at + 1 if at >= 0 else None for at in last_seen],
        "next-token": [i + 1 if i < 7 else None for i in range(8)],
    }
    found = {}
    for number, head in enumerate(weights, 1):
        fits = [
            name
            for name, keys in targets.items()
            if all(head[i, k] > 0.6 for i, k in enumerate(keys) if k is not None)
        ]
        even = all(np.allclose(head[i, : i + 1], 1 / (i + 1), atol=0.001) for i in range(8))
        (found[f"head-{number}"],) = fits + ["even"] * even
    return found
