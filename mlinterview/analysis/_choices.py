"""Which options were chosen, by whom: counts, option-rest correlations, suspected wrong keys."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlinterview._intervals import student_reach
from mlinterview.analysis._classical import Floats, Table, divided, fisher_interval, tidy
from mlinterview.analysis._products import weighted_sums
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["WHOLE", "ItemChoices", "Place", "Suspect", "choices_of", "suspect"]

#: a key that discriminates less than this, and less than a distractor, may be the wrong one
KEY_BELOW = 0.15


#: an item's column, and the part; the whole item stands before its parts
Place = tuple[int, int]
WHOLE = -1


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """The options of one item, or of one part.

    Attributes:
        n: persons given the item (with a rest score, for all but ``counts``).
        counts: how many chose each option.
        r: option-rest correlations; NaN where undefined.
        rest: mean rest share of those who chose it; NaN without any.
        rest_sd: its standard deviation.
    """

    n: int
    counts: list[int]
    r: list[float]
    rest: list[float]
    rest_sd: list[float]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A distractor that behaves like the key.

    Attributes:
        option: its place among the options.
        key: the place of the key it is compared with.
        reach: Welch's 95% half-width of the difference of mean rest shares; None where undefined.
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


def choices_of(matrix: ScoreMatrix, table: Table) -> dict[Place, ItemChoices]:
    """Whatever has options: items in their order, then parts; rest is without all the item."""
    places, sums = [], []
    for place, chosen in _chosen(matrix):
        places.append(place)
        sums.append(_sums(table, place[0], chosen))
    if not places:
        return {}
    sizes = [found.shape[1] for found in sums]
    owner = np.repeat([column for column, _ in places], sizes)
    lists = [values.tolist() for values in _options(table, owner, np.concatenate(sums, axis=1))]
    found, start = {}, 0
    for place, size in zip(places, sizes, strict=True):
        own = [values[start : start + size] for values in lists]
        found[place] = ItemChoices(int(table.n[place[0]]), *own)
        start += size
    return found


def _chosen(matrix: ScoreMatrix) -> Iterator[tuple[Place, NDArray[np.bool_]]]:
    """Of each item and part what was chosen, options by persons."""
    choice = None if matrix.chosen is None else np.ascontiguousarray(matrix.chosen.T)
    for column, item in enumerate(matrix.items):
        if column in matrix.ticked:
            yield (column, WHOLE), matrix.ticked[column].T
        elif choice is not None and item.options and not item.several:
            yield (column, WHOLE), _equal(choice[column], len(item.options))
    for (column, part), row in matrix.part_chosen.items():
        yield (column, part), _equal(row, len(matrix.items[column].parts[part].options))


def _equal(choice: NDArray[np.int16], options: int) -> NDArray[np.bool_]:
    return np.asarray(choice == np.arange(options, dtype=choice.dtype)[:, None])


def _sums(table: Table, column: int, chosen: NDArray[np.bool_]) -> Floats:
    """By option: who chose it, those of them with a rest score, its sum and its squares' sum."""
    if not table.whole:
        chosen = chosen & table.given[column]
    counts = _counted(chosen)
    held = counts if table.whole else _counted(chosen & table.paired[column])
    weights, rest = chosen.astype(float), table.rest_centred[column]
    return np.array(
        [counts, held, weighted_sums(weights, rest), weighted_sums(weights, rest * rest)]
    )


def _counted(chosen: NDArray[np.bool_]) -> list[int]:
    return [int(np.count_nonzero(row)) for row in chosen]  # faster than by axis


def _options(
    table: Table, owner: NDArray[np.int64], sums: Floats
) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Counts, correlations, means and deviations of options, each with the item that owns it."""
    counts, held, first, second = sums
    n = table.n_paired[owner]
    means = divided(first, held)  # of what is centred
    squares = np.maximum(second - held * np.nan_to_num(means) ** 2, 0.0)
    # covariance of "chose it" (0 or 1) with the rest score, over both standard deviations
    covariance = divided(first, n - 1)
    variance = divided(held * (n - held), n * (n - 1))
    spread = np.sqrt(variance * table.rest_variance[owner])
    r = tidy(divided(covariance, spread))
    sds = np.sqrt(divided(squares, held - 1))
    return counts.astype(np.int64), r, means + table.rest_mean[owner], sds


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
    if several and not fisher_interval(np.array([choices.r[best]]), choices.n)[0][0] > 0:
        return None
    difference, reach = _welch(choices, best, least)
    return Suspect(best, least, difference, reach)


def _welch(choices: ItemChoices, first: int, second: int) -> tuple[float | None, float | None]:
    """How much better those who chose one option did than those who chose another."""
    difference = choices.rest[first] - choices.rest[second]
    if math.isnan(difference):
        return None, None
    parts = []
    for place in (first, second):
        count, sd = choices.counts[place], choices.rest_sd[place]
        if count < 2 or math.isnan(sd):
            return difference, None
        parts.append((sd * sd / count, count - 1))
    total = sum(part for part, _ in parts)
    if total <= 0:  # all of each group have one score on the rest
        return difference, 0.0
    free = total * total / sum(part * part / below for part, below in parts)
    return difference, student_reach(round(free, 2)) * math.sqrt(total)
