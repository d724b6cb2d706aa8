"""Draw many training sets at each size that matters, fit them, and take error and bias."""

import csv
from pathlib import Path

import numpy as np

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def draws(examples: int, features: int, penalty: float = 0.0, count: int = 9) -> dict[str, float]:
    """Median error over training sets, and the squared bias of the median prediction."""
    rng = np.random.default_rng(0)
    slope = np.full(8, 0.35)
    test = rng.normal(0, 1, (60, 8))
    inputs = rng.normal(0, 1, (count, examples, 8))
    noise = rng.normal(0, 0.5, (count, examples, 1))
    weights = rng.normal(0, 1, (count, 8, features))
    hidden = np.maximum(inputs @ weights, 0) / np.sqrt(features)
    if penalty:
        turned = hidden.transpose(0, 2, 1)
        solver = np.linalg.solve(turned @ hidden + penalty * np.eye(features), turned)
    else:
        solver = np.linalg.pinv(hidden)
    shown = np.maximum(test @ weights, 0) / np.sqrt(features)
    guesses = (shown @ solver @ (inputs @ slope[:, None] + noise))[:, :, 0]
    clean = test @ slope
    return {
        "error": float(np.median(((guesses - clean) ** 2).mean(axis=1))),
        "bias": float(((np.median(guesses, axis=0) - clean) ** 2).mean()),
    }


def key() -> list[str]:
    path = ROOT / "questions" / "figures" / "error-over-features.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    lowest = min(rows, key=lambda row: float(row["test error"]))
    peak = draws(40, 40)["error"]
    eighty = {features: draws(80, features)["error"] for features in (40, 65, 80, 95)}
    right = {
        "peak-moves": max(eighty, key=lambda features: eighty[features]) == 80,
        "more-data-hurts": eighty[80] > draws(40, 80)["error"],
        "ridge-flattens": draws(40, 40, penalty=0.01)["error"] < peak / 5,
        "bias-peak": draws(40, 40, count=200)["bias"] > draws(40, 5, count=200)["bias"],
        "lowest-right": int(lowest["features"]) > 40,
    }
    return [name for name, holds in right.items() if holds]
