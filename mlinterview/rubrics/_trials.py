"""What the engine makes of marked and judged answers and of attacks, before and after a change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import CalibrationAnswer
from mlinterview.model.score import ItemScore
from mlinterview.rubrics._attacks import Attack, attacks
from mlinterview.rubrics._grading import Grades
from mlinterview.rubrics._material import material

__all__ = ["Trials"]


class Trials(Grades):
    """Grades by another version of one item than the bank's."""

    def __init__(self, grades: Grades, item: FreeText) -> None:
        self.bank = grades.bank
        self.engine = grades.engine  # one for all versions: it depends on the bank alone
        self.item = item
        self._kept = lru_cache(maxsize=20_000)(self._score)

    def _score(self, item_id: str, text: str) -> ItemScore:
        item = self.item if item_id == self.item.id else self.bank[item_id]
        return self.engine.score(item, text, {})

    def shares(self, text: str) -> dict[str, float]:
        """The share of each criterion that an answer earns."""
        return {
            part.id: part.points / part.max_points
            for part in self.score(self.item, text).criteria
            if part.points is not None and part.max_points
        }

    def share(self, text: str, criterion: str) -> float:
        """The share of one criterion that an answer earns."""
        return self.shares(text).get(criterion, 0.0)

    def earned(self, text: str) -> float:
        """What an answer earns, on the rubric's own scale."""
        return self.points(self.item, text)

    def attacks(self, items: list[FreeText]) -> list[Attack]:
        """The attacks on this version."""
        return list(attacks(material(self.item, self, items)))

    def agrees(self, answer: CalibrationAnswer, before: Trials) -> bool:
        """Whether a judged answer stays as it was, or comes nearer to its judgement."""
        now, was = self.shares(answer.text), before.shares(answer.text)
        if answer.points is not None:
            return self.earned(answer.text) == before.earned(answer.text)
        return all(
            abs(share - (name in answer.met)) <= abs(was[name] - (name in answer.met))
            for name, share in now.items()
        )

    def lets_in(self, tried: Iterable[Attack], before: Trials) -> bool:
        """Whether an attack earns too much that did not before."""
        return any(
            not self.resists(self.item, attack) and before.resists(before.item, attack)
            for attack in tried
        )
