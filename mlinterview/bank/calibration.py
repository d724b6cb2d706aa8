"""Answers that people judged: in an item's rubric, or in a file of their own beside the bank."""

from __future__ import annotations

from pathlib import Path

from mlinterview._resources import bundled_root
from mlinterview.bank._files import model_file
from mlinterview.bank.bank import Bank
from mlinterview.errors import RubricError
from mlinterview.model._base import ItemId, Model
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.problem import Problem
from mlinterview.model.rubric import CalibrationAnswer, Judged

__all__ = ["calibration_answers", "calibration_path", "judged_answers"]


class _AnswerFile(Model):
    """``graders/calibration/ITEM.yaml``."""

    item: ItemId
    answers: tuple[CalibrationAnswer, ...]


def calibration_path(bank: Bank, item_id: str) -> Path:
    """Where the judged answers of an item stand."""
    root = bank.root if bank.root is not None else bundled_root()
    return root / "graders" / "calibration" / f"{item_id}.yaml"


def calibration_answers(bank: Bank, item: FreeText) -> tuple[CalibrationAnswer, ...]:
    """All judged answers of an item: those of its rubric, then those of its file.

    Raises:
        RubricError: the file has faults, or names a criterion that the rubric does not have.
    """
    path = calibration_path(bank, item.id)
    inline = item.rubric.calibration
    if not path.is_file():
        return inline
    problems: list[Problem] = []
    read = model_file(_AnswerFile, path, problems, root=bank.root)
    if read is None:
        raise RubricError("\n".join(map(str, problems)))
    if read.item != item.id:
        raise RubricError(f"{path.name}: answers to {item.id!r} expected, found {read.item!r}")
    known = {criterion.id for criterion in item.rubric.criteria}
    for number, answer in enumerate(read.answers, 1):
        for name in answer.met:
            if name not in known:
                raise RubricError(f"{path.name}: answer {number}: no criterion named {name!r}")
    return (*inline, *read.answers)


def judged_answers(bank: Bank, item: Item) -> Judged | None:
    """The ``dev`` answers of an item, for the grader; None where there is none that can be read.

    A file with faults is for ``rubric check`` to tell; no answer goes ungraded for it.
    """
    if not isinstance(item, FreeText):
        return None
    try:
        answers = [each for each in calibration_answers(bank, item) if each.split == "dev"]
    except RubricError:
        return None
    if not answers:
        return None
    return Judged(
        tuple(each.text for each in answers), tuple(frozenset(each.met) for each in answers)
    )
