"""Option trace lines: who chose what, from the weakest to the strongest on the rest of the form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mlinterview._intervals import share_interval
from mlinterview.analysis._classical import Table
from mlinterview.analysis._results import ItemTrace, OptionTrace, TraceGroup
from mlinterview.analysis.matrix import ItemFacts, ScoreMatrix

__all__ = ["traces_of"]

#: fewer persons than this in a group say nothing
LEAST_GROUP = 5
_MOST_GROUPS = 5
#: persons for each group, where there are many
_EACH = 15


def traces_of(matrix: ScoreMatrix, table: Table) -> tuple[ItemTrace, ...]:
    """The trace lines of every item with options, in the order of the form."""
    return tuple(
        trace
        for column, item in enumerate(matrix.items)
        if item.options and (trace := _trace(matrix, table, column, item)) is not None
    )


def _trace(matrix: ScoreMatrix, table: Table, column: int, item: ItemFacts) -> ItemTrace | None:
    chosen = _chosen(matrix, column, len(item.options))
    if chosen is None:
        return None
    given = np.flatnonzero(table.given[column])
    others = table.given[:, given].T @ table.maxima - item.max_points
    sums = table.x[:, given].sum(axis=0) - table.x[column, given]
    given, rest = given[others > 0], (sums[others > 0] / others[others > 0])
    groups = _groups(rest)
    if groups is None:
        return None
    members = [given[groups == group] for group in range(int(groups.max()) + 1)]
    shares = [
        [float(chosen[rows, place].mean()) for rows in members]
        for place in range(len(item.options))
    ]
    return ItemTrace(
        item_id=item.id,
        groups=tuple(
            TraceGroup(n=len(rows), rest_share=float(rest[groups == group].mean()))
            for group, rows in enumerate(members)
        ),
        options=tuple(
            OptionTrace(
                id=option.id,
                text=option.text,
                key=option.key,
                shares=tuple(row),
                intervals=tuple(
                    share_interval(share, len(rows))
                    for share, rows in zip(row, members, strict=True)
                ),
            )
            for option, row in zip(item.options, shares, strict=True)
        ),
    )


def _chosen(matrix: ScoreMatrix, column: int, options: int) -> NDArray[np.bool_] | None:
    """Persons by options: who chose what."""
    if matrix.items[column].several:
        return matrix.ticked.get(column)
    if matrix.chosen is None:
        return None
    found: NDArray[np.bool_] = matrix.chosen[:, [column]] == np.arange(options)
    return found


def _groups(rest: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """The group of each person by rest score, the weakest first; None for too few persons.

    People with the same score are in one group, whatever their order: that of their mean rank.
    """
    n = len(rest)
    wanted = min(_MOST_GROUPS, max(3, n // _EACH))
    wanted = min(wanted, n // LEAST_GROUP)
    if wanted < 2:
        return None
    rounded = np.round(rest, 9)
    _, place, counts = np.unique(rounded, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts + 1) / 2  # mean rank from 0
    group = np.minimum(wanted - 1, ((middle + 0.5) / n * wanted).astype(np.intp))[place]
    sizes = np.bincount(group, minlength=wanted)
    kept = np.flatnonzero(sizes)
    if len(kept) < 2 or sizes[kept].min() < LEAST_GROUP:
        # ties leave groups uneven: two halves, or none
        group = np.minimum(1, ((middle + 0.5) / n * 2).astype(np.intp))[place]
        sizes = np.bincount(group, minlength=2)
        return group if sizes.min() >= LEAST_GROUP else None
    numbers = np.zeros(wanted, dtype=np.intp)
    numbers[kept] = np.arange(len(kept))
    return numbers[group]
