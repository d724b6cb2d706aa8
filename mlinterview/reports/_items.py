"""The results item by item: response, feedback, and for instructors key and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlinterview.model.item import Item
from mlinterview.model.score import CriterionScore, ItemScore
from mlinterview.model.taxonomy import Taxonomy
from mlinterview.reports._answers import json_ready, key_lines, response_lines
from mlinterview.reports._feedback import FeedbackTexts
from mlinterview.reports._model import ItemResult, Key, Part
from mlinterview.reports._slots import Slot

__all__ = ["ItemMaker"]


class ItemMaker:
    """Makes item results; drawn variants and keys are kept, since a class shares them."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._drawn: dict[tuple[str, int | None], Item] = {}
        self._keys: dict[tuple[str, int | None], Key] = {}
        self._said: dict[tuple[str, int | None], FeedbackTexts] = {}

    def result(self, slot: Slot) -> ItemResult:
        """The result of one slot."""
        score = slot.score
        seed = score.presented.seed if score is not None else None
        item = self._variant(slot.item, seed) if slot.item is not None else None
        points = None if slot.status in ("invalid", "failed") else slot.points
        fields: dict[str, Any] = {
            "item_id": slot.item_id,
            "title": item.label if item is not None else slot.item_id,
            "topics": self._topics(item),
            "format": item.format if item is not None else None,
            "status": slot.status,
            "points": points,
            "points_range": (slot.low, slot.high),
            "max_points": slot.max_points,
            "share": slot.share if points is not None and slot.max_points else None,
            "key": self._key(item, seed) if item is not None else None,
        }
        if score is None:
            return ItemResult(**fields)
        said = self._feedback(item, seed) if item is not None else FeedbackTexts(None)
        fields["feedback"] = tuple(map(said.line, score.feedback))
        return ItemResult(**fields, **_of(score, item, slot.scale))

    def _topics(self, item: Item | None) -> tuple[str, ...]:
        topics = item.topics if item is not None else ()
        return tuple(self._taxonomy.title("topic", topic) for topic in topics)

    def _variant(self, item: Item, seed: int | None) -> Item:
        if not item.parametrised:
            return item
        place = (item.id, seed)
        if place not in self._drawn:
            try:
                self._drawn[place] = item.variant(seed)
            except ValueError:  # this draw has no value: show the item as the bank has it
                self._drawn[place] = item
        return self._drawn[place]

    def _feedback(self, item: Item, seed: int | None) -> FeedbackTexts:
        place = (item.id, seed if item.parametrised else None)
        if place not in self._said:
            self._said[place] = FeedbackTexts(item)
        return self._said[place]

    def _key(self, item: Item, seed: int | None) -> Key:
        place = (item.id, seed if item.parametrised else None)
        if place not in self._keys:
            self._keys[place] = Key(
                response=json_ready(item.key_response()),
                text=key_lines(item),
                explanation=item.explanation,
                references=item.references,
            )
        return self._keys[place]


def _of(score: ItemScore, item: Item | None, scale: float) -> dict[str, Any]:
    """What the record says besides its points."""
    return {
        "attempt": score.attempt,
        "seconds": score.seconds,
        "form": score.presented.form,
        "response": json_ready(score.response),
        "response_text": response_lines(item, score.response, score.presented.order),
        "misconceptions": score.misconceptions,
        "problem": score.problem,
        "grader": score.grader.name if score.grader is not None else None,
        "parts": _parts(score.criteria, item, scale),
    }


def _parts(criteria: Sequence[CriterionScore], item: Item | None, scale: float) -> tuple[Part, ...]:
    texts = _part_texts(item)
    return tuple(
        Part(
            id=part.id,
            text=texts.get(part.id),
            points=None if part.points is None else part.points * scale,
            max_points=part.max_points * scale,
            met=part.met,
            decided=part.decided,
            note=part.note,
            spans=part.spans,
        )
        for part in criteria
    )


def _part_texts(item: Item | None) -> dict[str, str]:
    rubric = getattr(item, "rubric", None)
    if rubric is not None:
        return {criterion.id: criterion.statement for criterion in rubric.criteria}
    return {row.id: row.text for row in getattr(item, "rows", ())}
