"""Compare each positive with each negative, bin by bin."""

import csv
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> list[str]:
    path = ROOT / "questions" / "figures" / "score-histograms-four-models.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))

    def area(model: str) -> float:
        wins = pairs = 0.0
        for i, one in enumerate(rows):
            for j, other in enumerate(rows):
                both = int(one[f"{model} positive"]) * int(other[f"{model} negative"])
                wins += both * ((i > j) + (i == j) / 2)
                pairs += both
        return wins / pairs

    return sorted(["ash", "birch", "cedar", "elm"], key=area)
