"""The form of the greatest random cost: one answer, whatever way a solver takes to it.

Each item has a random whole number from the seed, and the form with the greatest sum is the form.
Two forms tie with a chance below the number of columns over 2**20 (isolation lemma: Mulmuley,
Vazirani & Vazirani (1987), Combinatorica 7), so the answer is a property of bank, blueprint and
seed, not of the solver, its version or the machine.

The relaxation tells how great the sum can be at most, and its reduced costs what it costs to use
an item that it does not use. Only items that cost less than what lies between the relaxation and
a form found need to be looked at: a few dozen out of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mlinterview.assembly._highs import Matrix, solve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Best", "best"]

#: columns that the search begins with
_FIRST = 80
#: what the solver's numbers may be off by
_SLACK = 1.0
#: a column this close to a bound stands at it
_AT = 1e-7


@dataclass(frozen=True)
class Best:
    """The columns used, and whether the answer is proven to be the greatest sum."""

    status: Literal["found", "infeasible", "unknown"]
    columns: frozenset[int] = frozenset()
    proven: bool = True


def best(matrix: Matrix, cost: NDArray[np.float64], upper: NDArray[np.float64]) -> Best:
    """The used columns, all of them 0 or 1, with the greatest sum of costs."""
    import numpy as np

    relaxed = solve(matrix, cost, upper, whole=False)
    if relaxed.status == "infeasible":
        return Best("infeasible")
    if relaxed.values is None or relaxed.duals is None:
        return Best("unknown")
    at_bound = np.minimum(relaxed.values, upper - relaxed.values) < _AT
    if at_bound.all():
        return Best("found", frozenset(np.flatnonzero(relaxed.values > 0.5).tolist()))
    price = np.where(at_bound & (upper > 0), np.abs(relaxed.duals), 0.0)
    price[upper <= 0] = np.inf  # cannot be used at all
    usable = int((upper > 0).sum())
    ranked = np.sort(price[upper > 0])
    size = min(usable, _FIRST)
    limit = float(ranked[size - 1]) if usable else 0.0
    while True:
        free = price <= limit
        fixed = np.where(free, 0.0, np.round(relaxed.values))
        answer = solve(matrix.restricted(free, fixed), cost[free], upper[free])
        complete = int(free.sum()) >= usable
        if answer.values is not None:
            total = answer.objective + float(cost @ fixed)
            apart = relaxed.objective - total + _SLACK
            if complete or limit >= apart or answer.status == "feasible":
                values = fixed
                values[free] = np.round(answer.values)
                used = frozenset(np.flatnonzero(values > 0.5).tolist())
                return Best("found", used, answer.status == "optimal")
            limit = apart
        elif complete:
            return Best("infeasible" if answer.status == "infeasible" else "unknown")
        else:
            size = min(usable, 4 * size)
            limit = float(ranked[size - 1])
