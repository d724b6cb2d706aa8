"""Grading of answers for checks: points, criteria, confidence, as the engine gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mlinterview.bank.bank import Bank
from mlinterview.bank.calibration import calibration_answers
from mlinterview.grading._engine import Engine
from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import CalibrationAnswer, Rubric
from mlinterview.model.score import ItemScore
from mlinterview.rubrics._attacks import Attack

__all__ = ["Grades", "engine_graded", "points_of"]


def points_of(rubric: Rubric, answer: CalibrationAnswer) -> float:
    """What a judged answer earns, on the rubric's own scale."""
    if answer.points is not None:
        return answer.points
    met = set(answer.met)
    return rubric.capped({c.id: c.points for c in rubric.criteria if c.id in met})


def engine_graded(bank: Bank, ids: tuple[str, ...] = ()) -> list[FreeText]:
    """The free-text items that the engine decides on, all or the named ones.

    Raises:
        UnknownNameError: the bank has no item of that name.
    """
    chosen = [bank[name] for name in ids] if ids else list(bank.values())
    return [item for item in chosen if isinstance(item, FreeText) and not item.rubric.by_person]


@dataclass
class Grades:
    """Grades answers to the items of a bank, each text once."""

    bank: Bank

    def __post_init__(self) -> None:
        self.engine = Engine("standard", self.bank, None)
        self._kept = lru_cache(maxsize=20_000)(self._score)

    def score(self, item: FreeText, text: str) -> ItemScore:
        """The score of an answer."""
        return self._kept(item.id, text)

    def _score(self, item_id: str, text: str) -> ItemScore:
        return self.engine.score(self.bank[item_id], text, {})

    def points(self, item: FreeText, text: str) -> float:
        """What an answer earns, on the rubric's own scale."""
        score = self.score(item, text)
        return round((score.share or 0.0) * item.rubric.points, 9)

    def resists(self, item: FreeText, attack: Attack) -> bool:
        """Whether an attack earns less than half, or no more than its sentence does once."""
        earned = self.points(item, attack.text)
        if attack.once is not None:
            return earned <= self.points(item, attack.once)
        return earned * 2 < item.rubric.points

    def met(self, item: FreeText, text: str) -> set[str]:
        """The criteria that earned something."""
        return {part.id for part in self.score(item, text).criteria if part.points}

    def answers(self, item: FreeText) -> tuple[CalibrationAnswer, ...]:
        """The judged answers of an item."""
        return calibration_answers(self.bank, item)
