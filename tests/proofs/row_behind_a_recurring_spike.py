"""Play the file back: the batch whose steps in the logged range are those of the spikes in the CSV."""

import csv
from pathlib import Path

ROOT = next(p for p in Path(__file__).parents if (p / "questions" / "figures").is_dir())


def key() -> int:
    with (ROOT / "questions" / "figures" / "recurring-spike.csv").open(encoding="utf-8") as stream:
        log = {int(row["step"]): float(row["loss"]) for row in csv.DictReader(stream)}
    spikes = [step for step, loss in log.items() if loss > 10]
    fits = []
    for batches in range(2, 500):
        batch = spikes[0] % batches
        if [step for step in log if step % batches == batch] == spikes:
            fits.append(batch)
    (batch,) = fits
    return batch * 32
