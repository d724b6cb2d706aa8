"""Count busy and idle seconds in the CSV, and then run the new cycles until the training is done."""

import csv
from itertools import pairwise
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key(hours: int, times: int) -> float:
    with (ROOT / "questions" / "figures" / "gpu-utilisation.csv").open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    busy = [float(row[1]) > 50 for row in rows]
    seconds = 2  # between rows
    gaps = sum(a and not b for a, b in pairwise(busy))
    training, waiting = seconds * sum(busy) / gaps, seconds * (len(busy) - sum(busy)) / gaps
    left = hours * 3600 * training / (training + waiting)
    clock = 0.0
    while left > 0:
        part = min(left, times * training)
        clock += part + waiting * part / (times * training)
        left -= part
    return clock / 3600
