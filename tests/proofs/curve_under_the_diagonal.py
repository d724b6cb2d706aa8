"""Turn the curve about the centre, as a reversed score does, and add up trapezia."""

import csv
from itertools import pairwise
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> bool:
    path = ROOT / "questions" / "figures" / "roc-under-diagonal.csv"
    with path.open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    turned = sorted((1 - float(x), 1 - float(y)) for x, y in rows)
    area = 0.0
    for (a, low), (b, high) in pairwise(turned):
        area += (b - a) * (low + high) / 2
    return abs(area - 0.82) < 0.01
