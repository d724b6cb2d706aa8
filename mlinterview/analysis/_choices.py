"""Which options were chosen, by whom: counts, option-rest correlations, suspected wrong keys."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlinterview._intervals import student_reach
from mlinterview.analysis._classical import Floats, Table, divided, fisher_interval
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["ItemChoices", "Suspect", "choices_of", "suspect"]

#: a key that discriminates less than this, and less than a distractor, may be the wrong one
KEY_BELOW = 0.15


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """The options of one item.

    Attributes:
        n: persons given the item (with a rest score, for all but ``counts``).
        counts: how many chose each option.
        r: option-rest correlations; NaN where undefined.
        rest: mean rest share of those who chose it; NaN without any.
        rest_sd: its standard deviation.
    """

    n: int
    counts: NDArray[np.int64]
    r: Floats
    rest: Floats
    rest_sd: Floats


@dataclass(frozen=True, slots=True)
class Suspect:
    """A distractor that behaves like the key.

    Attributes:
        option: its place among the options.
        key: the place of the key it is compared with.
        reach: Welch's 95 % half-width of the difference of mean rest shares; None where undefined.
    """

    option: int
    key: int
    difference: float | None
    reach: float | None

    @property
    def strong(self) -> bool:
        """Whether those who chose it did better on the rest beyond chance."""
        return (
            self.reach is not None and self.difference is not None and self.difference > self.reach
        )


def choices_of(matrix: ScoreMatrix, table: Table) -> dict[int, ItemChoices]:
    """The options of every item that has any, by column."""
    found: dict[int, ItemChoices] = {}
    single = [
        column for column, item in enumerate(matrix.items) if item.options and not item.several
    ]
    if single and matrix.chosen is not None:
        found.update(_single(matrix, table, single))
    for column, ticks in matrix.ticked.items():
        chosen = ticks.T & table.given[column]
        weights = (chosen & table.paired[column]).astype(float)
        rest = table.rest[column]
        sums = np.stack([weights.sum(axis=1), weights @ rest, weights @ rest**2])
        found[column] = _made(table, column, chosen.sum(axis=1), sums)
    return found


def _single(matrix: ScoreMatrix, table: Table, columns: list[int]) -> dict[int, ItemChoices]:
    """Items with one choice, counted in one pass: every option has a bin of its own."""
    assert matrix.chosen is not None
    rows = np.array(columns)
    chosen = np.ascontiguousarray(matrix.chosen.T[rows])
    sizes = np.array([len(matrix.items[column].options) for column in columns])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    bins = int(sizes.sum())
    place = np.where(chosen >= 0, chosen + starts[:, None], bins)
    if not table.whole:
        place = np.where(table.given[rows], place, bins)
    flat = place.ravel()
    counts = np.bincount(flat, minlength=bins + 1)[:bins]
    if table.whole:
        paired, held = flat, counts
    else:
        paired = np.where(table.paired[rows], place, bins).ravel()
        held = np.bincount(paired, minlength=bins + 1)[:bins]
    rest = (table.rest if len(columns) == table.k else table.rest[rows]).ravel()
    first = np.bincount(paired, weights=rest, minlength=bins + 1)[:bins]
    second = np.bincount(paired, weights=rest * rest, minlength=bins + 1)[:bins]
    sums = np.stack([held.astype(float), first, second])
    return {
        column: _made(table, column, counts[start : start + size], sums[:, start : start + size])
        for column, start, size in zip(columns, starts, sizes, strict=True)
    }


def _made(table: Table, column: int, counts: NDArray[np.int64], sums: NDArray[Any]) -> ItemChoices:
    held, first, second = sums
    n = int(table.n_paired[column])
    means = divided(first, held)
    squares = np.maximum(second - held * np.nan_to_num(means) ** 2, 0.0)
    if n < 2:
        r = np.full(held.shape, np.nan)
    else:
        # covariance of "chose it" (0 or 1) with the rest score, over both standard deviations
        covariance = (first - held * table.rest_mean[column]) / (n - 1)
        variance = held * (n - held) / (n * (n - 1))
        spread = np.sqrt(variance * table.rest_variance[column])
        r = np.clip(divided(covariance, spread), -1.0, 1.0)
    return ItemChoices(int(table.n[column]), counts, r, means, np.sqrt(divided(squares, held - 1)))


def suspect(choices: ItemChoices, key: list[int], *, several: bool) -> Suspect | None:
    """The distractor that may be the key: its correlation beats the key's, which is below .15.

    Of several right options the one with the lowest correlation is compared. Where any number may
    be chosen, people tick more or less as they please, which moves all options together: there the
    distractor's correlation must be above 0 beyond chance as well.
    """
    ranked = [
        place
        for place in range(len(choices.counts))
        if place not in key and not math.isnan(choices.r[place])
    ]
    if not key or not ranked:
        return None
    best = max(ranked, key=lambda place: choices.r[place])
    known = [place for place in key if not math.isnan(choices.r[place])]
    if not known:
        # of a key that nobody chose there is no correlation to compare with
        unused = not any(choices.counts[place] for place in key)
        return Suspect(best, key[0], None, None) if unused and choices.r[best] > 0 else None
    least = min(known, key=lambda place: choices.r[place])
    if not (choices.r[least] < KEY_BELOW and choices.r[best] > choices.r[least]):
        return None
    if several and not fisher_interval(choices.r[best : best + 1], choices.n)[0][0] > 0:
        return None
    difference, reach = _welch(choices, best, least)
    return Suspect(best, least, difference, reach)


def _welch(choices: ItemChoices, first: int, second: int) -> tuple[float | None, float | None]:
    """How much better those who chose one option did than those who chose another."""
    difference = float(choices.rest[first] - choices.rest[second])
    if math.isnan(difference):
        return None, None
    parts = []
    for place in (first, second):
        count, sd = int(choices.counts[place]), float(choices.rest_sd[place])
        if count < 2 or math.isnan(sd):
            return difference, None
        parts.append((sd * sd / count, count - 1))
    total = sum(part for part, _ in parts)
    if total <= 0:
        return difference, None
    free = total * total / sum(part * part / below for part, below in parts)
    return difference, student_reach(round(free, 2)) * math.sqrt(total)
