"""What the tests of analyses share: LSAT section 6."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import mlinterview as mli


@pytest.fixture(scope="session")
def lsat() -> mli.ScoreMatrix:
    """The 1,000 persons by 5 items of Bock and Lieberman (1970)."""
    with Path(__file__).with_name("lsat6.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            [int(mark) for mark in entry["pattern"]]
            for entry in csv.DictReader(file)
            for _ in range(int(entry["persons"]))
        ]
    return mli.ScoreMatrix.of(rows)
