"""Which options were chosen, by whom: counts, option-rest correlations, suspected wrong keys."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlinterview._intervals import student_reach
from mlinterview.analysis._classical import Floats, Table, divided, fisher_interval, tidy
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["ItemChoices", "Suspect", "choices_of", "part_choices_of", "suspect"]

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
        found[column] = _ticked(table, column, ticks.T & table.given[column])
    return found


def _ticked(table: Table, column: int, chosen: NDArray[np.bool_]) -> ItemChoices:
    """Of options by persons: who chose what."""
    weights = (chosen & table.paired[column]).astype(float)
    rest = table.rest_centred[column]
    sums = np.stack([weights.sum(axis=1), weights @ rest, weights @ rest**2])
    owner = np.full(len(chosen), column)
    made = _options(table, owner, chosen.sum(axis=1), sums)
    return _slice(table, column, made, slice(None))


def part_choices_of(matrix: ScoreMatrix, table: Table) -> dict[tuple[int, int], ItemChoices]:
    """The options of every part that has some, by column and part; rest is without all the item."""
    found: dict[tuple[int, int], ItemChoices] = {}
    for (column, part), chosen in matrix.part_chosen.items():
        size = len(matrix.items[column].parts[part].options)
        ticks = (chosen == np.arange(size)[:, None]) & table.given[column]
        found[column, part] = _ticked(table, column, ticks)
    return found


def _single(matrix: ScoreMatrix, table: Table, columns: list[int]) -> dict[int, ItemChoices]:
    """Items with one choice, each counted by bins while it is in the processor's cache."""
    assert matrix.chosen is not None
    chosen = np.ascontiguousarray(matrix.chosen.T)
    sizes = [len(matrix.items[column].options) for column in columns]
    counts, sums = [], []
    for column, size in zip(columns, sizes, strict=True):
        # before the options stands a bin for those who chose none
        bins, rest = chosen[column].astype(np.intp) + 1, table.rest_centred[column]
        if not table.whole:
            bins = np.where(table.given[column], bins, 0)
        found = np.bincount(bins, minlength=size + 1)[1:]
        counts.append(found)
        if not table.whole:
            bins = np.where(table.paired[column], bins, 0)
        weighted = [
            np.bincount(bins, weights=rest, minlength=size + 1)[1:],
            np.bincount(bins, weights=rest * rest, minlength=size + 1)[1:],
        ]
        held = found if table.whole else np.bincount(bins, minlength=size + 1)[1:]
        sums.append(np.stack([held.astype(float), *weighted]))
    owner = np.repeat(np.array(columns), sizes)
    made = _options(table, owner, np.concatenate(counts), np.concatenate(sums, axis=1))
    ends = np.cumsum(sizes).tolist()
    return {
        column: _slice(table, column, made, slice(end - size, end))
        for column, size, end in zip(columns, sizes, ends, strict=True)
    }


def _options(
    table: Table, owner: NDArray[np.int64], counts: NDArray[np.int64], sums: NDArray[Any]
) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Counts, correlations, means and deviations of options, each with the item that owns it."""
    held, first, second = sums
    n = table.n_paired[owner]
    means = divided(first, held)  # of what is centred
    squares = np.maximum(second - held * np.nan_to_num(means) ** 2, 0.0)
    # covariance of "chose it" (0 or 1) with the rest score, over both standard deviations
    covariance = divided(first, n - 1)
    variance = divided(held * (n - held), n * (n - 1))
    spread = np.sqrt(variance * table.rest_variance[owner])
    r = tidy(divided(covariance, spread))
    return counts, r, means + table.rest_mean[owner], np.sqrt(divided(squares, held - 1))


def _slice(
    table: Table,
    column: int,
    made: tuple[NDArray[np.int64], Floats, Floats, Floats],
    part: slice,
) -> ItemChoices:
    counts, r, means, sds = made
    return ItemChoices(int(table.n[column]), counts[part], r[part], means[part], sds[part])


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
