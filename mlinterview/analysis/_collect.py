"""From score records to a `ScoreMatrix`: the attempt that counts, statuses, choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mlinterview.analysis.matrix import ItemFacts, OptionFacts, ScoreMatrix
from mlinterview.model.score import ItemScore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Known", "collect"]

#: an option's id as far as records alone tell; longer texts are somebody's own words
_LONGEST_ID = 60
_MOST_OPTIONS = 26
_COUNTED = ("graded", "unanswered")


@dataclass(frozen=True, slots=True)
class Known:
    """What the bank and the forms say beside the records.

    Attributes:
        items: by id, with maxima that records may overrule.
        read: (item id, response) to the response in the format's own type; it may raise.
        due: examinee to the items that were given; those without a record are unanswered.
        stratified_by: what the strata of the items are.
        notes: to be handed on.
    """

    items: Mapping[str, ItemFacts] = field(default_factory=dict)
    read: Callable[[str, Any], Any] | None = None
    due: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stratified_by: str | None = None
    notes: tuple[str, ...] = ()


def collect(scores: Iterable[ItemScore], known: Known) -> ScoreMatrix:
    """The table of the scores that count: of each person and item the highest attempt.

    Of records with the same attempt the first counts. ``needs_review``, ``invalid`` and ``failed``
    are left out and counted.
    """
    latest: dict[tuple[str, str], ItemScore] = {}
    for score in scores:
        place = (score.examinee_id or "", score.item_id)
        held = latest.get(place)
        if held is None or score.attempt > held.attempt:
            latest[place] = score
    due = {(who, item) for who, items in known.due.items() for item in items}
    people = {who: row for row, who in enumerate(dict.fromkeys([p for p, _ in latest]))}
    present = dict.fromkeys(item for _, item in latest)
    present.update(dict.fromkeys(item for who, item in due if who in people))
    order = [item for item in known.items if item in present]
    order += [item for item in present if item not in known.items]
    columns = {item: column for column, item in enumerate(order)}
    return _Table(latest, people, columns, known).made(
        [place for place in due if place[0] in people and place not in latest]
    )


class _Table:
    def __init__(
        self,
        latest: Mapping[tuple[str, str], ItemScore],
        people: Mapping[str, int],
        columns: Mapping[str, int],
        known: Known,
    ) -> None:
        self.latest, self.people, self.columns, self.known = latest, people, columns, known
        self.records: list[list[ItemScore]] = [[] for _ in columns]
        for (_, item), score in latest.items():
            self.records[columns[item]].append(score)

    def made(self, missing: Iterable[tuple[str, str]]) -> ScoreMatrix:
        """The matrix; ``missing`` are the places that were due and have no record."""
        import numpy as np

        shape = (len(self.people), len(self.columns))
        points = np.full(shape, np.nan)
        unanswered = np.zeros(shape, dtype=bool)
        left_out: dict[int, dict[str, int]] = {}
        found: list[tuple[int, int, str]] = []
        facts = []
        for item, column in self.columns.items():
            records = self.records[column]
            fact = self._facts(item, records)
            for score in records:
                if score.status not in _COUNTED or score.points is None or not score.max_points:
                    counts = left_out.setdefault(column, {})
                    counts[score.status] = counts.get(score.status, 0) + 1
                    continue
                row = self.people[score.examinee_id or ""]
                points[row, column] = score.points * (fact.max_points / score.max_points)
                unanswered[row, column] = score.status == "unanswered"
                found += [(row, column, name) for name in dict.fromkeys(score.misconceptions)]
            facts.append(fact)
        for who, item in missing:
            points[self.people[who], self.columns[item]] = 0.0
            unanswered[self.people[who], self.columns[item]] = True
        chosen, ticked = self._choices(facts, points)
        return ScoreMatrix(
            tuple(self.people),
            tuple(facts),
            points,
            unanswered,
            chosen,
            ticked,
            left_out,
            tuple(found),
            self.known.stratified_by,
            self._notes(),
            self._parts(facts, points),
        )

    def _facts(self, item: str, records: Sequence[ItemScore]) -> ItemFacts:
        maxima = Counter(score.max_points for score in records if score.max_points > 0)
        known = self.known.items.get(item)
        # the maximum most people had; the bank's where no record tells
        top = max(maxima, key=lambda value: (maxima[value], value), default=None)
        maximum = top or (known.max_points if known is not None else 1.0)
        if known is not None:
            return replace(known, max_points=maximum)
        options, several = _seen_options(records)
        return ItemFacts(item, maximum, options=options, several=several)

    def _choices(
        self, facts: Sequence[ItemFacts], points: NDArray[np.float64]
    ) -> tuple[NDArray[np.int16] | None, dict[int, NDArray[np.bool_]]]:
        import numpy as np

        chosen = np.full(points.shape, -1, dtype=np.int16)
        ticked: dict[int, NDArray[np.bool_]] = {}
        for column, fact in enumerate(facts):
            if not fact.options:
                continue
            index = {option.id: place for place, option in enumerate(fact.options)}
            ticks = np.zeros((len(self.people), len(index)), dtype=bool)
            for score in self.records[column]:
                row = self.people[score.examinee_id or ""]
                if np.isnan(points[row, column]):
                    continue
                places = self._places(fact, index, score.response)
                if fact.several:
                    ticks[row, places] = True
                elif places:
                    chosen[row, column] = places[0]
            if fact.several:
                ticked[column] = ticks
        return (chosen if any(fact.options for fact in facts) else None), ticked

    def _parts(
        self, facts: Sequence[ItemFacts], points: NDArray[np.float64]
    ) -> dict[tuple[int, int], NDArray[np.int16]]:
        """What each person chose in each part of the items that have some."""
        import numpy as np

        found: dict[tuple[int, int], NDArray[np.int16]] = {}
        for column, fact in enumerate(facts):
            if not fact.parts:
                continue
            indices = [
                {option.id: place for place, option in enumerate(part.options)}
                for part in fact.parts
            ]
            picked = [np.full(len(self.people), -1, dtype=np.int16) for _ in fact.parts]
            for score in self.records[column]:
                row = self.people[score.examinee_id or ""]
                if np.isnan(points[row, column]):
                    continue
                given = self._given(fact, score.response)
                for part, index, picks in zip(fact.parts, indices, picked, strict=True):
                    name = given.get(part.id)
                    picks[row] = index.get(name, -1) if isinstance(name, str) else -1
            found |= {(column, number): picks for number, picks in enumerate(picked)}
        return found

    def _given(self, fact: ItemFacts, response: Any) -> Mapping[str, Any]:
        """A response part by part; as the item's format reads it, where it is known."""
        if self.known.read is not None and response is not None:
            with suppress(Exception):  # a response to an item that has changed since
                read = self.known.read(fact.id, response)
                response = response if read is None else read
        return response if isinstance(response, Mapping) else {}

    def _places(self, fact: ItemFacts, index: Mapping[str, int], response: Any) -> list[int]:
        """The options that a response names."""
        if isinstance(response, bool):
            response = "true" if response else "false"
        names = response if isinstance(response, (list, tuple)) else [response]
        places = [index.get(name) if isinstance(name, str) else None for name in names]
        if None in places and self.known.read is not None:
            try:
                read = self.known.read(fact.id, response)
            except Exception:  # a response that was once read, to an item that has changed since
                read = None
            if isinstance(read, bool):
                read = "true" if read else "false"
            names = read if isinstance(read, (list, tuple)) else [read]
            places = [index.get(name) if isinstance(name, str) else None for name in names]
        return [place for place in places if place is not None]

    def _notes(self) -> tuple[str, ...]:
        notes = list(self.known.notes)
        unequal = sum(
            len({score.max_points for score in records if score.max_points > 0}) > 1
            for records in self.records
        )
        if unequal:
            notes.append(
                f"{unequal} item{'s' if unequal != 1 else ''} had unequal maxima;"
                " points are those of the maximum most people had."
            )
        return tuple(notes)


def _seen_options(records: Sequence[ItemScore]) -> tuple[tuple[OptionFacts, ...], bool]:
    """The options that responses named, where nobody else tells; none if these are no choices."""
    format_names = {score.grader.name for score in records if score.grader is not None}
    choices = format_names & {"single_choice", "true_false", "multi_select"}
    if len(choices) != 1:
        return (), False
    several = choices == {"multi_select"}
    seen: dict[tuple[str, ...], set[bool]] = {}
    for score in records:
        if score.status != "graded" or score.points is None:
            continue
        value = score.response
        if isinstance(value, bool):
            value = "true" if value else "false"
        names = value if several and isinstance(value, list) else [value]
        if not all(isinstance(name, str) and len(name) <= _LONGEST_ID for name in names):
            return (), False
        full = score.points >= score.max_points * (1 - 1e-9)
        seen.setdefault(tuple(sorted(set(names))), set()).add(full)
    right = [names for names, full in seen.items() if full == {True}]
    key = set(right[0]) if len(right) == 1 else None
    ids = sorted({name for names in seen for name in names})
    if not 0 < len(ids) <= _MOST_OPTIONS:
        return (), False
    return tuple(
        OptionFacts(name, key=None if key is None else name in key) for name in ids
    ), several
