"""The review queue: answers that wait for a person, item by item, equal answers together."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from mlinterview._text import fold
from mlinterview.bank.bank import Bank
from mlinterview.grading._marks import Decisions, marked
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.records import Mark
from mlinterview.model.score import CriterionScore, ItemScore

__all__ = ["ReviewCriterion", "ReviewGroup", "passed_over", "review_queue"]


@dataclass(frozen=True, slots=True)
class ReviewCriterion:
    """A criterion of an answer, as the engine left it.

    Attributes:
        id: the criterion's id.
        statement: what an answer must say to meet it, Markdown.
        points: what it earns, in the rubric's points.
        value: met or not, points in between, or None where nobody can tell yet.
        part: the engine's verdict with its evidence; None where it gave none.
    """

    id: str
    statement: str
    points: float
    value: bool | float | None
    part: CriterionScore | None = None


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """Equal answers to one item, which are decided once.

    Attributes:
        id: a short name of the answer that stays the same from run to run and tells nothing of who
            gave it.
        item: the item as it was shown, parameters filled in.
        response: the answer, as the first of them was given; None where the scores do not hold it.
        scores: the score of each of these answers. All have the same maximum.
        criteria: the criteria with the engine's verdicts; empty for formats without a rubric, which
            are marked by points.
    """

    id: str
    item: Item
    response: Any
    scores: tuple[ItemScore, ...]
    criteria: tuple[ReviewCriterion, ...] = ()

    @property
    def score(self) -> ItemScore:
        """The score that stands for all of them: the one that the engine was least sure of."""
        return self.scores[0]

    @property
    def text(self) -> str:
        """The answer as text; empty where the scores do not hold it."""
        if self.response is None:
            return ""
        if isinstance(self.response, str):
            return self.response
        if isinstance(self.response, Mapping):  # blanks or rows
            return "\n".join(f"[{name}] {value}" for name, value in self.response.items())
        return json.dumps(self.response, ensure_ascii=False)

    @property
    def confidence(self) -> float:
        """How sure the engine is of these points, 0 to 1."""
        return self.score.confidence

    @property
    def points(self) -> float:
        """The engine's points; 0 where it gave none."""
        return self.score.points or 0.0

    @property
    def max_points(self) -> float:
        """What can be earned."""
        return self.score.max_points


def review_queue(
    scores: Iterable[ItemScore],
    bank: Bank,
    *,
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    everything: bool = False,
) -> list[ReviewGroup]:
    """The answers that wait for a person, grouped so that equal answers are decided once.

    Items come in the order of the file, the answers of an item by the engine's confidence, lowest
    first. Answers are equal when they read the same but for case, white space, quotation marks and
    hyphens. (Of formats without a rubric they must be the same to the letter.)

    Args:
        scores: of any number of people.
        bank: where the items come from; answers to items that it does not have, or has in another
            version than was graded, are left out.
        marks: what is decided already: such answers are left out, but for those whose mark has gone
            stale or leaves criteria open.
        everything: take every answer to a ``free_text`` item that has no mark, not only those that
            need review.

    Raises:
        RecordsError: something among ``marks`` is no mark.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> texts = {"ann": "A shortcut.", "bo": "a  shortcut", "cy": "No idea."}
    >>> records = [{"examinee": n, "item": "residual-block-gradient", "response": text}
    ...            for n, text in texts.items()]
    >>> queue = review_queue(mli.grade_all(bank, records), bank, everything=True)
    >>> sorted(len(group.scores) for group in queue)
    [1, 2]
    """
    decisions = Decisions(marks)
    found: dict[str, dict[tuple[Any, ...], list[ItemScore]]] = {}
    for score in scores:
        if passed_over(score, bank):
            continue
        current = _current(score, bank, decisions, everything)
        if current is not None:
            found.setdefault(score.item_id, {}).setdefault(_key(score, bank), []).append(current)
    queue = []
    for item_id, keyed in found.items():
        groups = [_group(key, alike, bank[item_id]) for key, alike in keyed.items()]
        queue += sorted(groups, key=lambda group: group.confidence)
    return queue


def passed_over(score: ItemScore, bank: Bank) -> str:
    """Why an answer that waits for a person cannot be reviewed here; empty where it can."""
    item = bank.items_by_id.get(score.item_id)
    if item is None:
        return "the bank does not have the item"
    if score.item_version is not None and score.item_version != item.version:
        return (
            f"graded was version {score.item_version} of the item, the bank has version"
            f" {item.version}; grade again"
        )
    return ""


def _current(
    score: ItemScore, bank: Bank, decisions: Decisions, everything: bool
) -> ItemScore | None:
    """The score as it waits for a person; None where it does not."""
    item = bank[score.item_id]
    mark = decisions.of(score)
    held = None if mark is None else marked(score, item, mark)
    if held is not None and held.problem is None:
        if held.status == "graded":
            return None
        score = held
    wanted = score.status == "needs_review"
    if everything and isinstance(item, FreeText):
        wanted = score.status in ("needs_review", "graded", "failed")
    return score if wanted else None


def _key(score: ItemScore, bank: Bank) -> tuple[Any, ...]:
    """What equal answers have in common."""
    item = bank[score.item_id]
    seed = score.presented.seed if item.parametrised else None
    response = score.response
    if response is None:  # nobody knows what it was: each alone
        text: Any = ("unknown", score.examinee_id, score.attempt)
    elif isinstance(item, FreeText) and isinstance(response, str):
        text = fold(response)
    else:
        text = json.dumps(response, ensure_ascii=False, sort_keys=True, default=repr)
    return (item.id, item.version, seed, round(score.max_points, 9), text)


def _group(key: tuple[Any, ...], alike: list[ItemScore], item: Item) -> ReviewGroup:
    scores = tuple(sorted(alike, key=lambda score: score.confidence))
    first = scores[0]
    drawn = item.variant(first.presented.seed)
    digest = blake2b(repr(key).encode("utf-8", "backslashreplace"), digest_size=6).digest()
    # letters first: no spreadsheet takes it for a number
    name = "a" + b32encode(digest).decode().rstrip("=").lower()
    return ReviewGroup(name, drawn, first.response, scores, tuple(_criteria(drawn, first)))


def _criteria(item: Item, score: ItemScore) -> Iterator[ReviewCriterion]:
    if not isinstance(item, FreeText):
        return
    parts = {part.id: part for part in score.criteria}
    for criterion in item.rubric.criteria:
        part = parts.get(criterion.id)
        yield ReviewCriterion(
            criterion.id,
            criterion.statement,
            criterion.points,
            _value(part, criterion.points),
            part,
        )


def _value(part: CriterionScore | None, worth: float) -> bool | float | None:
    if part is None or part.points is None or part.met is None:
        return None
    if part.met or not part.points:
        return part.met
    return round(part.points / part.max_points * worth, 9)
