"""Rebuild data with the leverages and residuals of the CSV, and really leave each shop out."""

import csv
from pathlib import Path

import numpy as np

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> str:
    path = ROOT / "questions" / "figures" / "residual-and-leverage.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    leverage = np.array([float(row["leverage"]) for row in rows])
    residual = np.array([float(row["residual"]) for row in rows])
    # one input: h = 1/n + (x - mean)^2 / sum; only the signs of x - mean are not in the CSV, and
    # those that make x and the residuals orthogonal are found by trying
    size = np.sqrt(np.maximum(leverage - 1 / len(rows), 0))
    rng = np.random.default_rng(0)
    tries = rng.choice([-1.0, 1.0], (50_000, len(rows))) * size
    misfit = np.abs(tries.sum(axis=1)) + np.abs(tries @ residual)
    x = tries[misfit.argmin()]
    design = np.column_stack([np.ones(len(x)), x])
    missed = {}
    for i, row in enumerate(rows):
        others = np.arange(len(x)) != i
        weights = np.linalg.lstsq(design[others], residual[others], rcond=None)[0]
        missed[row["shop"]] = max(
            abs(float(residual[i] - design[i] @ weights)), missed.get(row["shop"], 0.0)
        )
    return max(missed, key=lambda shop: missed[shop]).lower()
