"""Scores as a table of persons by items, and what is known of each item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mlinterview.analysis._numpy import require_numpy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ItemFacts", "OptionFacts", "PartFacts", "ScoreMatrix"]


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """An option that could be chosen, and whether it is right (None where nobody says)."""

    id: str
    text: str | None = None
    key: bool | None = None
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A part of an item in which one option is chosen: a row of a matching, a blank of a cloze."""

    id: str
    options: tuple[OptionFacts, ...]


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What an analysis needs to know of an item.

    Attributes:
        max_points: what full marks are worth, above 0.
        guess: mean share of the points that a random answer earns; None where undefined.
        stratum: the section or category it counts in for stratified alpha.
        options: what could be chosen; empty where nothing could, or nobody knows.
        several: whether any number of options may be chosen.
        parts: parts with options of their own.
    """

    id: str
    max_points: float = 1.0
    title: str | None = None
    guess: float | None = None
    stratum: str | None = None
    options: tuple[OptionFacts, ...] = ()
    several: bool = False
    parts: tuple[PartFacts, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ScoreMatrix:
    """Persons by items.

    Attributes:
        examinees: who, a row each.
        items: what is known of the items, a column each.
        points: persons by items; NaN where no score counts (not given, or left out).
        unanswered: where a score of 0 stands for no answer.
        chosen: of items with one choice the index among the item's options, else -1; None where
            nothing is known of choices.
        ticked: of items with several choices, by column, persons by options.
        left_out: by column, records that no score counts for, by status.
        misconceptions: (row, column, id) of each misconception that a response showed.
        part_chosen: by column and part, the index among the part's options that each person
            chose, else -1.
        stratified_by: what the strata are: ``section`` or ``category``.
        notes: what a reader must know of how the table came about.
    """

    examinees: tuple[str, ...]
    items: tuple[ItemFacts, ...]
    points: NDArray[np.float64]
    unanswered: NDArray[np.bool_]
    chosen: NDArray[np.int16] | None = None
    ticked: Mapping[int, NDArray[np.bool_]] = field(default_factory=dict)
    left_out: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    misconceptions: Sequence[tuple[int, int, str]] = ()
    stratified_by: str | None = None
    notes: tuple[str, ...] = ()
    part_chosen: Mapping[tuple[int, int], NDArray[np.int16]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        points: Any,
        *,
        examinees: Iterable[str] | None = None,
        items: Iterable[str | ItemFacts] | None = None,
        max_points: float | Sequence[float] = 1.0,
    ) -> ScoreMatrix:
        """A matrix of points from rows of numbers; NaN or None where a person has no score.

        Args:
            points: a row for each person; a nested list or an array.
            examinees: names of the rows; else 1, 2, ...
            items: ids of the columns, or what is known of them; else 1, 2, ...
            max_points: full marks of every item, or of each; not used for ``ItemFacts``.

        Raises:
            MissingExtraError: numpy is not installed.
            ValueError: the numbers are no table, or do not fit names and maxima.

        >>> table = ScoreMatrix.of([[1, 0], [1, None]], items=["first", "second"])
        >>> table.points.shape, table.items[1].id
        ((2, 2), 'second')
        """
        require_numpy()
        import numpy as np

        table = np.array(points, dtype=np.float64)
        if table.ndim != 2:
            raise ValueError(f"rows of numbers expected, found {table.ndim} dimensions")
        n, k = table.shape
        who = tuple(map(str, examinees)) if examinees is not None else _numbers(n)
        named = tuple(items) if items is not None else _numbers(k)
        maxima = [max_points] * k if isinstance(max_points, (int, float)) else list(max_points)
        if (len(who), len(named), len(maxima)) != (n, k, k):
            raise ValueError(
                f"a table of {n} persons by {k} items with {len(who)} names,"
                f" {len(named)} items and {len(maxima)} maxima"
            )
        for what, names in (
            ("examinee", who),
            ("item", tuple(item if isinstance(item, str) else item.id for item in named)),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise ValueError(f"the {what} {twice[0]!r} stands twice")
        facts = tuple(
            item if isinstance(item, ItemFacts) else ItemFacts(item, float(maximum))
            for item, maximum in zip(named, maxima, strict=True)
        )
        if np.isinf(table).any():
            raise ValueError("finite points expected, found an infinity")
        for item in facts:
            if not 0 < item.max_points < float("inf"):
                raise ValueError(f"item {item.id!r}: a maximum above 0 expected")
        return cls(who, facts, table, np.zeros(table.shape, dtype=bool))


def _numbers(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, count + 1))
