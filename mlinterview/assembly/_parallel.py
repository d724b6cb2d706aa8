"""The forms of a blueprint: one after the other, and all at once where that leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from mlinterview.assembly._best import best
from mlinterview.assembly._draws import costs, preferred_counts
from mlinterview.assembly._highs import Matrix
from mlinterview.assembly._joint import Joint
from mlinterview.assembly._program import Program, Row, whole_row
from mlinterview.assembly._tolerances import Nearness, nearnesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Found", "find_forms"]


@dataclass(frozen=True)
class Found:
    """The columns of each form.

    Attributes:
        forms: columns of the program; empty where there are none, or none were found.
        impossible: how many forms were shown to be impossible; 0 where none was.
        stable: whether the answer is one that every solver gives.
    """

    forms: Sequence[Sequence[int]] = ()
    impossible: int = 0
    stable: bool = True


def find_forms(program: Program, forms: int, seed: int) -> Found:
    """Forms that meet the blueprint, decided by the seed."""
    import numpy as np

    joint = Joint(program, forms)
    every = range(len(joint.clauses))
    upper = np.ones(len(program.columns))
    upper[sorted(program.barred)] = 0
    base = [*program.rows, *program.once]
    found: list[list[int]] = []
    stable = True
    for number in range(1, forms + 1):
        cost = costs(program, seed, number)
        rows = [*base, *_beside(program, found)]
        drawn = [] if found else preferred_counts(program, seed)
        answer = best(Matrix.of(len(cost), [*rows, *drawn]), cost, upper)
        if drawn and answer.status != "found":
            answer = best(Matrix.of(len(cost), rows), cost, upper)
        if answer.status != "found":
            if not found:
                return Found(impossible=1 if answer.status == "infeasible" else 0)
            return _at_once(joint, forms, cost)
        if number == 1 and forms > 1 and not joint.conceivable(every):
            return Found(impossible=forms)
        stable = stable and answer.proven
        found.append(sorted(answer.columns))
    return Found(found, stable=stable)


def _at_once(joint: Joint, forms: int, cost: NDArray[np.float64]) -> Found:
    every = range(len(joint.clauses))
    columns = joint.forms(every, cost)
    if columns is not None:
        return Found(columns, stable=False)
    return Found(impossible=forms if joint.possible(every) is False else 0)


def _beside(program: Program, found: Sequence[Sequence[int]]) -> list[Row]:
    """What the next form must meet because of those that are there."""
    if not found:
        return []
    every = range(len(program.columns))
    count = len(found[0])
    rows = [Row(every, [1] * len(every), count, count)]
    overlap = program.blueprint.overlap
    if overlap is not None:
        for form in found:
            items = [program.columns[column][0] for column in form]
            columns = [column for item in items for column in program.of_item[item]]
            rows.append(Row(columns, [1] * len(columns), None, overlap))
    rows.extend(_near(program, near, found) for near in nearnesses(program.blueprint))
    return rows


def _near(program: Program, near: Nearness, found: Sequence[Sequence[int]]) -> Row:
    amounts = program.amounts(near.demand)
    values = [amounts[item] for item, _ in program.columns]
    sums = [sum((values[column] for column in form), Fraction(0)) for form in found]
    apart = near.apart * len(found[0]) if near.demand.measure == "difficulty" else near.apart
    return whole_row(range(len(values)), values, max(sums) - apart, min(sums) + apart)
