"""Persons: totals with Lord's error, two of them compared, and the misconceptions they showed."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from mlinterview.analysis._beta import jeffreys
from mlinterview.analysis._classical import Table, divided
from mlinterview.analysis._reliability import lord_sem
from mlinterview.analysis._results import (
    Difference,
    FormStatistics,
    MisconceptionCount,
    PersonScore,
)
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["compared", "misconception_counts", "person_scores"]

_Z = 1.959963984540054


def person_scores(matrix: ScoreMatrix, table: Table) -> tuple[PersonScore, ...]:
    """Everybody with a score that counts, in the matrix's order."""
    squares = table.maxima**2 @ table.given
    n_effective = np.round(divided(table.due**2, squares, 0.0), 9)
    shares = np.round(np.nan_to_num(table.shares), 12)
    items = table.given.sum(axis=0)
    low, high = jeffreys(shares, np.where(items > 0, n_effective, 1.0))
    errors: dict[tuple[float, float], float | None] = {}
    found = []
    for row in np.flatnonzero(items > 0).tolist():
        key = (float(shares[row]), float(n_effective[row]))
        if key not in errors:
            errors[key] = lord_sem(*key)
        error, due = errors[key], float(table.due[row])
        found.append(
            PersonScore.model_construct(
                examinee_id=matrix.examinees[row],
                items=int(items[row]),
                points=float(table.totals[row]),
                max_points=due,
                share=float(table.shares[row]),
                sem=None if error is None else due * error,
                interval=(float(low[row]), float(high[row])),
            )
        )
    return tuple(found)


def compared(
    first: PersonScore, second: PersonScore, form: FormStatistics, *, same_items: bool
) -> Difference:
    """Whether two persons' scores differ by more than their errors allow."""
    whole = form.max_points
    difference = whole * (first.share - second.share)
    error: float | None
    if same_items and form.sem is not None:
        method, error = "sem", form.sem * math.sqrt(2)
    else:
        method = "binomial"
        errors = [p.sem / p.max_points for p in (first, second) if p.sem is not None]
        error = whole * math.hypot(*errors) if len(errors) == 2 else None
    if error is None:
        interval = reliable = None
        verdict = "too few items to tell"
    else:
        interval = (difference - _Z * error, difference + _Z * error)
        reliable = abs(difference) > _Z * error + 1e-9
        better = first.examinee_id if difference > 0 else second.examinee_id
        verdict = f"{better} did reliably better" if reliable else "no reliable difference"
    return Difference(
        first=first.examinee_id,
        second=second.examinee_id,
        difference=difference,
        error=error,
        interval=interval,
        reliable=reliable,
        method=method,
        verdict=verdict,
    )


def misconception_counts(matrix: ScoreMatrix, persons: int) -> tuple[MisconceptionCount, ...]:
    """The misconceptions met, those of most people first."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for row, column, name in matrix.misconceptions:
        cells.setdefault(name, []).append((row, column))
    names = list(cells)
    people = [[row for row, _ in cells[name]] for name in names]
    shares = [len(set(rows)) / persons for rows in people]
    low, high = jeffreys(shares, float(persons))
    found = []
    for place, name in enumerate(names):
        rows = people[place]
        times = Counter(rows)
        found.append(
            MisconceptionCount(
                id=name,
                count=len(rows),
                persons=len(times),
                repeated=sum(count > 1 for count in times.values()),
                share=shares[place],
                interval=(float(low[place]), float(high[place])),
                items=tuple(
                    matrix.items[column].id for column in sorted({c for _, c in cells[name]})
                ),
            )
        )
    return tuple(sorted(found, key=lambda entry: (-entry.persons, -entry.count, entry.id)))
