"""Continue the histogram into its last bin; what exceeds that has been cut, and is longer than 512."""

import csv
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> list[str]:
    with (ROOT / "questions" / "figures" / "token-lengths.csv").open(encoding="utf-8") as stream:
        _, *rows = csv.reader(stream)
    counts = {float(x): int(y) for x, y in rows}
    total, last = sum(counts.values()), counts[504.0]
    before = [count for x, count in counts.items() if 440 < x < 500]
    cut = last - sum(before) / len(before)
    right = []
    if 0.17 < cut / total < 0.21:
        right.append("fifth-without-end")
    if max(counts) == 504.0 and cut > 0:  # a text is cut when it is longer than the last bin
        right.append("long-answers")
    if last == total:  # padding to 512 would put every example there
        right.append("padded-bar")
    return right
