"""What marks say of the answers to an item: criterion by criterion, met or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.errors import InvalidResponseError
from mlinterview.grading._marks import Decisions, marked
from mlinterview.model.free_text import FreeText
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.score import ItemScore

__all__ = ["Lesson", "lessons"]


@dataclass
class Lesson:
    """The answers to one item, equal texts together.

    Attributes:
        item: the item.
        texts: every answer, and how many people gave it.
        due: for each criterion the texts that a person decided, and whether they meet it.
        weights: for each criterion how many marks stand behind each of these texts.
        torn: for each criterion the texts that marks contradict each other on; they teach nothing.
        stale: marks that no longer hold, since the item or the response has changed.
    """

    item: FreeText
    texts: Counter[str] = field(default_factory=Counter)
    due: dict[str, dict[str, bool]] = field(default_factory=dict)
    weights: dict[str, Counter[str]] = field(default_factory=dict)
    torn: dict[str, set[str]] = field(default_factory=dict)
    stale: int = 0

    def learn(self, text: str, criterion: str, met: bool) -> None:
        """Take in what one mark says of one criterion."""
        due, weights = (
            self.due.setdefault(criterion, {}),
            self.weights.setdefault(criterion, Counter()),
        )
        torn = self.torn.setdefault(criterion, set())
        if text in torn:
            return
        if due.get(text, met) != met:
            torn.add(text)
            del due[text], weights[text]
            return
        due[text] = met
        weights[text] += 1

    def marked_texts(self) -> list[str]:
        """The texts that something is decided of."""
        return list(dict.fromkeys(text for due in self.due.values() for text in due))


def lessons(
    bank: Bank,
    responses: Iterable[ResponseRecord],
    marks: Iterable[Mark | Mapping[str, Any]],
    items: Iterable[FreeText],
) -> list[Lesson]:
    """One lesson an item, for the items that somebody marked an answer to."""
    found = {item.id: Lesson(item) for item in items if not item.parametrised}
    decisions = Decisions(marks)
    seen: set[tuple[str | None, str, int]] = set()
    for record in responses:
        lesson = found.get(record.item)
        key = record.examinee, record.item, record.attempt
        if lesson is None or key in seen:
            continue
        seen.add(key)
        text = _text(lesson.item, record)
        if text is None:
            continue
        lesson.texts[text] += 1
        score = _ungraded(bank, lesson.item, record)
        mark = decisions.of(score)
        if mark is None:
            continue
        judged = marked(score, lesson.item, mark)
        if judged.problem is not None:
            lesson.stale += 1
            continue
        for criterion, met in _decided(lesson.item, mark, judged):
            lesson.learn(text, criterion, met)
    return [lesson for lesson in found.values() if lesson.due or lesson.stale]


def _text(item: FreeText, record: ResponseRecord) -> str | None:
    try:
        return item.read_response(record.response)
    except InvalidResponseError:
        return None


def _ungraded(bank: Bank, item: FreeText, record: ResponseRecord) -> ItemScore:
    """A score that holds what a mark is compared with."""
    form = bank.forms.get(record.form) if record.form is not None else None
    entry = form.entry(item.id) if form is not None else None
    maximum = entry.points if entry is not None and entry.points is not None else item.points
    return ItemScore(
        item_id=item.id,
        item_version=item.version,
        examinee_id=record.examinee,
        attempt=record.attempt,
        response=record.response,
        points=0.0,
        points_range=(0.0, 0.0),
        max_points=float(maximum),
        status="graded",
    )


def _decided(item: FreeText, mark: Mark, judged: ItemScore) -> Iterator[tuple[str, bool]]:
    """What the mark decides: criteria with all or none of their points, or all of them at once."""
    rubric = item.rubric
    if isinstance(mark.marks, dict):
        for part in judged.criteria:
            if part.id in mark.marks and part.points in (0.0, part.max_points):
                yield part.id, part.points > 0
        return
    if judged.points == judged.max_points:
        decisive = rubric.points == sum(criterion.points for criterion in rubric.criteria)
    else:
        # points may be 0 for something else than the criteria, where the rubric takes points away
        minus = any(each.effect.minus for each in rubric.misconceptions)
        decisive = judged.points == 0 and not minus and rubric.forbidden.empty
    if decisive:
        for criterion in rubric.criteria:
            yield criterion.id, bool(judged.points)
