"""Assembling from 2,000 and 20,000 items, beside a bare HiGHS call on the same matrix.

The bare call is given the rows, columns and costs that the library gives, and nothing else: its
defaults, one thread, and the relative gap of 0 that makes the answer the same everywhere.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np

import mlinterview as mli
from mlinterview.assembly._draws import costs
from mlinterview.assembly._highs import Matrix
from mlinterview.assembly._index import Index
from mlinterview.assembly._program import Program
from mlinterview.assembly._supply import supply_of
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.item import Placement

ITEMS = 40
RUNS = 5
MOST_ONE, MOST_FOUR, MOST_SECONDS = 1.5, 5.0, 1.0
TAXONOMY = mli.load_bank().taxonomy
CATEGORIES = list(TAXONOMY.ids("category"))
AREAS = list(TAXONOMY.ids("area"))
FORMATS = ["single_choice", "true_false", "numeric"]


def bank_of(count: int) -> mli.Bank:
    """Items drawn with a fixed seed, some of them enemies or of one family."""
    draw = random.Random(1)
    content: dict[str, dict[str, Any]] = {
        "single_choice": {
            "options": [{"id": "a", "text": "a", "correct": True}, {"id": "b", "text": "b"}]
        },
        "true_false": {"answer": True},
        "numeric": {"answer": 1},
    }  # fmt: skip
    items = {}
    for number in range(count):
        name, kind = f"item-{number}", draw.choice(FORMATS)
        raw = {
            "id": name,
            "format": kind,
            "stem": "Which one?",
            "difficulty": draw.randint(1, 4),
            "minutes": draw.choice([1, 1.5, 2, 3, 4, 5]),
            "points": draw.choice([1, 1, 1, 2, 3]),
            "bloom": draw.choice(["remember", "apply", "analyze"]),
            **content[kind],
        }
        if number and draw.random() < 0.05:
            raw["enemies"] = [f"item-{draw.randrange(number)}"]
        place = Placement(category=draw.choice(CATEGORIES), areas=(draw.choice(AREAS),))
        items[name] = mli.make_item(raw).placed(place)
    return mli.Bank(items, taxonomy=TAXONOMY)


def asked(forms: int) -> dict[str, Any]:
    """20 demands: 40 items, five categories, four levels, three formats, areas, points, minutes."""
    cells = [
        *({"category": each, "min": 6, "max": 10} for each in CATEGORIES),
        *({"difficulty": level, "min": 8, "max": 12} for level in range(1, 5)),
        *({"format": each, "min": 12, "max": 15} for each in FORMATS),
        *({"area": each, "min": 1, "max": 3} for each in AREAS[:4]),
        {"bloom": "remember", "points": {"min": 16, "max": 22}},
    ]
    between = {"overlap": 0, "tolerance": {"difficulty": 0.1, "minutes": 4}} if forms > 1 else {}
    return {
        "id": "benchmark",
        "items": ITEMS,
        "points": {"min": 60, "max": 66},
        "minutes": {"min": 100, "max": 110},
        "cells": cells,
        "forms": forms,
        **between,
    }


def bare(bank: mli.Bank, seed: int) -> float:
    """Seconds of HiGHS alone on the matrix of one form."""
    blueprint = Blueprint.model_validate(asked(1))
    supply = supply_of(bank, blueprint, (), {})
    program = Program(bank, blueprint, supply, Index(supply.items))
    matrix = Matrix.of(len(program.columns), [*program.rows, *program.once])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = matrix.columns, len(matrix.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = costs(program, seed, 1)
    lp.col_lower_, lp.col_upper_ = np.zeros(matrix.columns), np.ones(matrix.columns)
    lp.row_lower_, lp.row_upper_ = matrix.low, matrix.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.start, matrix.index
    lp.a_matrix_.value_ = matrix.value
    lp.integrality_ = [highspy.HighsVarType.kInteger] * matrix.columns
    solver: Any = highspy.Highs.__base__
    solver = solver()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(name, value)
    start = time.process_time()
    solver.passModel(lp)
    solver.run()
    taken = time.process_time() - start
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return taken


def timed(call: Callable[[int], object], runs: int = RUNS) -> float:
    """The median of the processor's seconds over seeds."""
    taken = []
    for seed in range(runs):
        start = time.process_time()
        call(seed)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> int:
    """Print the figures; 1 if a ratio is over its limit."""
    failed = False
    mli.assemble(bank_of(100), {"id": "warm", "items": 3})
    for count in (2_000, 20_000):
        bank = bank_of(count)
        runs = RUNS if count == 2_000 else 2
        floor = statistics.median(bare(bank, seed) for seed in range(runs))
        one = timed(lambda seed, bank=bank: mli.assemble(bank, asked(1), seed=seed), runs)
        four = timed(lambda seed, bank=bank: mli.assemble(bank, asked(4), seed=seed), runs)
        print(f"{count:6,} items   HiGHS alone {floor:6.2f} s")
        print(f"               one form    {one:6.2f} s   ratio {one / floor:5.2f}")
        print(f"               four forms  {four:6.2f} s   ratio {four / floor:5.2f}")
        if count == 2_000:
            failed = one > MOST_ONE * floor or four > MOST_FOUR * floor
    bank = mli.load_bank()
    for name in bank.blueprints:
        taken = timed(lambda seed, name=name: mli.assemble(bank, name, seed=seed))
        print(f"{name:20} {taken:6.2f} s for {bank.blueprints[name].forms} forms")
        failed = failed or taken > MOST_SECONDS
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
