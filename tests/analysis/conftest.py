"""What the tests of analyses share: sections 6 and 7 of the LSAT."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import mlinterview as mli


@pytest.fixture(scope="session")
def lsat() -> mli.ScoreMatrix:
    """Section 6: the 1,000 persons by 5 items of Bock and Lieberman (1970)."""
    return patterns("lsat6.csv")


@pytest.fixture(scope="session")
def lsat7() -> mli.ScoreMatrix:
    """Section 7, of the same paper and of as many people."""
    return patterns("lsat7.csv")


def patterns(name: str) -> mli.ScoreMatrix:
    """Everybody's row, from how many people had each pattern of right and wrong."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        rows = [
            [int(mark) for mark in entry["pattern"]]
            for entry in csv.DictReader(file)
            for _ in range(int(entry["persons"]))
        ]
    return mli.ScoreMatrix.of(rows)
