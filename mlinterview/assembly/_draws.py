"""What the seed decides: a cost for each item, and how many items there are where that is open.

The greatest sum of costs would always hold as many items as it may, and the shortest where time is
short. So a number of items is drawn first where a blueprint leaves it open; and where it names
none, costs grow with the minutes or points that the blueprint counts instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from mlinterview.assembly._demands import Demand, Measure, demands
from mlinterview.assembly._program import Program, Row, scaled
from mlinterview.model import _random

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["costs", "preferred_counts"]

_COSTS = 2**20


def costs(program: Program, seed: int, number: int) -> NDArray[np.float64]:
    """A whole number from 1 to 2**20 for each column, for one of the forms."""
    import numpy as np

    items, name = program.supply.items, program.blueprint.id
    drawn = np.array(
        [
            1 + _random.pick(_COSTS, name, seed, number, section, items[at].id)
            for at, section in program.columns
        ],
        dtype=float,
    )
    size = _sizes(program)
    return drawn if size is None else drawn * [size[at] for at, _ in program.columns]


def _sizes(program: Program) -> Sequence[int] | None:
    """How long items are, or what they are worth, where no number of items is asked for."""
    totals = [each for each in demands(program.blueprint) if each.which is None]
    measures: set[Measure] = {each.measure for each in totals}
    if "items" in measures:
        return None
    for measure in ("minutes", "points"):
        if measure in measures:
            demand = Demand((measure,), measure, None, None)
            whole, _ = scaled(program.amounts(demand))
            return [max(1, size) for size in whole]
    return None


def preferred_counts(program: Program, seed: int) -> list[Row]:
    """Numbers of items drawn between the bounds, for the form or else for its sections."""
    counts = [
        each
        for each in demands(program.blueprint)
        if each.measure == "items" and each.which is None and _open(each)
    ]
    whole = [each for each in counts if each.section is None]
    rows = []
    for demand in whole or counts:
        low, high = math.ceil(demand.low or 0), math.floor(demand.high or Fraction(0))
        place = "/".join(map(str, demand.place))
        count = low + _random.pick(high - low + 1, program.blueprint.id, seed, place, "count")
        columns = program.counted(demand)
        rows.append(Row(columns, [1] * len(columns), count, count))
    return rows


def _open(demand: Demand) -> bool:
    return demand.low is not None and demand.high is not None and demand.low < demand.high
