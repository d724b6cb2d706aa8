"""What the bundled rubrics promise: judged answers, grades that stay, agreement with people."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.bank.calibration import calibration_answers
from mlinterview.graders.free_text import FEWEST_ANSWERS
from mlinterview.rubrics import engine_graded
from mlinterview.rubrics._grading import Grades

GRADES = Path(__file__).with_name("grades.json")


@pytest.fixture(scope="module")
def bank() -> mli.Bank:
    """The bundled bank."""
    return mli.load_bank()


@pytest.fixture(scope="module")
def grades(bank: mli.Bank) -> Grades:
    """What the engine gives: whoever asks first waits for it."""
    return Grades(bank)


def test_there_are_forty_graded_and_twelve_for_people(bank: mli.Bank) -> None:
    """In all five categories; those for people have probes and red flags."""
    graded = engine_graded(bank)
    assert len(graded) >= 40
    assert {item.category for item in graded} == set(bank.taxonomy.ids("category"))
    people: list[Any] = [i for i in bank.values() if i.format == "free_text" and i not in graded]
    assert len(people) >= 12
    for item in people:
        assert item.rubric.grading == "person"
        assert item.rubric.probes
        assert item.rubric.red_flags


def test_every_rubric_has_enough_judged_answers(bank: mli.Bank) -> None:
    """Twelve or more of each kind of use; every criterion is met by some and missed by others."""
    for item in engine_graded(bank):
        answers = calibration_answers(bank, item)
        assert len(answers) >= FEWEST_ANSWERS, item.id
        assert {answer.split for answer in answers} == {"dev", "held_out"}, item.id
        assert bank.confidence.answers[item.id] == len(answers), item.id
        for criterion in item.rubric.criteria:
            met = sum(criterion.id in answer.met for answer in answers)
            assert 0 < met < len(answers), (item.id, criterion.id)


def test_names_of_bundled_rubrics_are_in_the_lexicon(bank: mli.Bank) -> None:
    """Concepts, classes and poles; a bank of one's own is told of others when it loads."""
    for item in engine_graded(bank):
        for name in item.rubric.names():
            assert bank.lexicon.words(name) is not None, (item.id, name)


def test_the_same_text_keeps_the_same_grade(bank: mli.Bank, grades: Grades) -> None:
    """Engine 1 gives every judged answer what it gave when the item's version was written.

    A change of the engine or the lexicon that changes a grade needs a new version of the engine;
    one of a rubric needs a new version of the item. UPDATE_SNAPSHOTS=1 writes the file anew.
    """
    found = {
        item.id: {
            "version": item.version,
            "points": [grades.points(item, a.text) for a in calibration_answers(bank, item)],
        }
        for item in engine_graded(bank)
    }
    if os.environ.get("UPDATE_SNAPSHOTS"):
        rows = [f'"{name}": {json.dumps(found[name])}' for name in found]
        lines = ",\n".join(rows)
        GRADES.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    kept = json.loads(GRADES.read_text(encoding="utf-8"))
    assert {name: row for name, row in kept.items() if found.get(name) != row} == {}
    assert kept.keys() == found.keys()


#: what was measured when the rubrics were written, drawn in a little: at most, then at least
AT_MOST: dict[str, float] = {"mae": 0.06, "ece": 0.05}
AT_LEAST: dict[str, float] = {
    "qwk": 0.92,
    "qwk_worst_area": 0.85,
    "exact": 0.8,
    "within_one": 0.97,
    "criterion_f1": 0.92,
    "kappa": 0.88,
}
ATTACKS_AT_LEAST: dict[str, float] = {
    "prompt": 1.0,
    "empty": 1.0,
    "injection": 1.0,
    "denial": 1.0,
    "duplicate": 1.0,
    "off_topic": 1.0,
    "negation": 0.97,
    "stuffing": 0.96,
    "keywords": 0.98,
    "shuffled": 0.97,
    "swapped": 0.9,
}


@pytest.mark.slow
def test_the_engine_agrees_with_people(
    bank: mli.Bank, grades: Grades, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On held-out answers, and against attacks, as it did when the rubrics were written."""
    monkeypatch.setattr("mlinterview.rubrics.report.Grades", lambda _: grades)
    report = mli.rubric_report(bank, every=8).bank
    short = {name: report[name] for name, least in AT_LEAST.items() if report[name] < least}
    over = {name: report[name] for name, most in AT_MOST.items() if report[name] > most}
    weak = {
        name: report["attacks"][name]
        for name, least in ATTACKS_AT_LEAST.items()
        if report["attacks"][name] < least
    }
    assert (short, over, weak) == ({}, {}, {})
    assert report["attacks_overall"] >= 0.99
    assert report["benign"]["typos"] <= 0.01
    assert abs(report["length_partial_r"]) <= 0.10
    assert report["auto_share"] >= 0.60
    assert report["auto_exact"] >= 0.92
    assert all(report[f"{name}_interval"] for name in AT_LEAST)
