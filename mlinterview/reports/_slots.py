"""A slot: one item due for one person, with the record that counts for it or none."""

from __future__ import annotations

from dataclasses import dataclass

from mlinterview.bank.bank import Bank
from mlinterview.model.item import Item
from mlinterview.model.score import ItemScore, ScoreStatus
from mlinterview.reports._due import Due
from mlinterview.reports._records import Counted

__all__ = ["Slot", "make_slots", "make_stray"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Points of one item, scaled to what it is worth here.

    Attributes:
        item: None where the bank does not have it.
        score: None where there is no record: the item is ``unanswered``.
        points: what counts now; 0 for invalid and failed records.
        low, high: what the points can still become.
        scale: what the record's points were multiplied with.
    """

    item_id: str
    item: Item | None
    score: ItemScore | None
    status: ScoreStatus
    points: float
    low: float
    high: float
    max_points: float
    scale: float = 1.0

    @property
    def share(self) -> float:
        """Points over the maximum."""
        return self.points / self.max_points if self.max_points else 0.0


def make_slots(due: Due, records: Counted, bank: Bank) -> list[Slot]:
    """A slot for every item due, in printed order."""
    return [
        _slot(item_id, worth, item_id in due.fixed, records.latest.get(item_id), bank)
        for item_id, worth in due.points.items()
    ]


def make_stray(score: ItemScore, bank: Bank, max_points: float = 0.0) -> Slot:
    """A slot for a record beside the items due: an unknown item, or a repeated record."""
    item = bank.items_by_id.get(score.item_id)
    return Slot(score.item_id, item, score, score.status, 0.0, 0.0, max_points, max_points)


def _slot(item_id: str, worth: float, fixed: bool, score: ItemScore | None, bank: Bank) -> Slot:
    item = bank.items_by_id.get(item_id)
    if score is None:
        return Slot(item_id, item, None, "unanswered", 0.0, 0.0, 0.0, worth)
    if not fixed and score.max_points > 0:
        worth = score.max_points
    if score.points is None:  # invalid and failed
        return Slot(item_id, item, score, score.status, 0.0, 0.0, worth, worth)
    scale = worth / score.max_points
    points = score.points * scale
    low, high = (end * scale for end in score.points_range)
    if not score.provisional:
        low = high = points
    return Slot(
        item_id,
        item,
        score,
        score.status,
        points,
        min(low, points),
        max(high, points),
        worth,
        scale,
    )
