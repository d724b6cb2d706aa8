"""Looking at few columns gives the same greatest sum as looking at all of them."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import mlinterview as mli
from mlinterview.assembly import _best
from mlinterview.assembly._best import best
from mlinterview.assembly._highs import Matrix, solve
from mlinterview.assembly._program import Row

COLUMNS = 150


def matrix_of(draw: random.Random, *, tight: bool) -> Matrix:
    """12 items with bounds on kinds, and sums that must be met exactly where it is tight."""
    kinds = [draw.randrange(4) for _ in range(COLUMNS)]
    levels = [draw.randint(1, 4) for _ in range(COLUMNS)]
    minutes = [draw.choice([2, 3, 4, 5, 7, 10]) for _ in range(COLUMNS)]
    every = range(COLUMNS)
    rows = [Row(every, [1] * COLUMNS, 12, 12)]
    for values in (kinds, levels):
        for value in set(values):
            columns = [at for at in every if values[at] == value]
            rows.append(Row(columns, [1] * len(columns), 2, 4))
    low = 61 if tight else 40
    rows.append(Row(every, minutes, low, low if tight else 60))
    rows.append(Row(every, levels, 31, 31 if tight else 40))
    rows.extend(Row(draw.sample(every, 2), [1, 1], None, 1) for _ in range(40))
    return Matrix.of(COLUMNS, rows)


@pytest.mark.parametrize("first", [3, 80])
@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_few_columns_are_enough(
    seed: int, tight: bool, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The columns used are those of the whole model, and they meet every row."""
    monkeypatch.setattr(_best, "_FIRST", first)
    draw = random.Random(seed)
    matrix = matrix_of(draw, tight=tight)
    cost = np.array([float(draw.randint(1, 2**20)) for _ in range(COLUMNS)])
    upper = np.ones(COLUMNS)
    upper[draw.sample(range(COLUMNS), 10)] = 0
    whole = solve(matrix, cost, upper)
    assert whole.values is not None
    found = best(matrix, cost, upper)
    assert found.proven
    assert sorted(found.columns) == np.flatnonzero(whole.values > 0.5).tolist()
    used = np.isin(np.arange(COLUMNS), sorted(found.columns)).astype(float)
    sums = np.add.reduceat(matrix.value * used[matrix.index], matrix.start[:-1])
    assert ((matrix.low <= sums) & (sums <= matrix.high)).all()


def test_what_cannot_be_met_in_whole_numbers_is_impossible() -> None:
    """Where the relaxation has a solution: odd from even ones, with few columns and with all."""
    rows = [Row(range(200), [2] * 200, 7, 7)]
    found = best(Matrix.of(200, rows), np.arange(1.0, 201.0), np.ones(200))
    assert found.status == "infeasible"


def test_models_without_columns() -> None:
    """Which the solver does not look at: met if 0 is within every bound."""
    none: Any = np.zeros(0)
    for low, status in ((0, "found"), (1, "infeasible")):
        assert best(Matrix.of(0, [Row([], [], low, None)]), none, none).status == status


def test_another_use_of_the_solver_in_the_process_changes_nothing() -> None:
    """It starts threads of its own, and the solver refuses another number of them."""
    code = (
        "import highspy, mlinterview as mli\n"
        "other = highspy.Highs.__base__()\n"
        "other.setOptionValue('output_flag', False)\n"
        "other.setOptionValue('threads', 2)\n"
        "other.addVar(0.0, 1.0)\n"
        "other.run()\n"
        "made = mli.assemble(mli.load_bank(), 'debugging-quiz')\n"
        "print(made.forms[0].checksum)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    expected = mli.assemble(mli.load_bank(), "debugging-quiz").forms[0].checksum
    assert done.stdout.strip() == expected


def test_the_solver_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the message says what to install."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(mli.MissingExtraError, match=r"pip install 'mlinterview\[exam\]'"):
        mli.assemble(mli.load_bank(), {"id": "t", "items": 1})
