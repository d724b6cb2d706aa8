"""Read the shares off the CSV, and count cases."""

import csv
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key(cases: int) -> float:
    path = ROOT / "questions" / "figures" / "precision-recall-to-the-end.csv"
    with path.open(encoding="utf-8") as stream:
        precision = {
            float(row["recall"]): float(row["precision"]) for row in csv.DictReader(stream)
        }
    positives = round(cases * precision[1.0])
    found = round(0.6 * positives)
    flagged = round(found / precision[0.6])
    return flagged - found
