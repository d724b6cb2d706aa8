"""Play the epochs of the CSV through a stopper with a counter."""

import csv
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> int:
    with (ROOT / "questions" / "figures" / "patience-curve.csv").open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    best, waited = float("inf"), 0
    for epoch, loss in rows:
        if float(loss) < best:
            best, waited = float(loss), 0
        else:
            waited += 1
        if waited == 3:
            return int(epoch)
    raise AssertionError("the run does not stop")
