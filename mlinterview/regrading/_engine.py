"""Grading with accepted responses: the best score over the bank's key and those beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.errors import MLInterviewError
from mlinterview.grading._engine import Engine, Graders
from mlinterview.model.item import Item
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.regrading._keys import accepted_value, other_keys

__all__ = ["ACCEPTED", "AcceptingEngine", "whole"]

#: what an examinee is told of an answer that counts since the exam
ACCEPTED = "Accepted as right after the exam."
_SLACK = 1e-12


class AcceptingEngine(Engine):
    """An engine that counts more responses as right than the bank does.

    ``accepted`` holds them by item, as decisions have them.
    """

    def __init__(
        self,
        scheme: str | Path | Scheme,
        bank: Bank | None,
        graders: Graders | None,
        accepted: Mapping[str, Sequence[Any]],
    ) -> None:
        super().__init__(scheme, bank, graders)
        self._accepted = accepted
        # variants differ: what an expression gives is kept for each
        self._values: dict[tuple[str, int | None], list[Any]] = {}

    def score(self, item: Item, response: Any, fields: dict[str, Any]) -> ItemScore:
        best = super().score(item, response, fields)
        if item.id not in self._accepted or best.status not in ("graded", "needs_review"):
            return best
        read = item.read_response(response)
        values = self._values_of(item)
        keys = list(other_keys(item, values, read, self.tools))
        for key in keys:
            best = _better(best, super().score(key, response, fields))
        if not keys and read in values:  # a format of a plug-in, whose key is not known here
            right = best.status == "graded" and best.points == best.max_points
            return best if right else whole(best, ACCEPTED)
        return best

    def _values_of(self, item: Item) -> list[Any]:
        place = (item.id, item.seed)
        if place not in self._values:
            found = []
            for response in self._accepted[item.id]:
                try:
                    found.append(accepted_value(item, response, self.tools))
                except MLInterviewError:  # no value in this variant: nothing is accepted there
                    continue
            self._values[place] = found
        return self._values[place]


def whole(score: ItemScore, feedback: str) -> ItemScore:
    """The same record with all points, of which ``feedback`` says why."""
    return score.model_copy(
        update={
            "points": score.max_points,
            "points_range": (score.max_points, score.max_points),
            "status": "graded",
            "criteria": (),
            "feedback": (feedback,),
            "misconceptions": (),
            "confidence": 1.0,
            "band": None,
        }
    )


def _better(one: ItemScore, other: ItemScore) -> ItemScore:
    """The better of two scores of one response; what either leaves open stays open."""
    if one.points is None or other.points is None:
        return one
    gained = other.points > one.points + _SLACK
    if not gained and other.points_range[1] <= one.points_range[1] + _SLACK:
        return one
    low = max(one.points_range[0], other.points_range[0])
    high = max(one.points_range[1], other.points_range[1])
    best = other if gained else one
    changes: dict[str, Any] = {"points_range": (low, high)}
    if gained and other.points >= other.max_points:
        changes |= {"feedback": (ACCEPTED,), "misconceptions": ()}
    if high > low + _SLACK:
        open_one = one if one.status == "needs_review" else other
        changes |= {"status": "needs_review", "confidence": open_one.confidence}
    return best.model_copy(update=changes)
