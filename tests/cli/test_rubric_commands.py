"""``mlinterview rubric check`` and ``rubric report``: what they print, write and refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dropout_bank import ANSWERS, write_bank

#: twelve to develop with, and as many that nobody saw
JUDGED = [*ANSWERS, *({**answer, "split": "held_out"} for answer in ANSWERS)]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose answers all come out exactly."""
    return write_bank(tmp_path_factory.mktemp("bank"), JUDGED)


def test_check_counts_what_it_found(mli: Callable[..., Any], bank: Path) -> None:
    """One line a problem, a line of counts, and exit 1 where something does not hold."""
    document = mli("rubric", "check", "--bank", bank, "--json").json()
    assert document["rubrics"] == 1
    assert document["errors"] == sum(each["level"] == "error" for each in document["problems"])
    assert {problem["rule"] for problem in document["problems"]} <= {"R04"}


def test_check_names_the_answer(mli: Callable[..., Any], tmp_path: Path) -> None:
    """With the file and the line of its item."""
    wrong = [*ANSWERS[:-1], {"text": "Dropout reduces overfitting.", "met": ["off"]}]
    done = mli("rubric", "check", "dropout", "--bank", write_bank(tmp_path, wrong))
    assert done.code == 1
    (line,) = (line for line in done.out.splitlines() if "R01" in line)
    assert "items.yaml:1: dropout" in line
    assert "1 rubrics" in done.out.splitlines()[-1]


def test_report_gives_agreement_and_speed(mli: Callable[..., Any], bank: Path) -> None:
    """Every figure, with its interval where there is more than one item to draw from."""
    figures = mli("rubric", "report", "--bank", bank, "--json").json()["bank"]
    assert (figures["held_out"], figures["exact"], figures["mae"]) == (12, 1.0, 0.0)
    speed = figures["speed"]
    assert (speed["words"], speed["long_words"]) == (150, 10_000)
    assert speed["answers_a_second"] > 0
    assert speed["p99_ms"] > 0
    low, high = speed["long_ms_interval"]
    assert 0 < low <= speed["long_ms"] <= high


def test_report_as_a_text(mli: Callable[..., Any], bank: Path) -> None:
    """A line a figure, attacks, harmless changes, speed and the items."""
    text = mli("rubric", "report", "--bank", bank).out
    for part in ("exact level", "attacks below half", "harmless changes", "answers of 150 words"):
        assert part in text, part
    assert text.splitlines()[-1].split() == ["dropout", "24", "12", "1.00", "0.00", "1.00"]


def test_report_writes_the_map_of_a_whole_bank_alone(
    mli: Callable[..., Any], tmp_path: Path
) -> None:
    """From all items it is written; from some it is refused."""
    own = write_bank(tmp_path, JUDGED)
    refused = mli("rubric", "report", "dropout", "--bank", own, "--write")
    assert refused.code == 2
    assert "leave the ids out" in refused.err
    done = mli("rubric", "report", "--bank", own, "--write")
    assert "confidence.yaml" in done.err
    assert "dropout: 24" in (own / "graders/confidence.yaml").read_text(encoding="utf-8")
