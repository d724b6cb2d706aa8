"""HiGHS, called so that nothing is printed and the same model has the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mlinterview.assembly._program import Row
from mlinterview.errors import AssemblyError, MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Answer", "Matrix", "require_highs", "solve"]

#: branch-and-bound nodes after which the best form found so far is taken
MOST_NODES = 5_000
#: a guard alone: an answer that it cuts off is no answer, so it never decides which form it is
MOST_SECONDS = 60.0


def require_highs() -> None:
    """Import the solver before something needs it.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import highspy  # noqa: F401 - only asks whether it is there
        import numpy  # noqa: F401 - as above
    except ImportError:
        raise MissingExtraError("assembling exams", "exam") from None


@dataclass(frozen=True)
class Matrix:
    """Rows of whole numbers, one after the other, as the solver takes them."""

    columns: int
    start: NDArray[np.int32]
    index: NDArray[np.int32]
    value: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, columns: int, rows: Sequence[Row]) -> Matrix:
        """The rows over so many columns."""
        import numpy as np

        sizes = [len(row.columns) for row in rows]
        none: NDArray[Any] = np.zeros(0)
        return cls(
            columns,
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
            np.concatenate([none, *(np.asarray(row.columns) for row in rows)]).astype(np.int32),
            np.concatenate([none, *(np.asarray(row.coefficients) for row in rows)]).astype(float),
            np.array([-np.inf if row.low is None else row.low for row in rows], dtype=float),
            np.array([np.inf if row.high is None else row.high for row in rows], dtype=float),
        )

    def restricted(self, free: NDArray[np.bool_], values: Floats) -> Matrix:
        """Over the free columns (at most 1 each) alone, the others fixed at their values."""
        import numpy as np

        rows = np.repeat(np.arange(len(self.low)), np.diff(self.start))
        kept = free[self.index]
        fixed = np.bincount(
            rows[~kept],
            weights=self.value[~kept] * values[self.index[~kept]],
            minlength=len(self.low),
        )
        low, high = self.low - fixed, self.high - fixed
        # rows that hold whatever the free columns are, such as those of pairs that are not free
        values_of_rows = np.where(kept, self.value, 0.0)
        least = np.bincount(rows, weights=np.minimum(values_of_rows, 0), minlength=len(low))
        most = np.bincount(rows, weights=np.maximum(values_of_rows, 0), minlength=len(low))
        open_rows = (least < low) | (most > high)
        kept &= open_rows[rows]
        sizes = np.bincount(rows[kept], minlength=len(low))[open_rows]
        numbers = np.cumsum(free) - 1
        return Matrix(
            int(free.sum()),
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
            numbers[self.index[kept]].astype(np.int32),
            self.value[kept],
            low[open_rows],
            high[open_rows],
        )


@dataclass(frozen=True)
class Answer:
    """What the solver found.

    Attributes:
        status: ``optimal``; ``feasible`` where the limit of nodes was reached, or any solution
            will do; ``infeasible``; ``unknown``.
        values: of the columns; None without a solution.
        objective: what was maximised.
        duals: reduced costs, of a relaxation.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: Floats | None = None
    objective: float = 0.0
    duals: Floats | None = None


def solve(
    matrix: Matrix,
    cost: Floats,
    upper: Floats,
    *,
    whole: bool = True,
    first: bool = False,
    nodes: int = MOST_NODES,
    seconds: float = MOST_SECONDS,
) -> Answer:
    """Maximise the cost over columns between 0 and ``upper``.

    Args:
        matrix: what must hold.
        cost: whole numbers.
        upper: the most of each column.
        whole: whole numbers alone; else the relaxation.
        first: stop at the first solution.
        nodes: the most nodes of the search.
        seconds: the most time; what is cut off by it has the status ``unknown``.
    """
    import highspy
    import numpy as np

    if matrix.columns == 0:  # which the solver does not look at
        empty = np.zeros(0)
        met = bool(((matrix.low <= 0) & (matrix.high >= 0)).all())
        return Answer("optimal", empty, 0.0, empty) if met else Answer("infeasible")
    solver = _solver()
    _set(solver, "time_limit", seconds)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = matrix.columns, len(matrix.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(matrix.columns), upper
    lp.row_lower_, lp.row_upper_ = matrix.low, matrix.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.start, matrix.index
    lp.a_matrix_.value_ = matrix.value
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * matrix.columns
        _set(solver, "mip_max_nodes", nodes)
        if first:
            _set(solver, "mip_max_improving_sols", 1)
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise AssemblyError("the solver refused the model")
    solver.run()
    status = solver.getModelStatus()
    solution = solver.getSolution()
    values = np.array(solution.col_value) if solution.value_valid else None
    objective = float(solver.getInfo().objective_function_value)
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):  # no column is unbounded
        return Answer("infeasible")
    if status == kinds.kOptimal:
        return Answer("optimal", values, objective, None if whole else np.array(solution.col_dual))
    stopped = (kinds.kSolutionLimit, kinds.kInterrupt)
    if values is not None and status in stopped and np.isfinite(values).all():
        return Answer("feasible", values, objective)
    return Answer("unknown")


def _solver() -> Any:
    import highspy

    # the class that everybody calls prints a banner to the C library's stdout when it is made;
    # what it is derived from does not, and has all that is needed
    quiet: Any = highspy.Highs.__base__
    solver = quiet()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,  # the cost is a whole number
    }
    for name, value in options.items():
        _set(solver, name, value)
    return solver


def _set(solver: Any, name: str, value: object) -> None:
    import highspy

    if solver.setOptionValue(name, value) == highspy.HighsStatus.kError:
        raise AssemblyError(f"the solver does not know the option {name}")
