"""Which options were chosen, by whom: counts, option-rest correlations, mean rest shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlinterview.analysis._classical import Floats, Table, divided, tidy
from mlinterview.analysis._products import weighted_sums
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["WHOLE", "ItemChoices", "Place", "choices_of", "chosen_at"]

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
    """

    n: int
    counts: list[int]
    r: list[float]
    rest: list[float]


def choices_of(matrix: ScoreMatrix, table: Table) -> dict[Place, ItemChoices]:
    """Whatever has options: items in their order, then parts; rest is without all the item."""
    places, sums = [], []
    for place in [*((column, WHOLE) for column in range(table.k)), *matrix.part_chosen]:
        chosen = chosen_at(matrix, place)
        if chosen is not None:
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


def chosen_at(matrix: ScoreMatrix, place: Place) -> NDArray[np.bool_] | None:
    """Of an item or part what was chosen, options by persons; None where nobody knows."""
    column, part = place
    item = matrix.items[column]
    if part != WHOLE:
        return _equal(matrix.part_chosen[place], len(item.parts[part].options))
    if column in matrix.ticked:
        return matrix.ticked[column].T
    if matrix.chosen is None or not item.options or item.several:
        return None
    return _equal(matrix.chosen[:, column], len(item.options))


def _equal(choice: NDArray[np.int16], options: int) -> NDArray[np.bool_]:
    row = np.ascontiguousarray(choice)  # read once from a column, not once for each option
    return np.asarray(row == np.arange(options, dtype=row.dtype)[:, None])


def _sums(table: Table, column: int, chosen: NDArray[np.bool_]) -> Floats:
    """By option: how many chose it, how many of them have a rest score, and the sum of those."""
    if not table.whole:
        chosen = chosen & table.given[column]
    counts = _counted(chosen)
    held = counts if table.whole else _counted(chosen & table.paired[column])
    sums = weighted_sums(chosen.astype(float), table.rest_centred[column])
    return np.array([counts, held, sums])


def _counted(chosen: NDArray[np.bool_]) -> list[int]:
    return [int(np.count_nonzero(row)) for row in chosen]  # faster than by axis


def _options(
    table: Table, owner: NDArray[np.int64], sums: Floats
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Counts, correlations and mean rest shares of options, each with the item that owns it."""
    counts, held, first = sums
    n = table.n_paired[owner]
    # covariance of "chose it" (0 or 1) with the rest score, over both standard deviations
    covariance = divided(first, n - 1)
    variance = divided(held * (n - held), n * (n - 1))
    spread = np.sqrt(variance * table.rest_variance[owner])
    r = tidy(divided(covariance, spread))
    return counts.astype(np.int64), r, divided(first, held) + table.rest_mean[owner]
