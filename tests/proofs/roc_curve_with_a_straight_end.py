"""Turn the steps of the curve back into cases per score, and see how many the largest step holds."""

import csv
from itertools import pairwise
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> str:
    with (ROOT / "questions" / "figures" / "roc-long-segment.csv").open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    dots = [(float(x) * 18_000, float(y) * 2_000) for x, y in rows]
    steps = [(b[0] - a[0]) + (b[1] - a[1]) for a, b in pairwise(dots)]
    largest = max(steps)
    assert abs(largest / 20_000 - 0.6) < 0.01
    assert sorted(steps)[-2] < 0.03 * 20_000
    return "one-score"
