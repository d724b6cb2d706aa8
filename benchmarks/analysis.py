"""Item analysis of 10,000 persons by 60 items, beside a bare correlation matrix of the same scores.

Processor time on one thread: where others want the cores, threads that wait for each other and
calls that are interrupted make wall time a matter of luck. Exits with 1 if a ratio is over its
limit.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mlinterview.analysis._build import analyze_matrix
from mlinterview.analysis.irt import Grid, answers_of, eap, fit, map_ability
from mlinterview.analysis.matrix import ItemFacts, OptionFacts, ScoreMatrix

PERSONS, ITEMS, OPTIONS = 10_000, 60, 4
LIMITS = {"classical": 20.0, "2pl": 325.0, "eap": 30.0}


def drawn() -> ScoreMatrix:
    """Answers to four options each, by a two-parameter model; wrong ones spread evenly."""
    rng = np.random.default_rng(60)
    ability = rng.standard_normal(PERSONS)[:, None]
    slope, difficulty = rng.uniform(0.5, 2.0, ITEMS), rng.normal(0.0, 1.0, ITEMS)
    right = rng.random((PERSONS, ITEMS)) < 1 / (1 + np.exp(-slope * (ability - difficulty)))
    chosen = np.where(right, 0, rng.integers(1, OPTIONS, (PERSONS, ITEMS))).astype(np.int16)
    options = tuple(OptionFacts("abcd"[place], key=place == 0) for place in range(OPTIONS))
    items = [ItemFacts(f"i{number}", guess=1 / OPTIONS, options=options) for number in range(ITEMS)]
    return replace(ScoreMatrix.of(right, items=items), chosen=chosen)


def best(call: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds of the processor."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print times and ratios."""
    matrix = drawn()
    scores = matrix.points
    right = scores > 0
    answers, grid = answers_of(right), Grid.of()
    found = fit(answers, "2pl", grid)
    correlation = best(lambda: np.corrcoef(scores, rowvar=False), 15)
    print(f"{'correlation matrix alone':28}{1000 * correlation:9.1f} ms")
    over = []
    for name, call, times in (
        ("classical", lambda: analyze_matrix(matrix), 7),
        ("1pl", lambda: fit(answers_of(right), "1pl", grid), 2),
        ("2pl", lambda: fit(answers_of(right), "2pl", grid), 3),
        ("eap", lambda: eap(answers, found, grid), 7),
        ("map", lambda: map_ability(answers, found), 3),
    ):
        taken = best(call, times)
        ratio = taken / correlation
        limit = LIMITS.get(name)
        words = f"   limit {limit:g}" if limit else ""
        print(f"{name:28}{1000 * taken:9.1f} ms   ratio {ratio:6.1f}{words}")
        if limit and ratio > limit:
            over.append(name)
    print(f"2pl: {found.passes} passes, log-likelihood {found.loglik:.3f}")
    if over:
        sys.exit(f"over the limit: {', '.join(over)}")


if __name__ == "__main__":
    main()
