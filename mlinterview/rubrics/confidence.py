"""The confidence map of a bank, written from what a report measured."""

from __future__ import annotations

from pathlib import Path

from mlinterview._resources import bundled_root
from mlinterview.bank.bank import Bank
from mlinterview.model.rubric import ENGINES
from mlinterview.rubrics.report import RubricReport
from mlinterview.store import replacing

__all__ = ["write_confidence"]

_HEAD = """\
# How often the rubric engine gives the right level, by how sure it is of itself: knots (sureness,
# probability) of an isotonic regression over the held-out answers, and how many judged answers each
# item has. Made by: mlinterview rubric report --write
"""


def write_confidence(bank: Bank, report: RubricReport) -> Path:
    """Write ``graders/confidence.yaml`` of the bank; the path.

    Raises:
        RecordsError: it cannot be written.
    """
    root = bank.root if bank.root is not None else bundled_root()
    path = root / "graders" / "confidence.yaml"
    path.parent.mkdir(exist_ok=True)
    knots = ", ".join(f"[{x:g}, {y:g}]" for x, y in report.knots)
    lines = [f'{_HEAD}engine: "{ENGINES[-1]}"', f"knots: [{knots}]", "answers:"]
    lines += [f"  {name}: {count}" for name, count in sorted(report.answers.items()) if count]
    with replacing(path) as file:
        file.write("\n".join(lines) + "\n")
    return path
