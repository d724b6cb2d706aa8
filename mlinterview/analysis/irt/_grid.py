"""Right-or-wrong answers with alike persons put together, and the grid of abilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlinterview.analysis._products import mapped

__all__ = ["Answers", "Floats", "Grid", "answers_of", "log_curves"]

Floats = NDArray[np.float64]

#: up to so many items there are fewer patterns than persons in a large group
_FEW_ITEMS = 16
#: persons of one block: block by nodes stays in the processor's cache
_BLOCK = 2048


@dataclass(frozen=True, slots=True)
class Grid:
    """Equally spaced abilities with standard normal weights that add up to 1."""

    theta: Floats
    log_weight: Floats

    @classmethod
    def of(cls, nodes: int = 61, reach: float = 6.0) -> Grid:
        """``nodes`` points from ``-reach`` to ``reach``."""
        theta = np.linspace(-reach, reach, nodes)
        density = np.exp(-theta * theta / 2)
        return cls(theta, np.log(density / density.sum()))


@dataclass(frozen=True, slots=True)
class Answers:
    """Patterns of answers: 1 right, 0 wrong or not given.

    Attributes:
        right: patterns by items.
        given: the same, 1 where an answer counts; None where all do.
        count: persons of each pattern.
        pattern: the pattern of each person.
    """

    right: Floats
    given: Floats | None
    count: Floats
    pattern: NDArray[np.int64]

    @property
    def persons(self) -> int:
        """How many."""
        return len(self.pattern)

    def blocks(self) -> Iterator[slice]:
        """Runs of patterns that are worked on together."""
        for start in range(0, len(self.right), _BLOCK):
            yield slice(start, start + _BLOCK)

    def log_given(self, log_wrong: Floats, block: slice) -> Floats:
        """Sum over the items given of the log-probability of a wrong answer, by node."""
        if self.given is None:
            whole: Floats = log_wrong.sum(axis=0)
            return whole
        return mapped(self.given[block], log_wrong)


def answers_of(right: NDArray[np.bool_], given: NDArray[np.bool_] | None = None) -> Answers:
    """Answers of persons by items; where there are few items, alike persons become one pattern."""
    persons, items = right.shape
    if given is not None and given.all():
        given = None
    if items <= _FEW_ITEMS:
        digits = right.astype(np.int64)
        if given is not None:
            digits = np.where(given, digits, 2)
        codes = digits @ (3 ** np.arange(items, dtype=np.int64))
        _, first, pattern, count = np.unique(
            codes, return_index=True, return_inverse=True, return_counts=True
        )
        pattern = pattern.reshape(-1)
    else:
        first = pattern = np.arange(persons)
        count = np.ones(persons, dtype=np.int64)
    held = None if given is None else given[first].astype(np.float64)
    marks = right[first].astype(np.float64)
    return Answers(marks if held is None else marks * held, held, count.astype(np.float64), pattern)


def log_curves(a: Floats, d: Floats, theta: Floats) -> tuple[Floats, Floats]:
    """Log-odds of a right answer, and log-probability of a wrong one: items by nodes."""
    odds = a[:, None] * theta + d[:, None]
    wrong = -(np.maximum(odds, 0.0) + np.log1p(np.exp(-np.abs(odds))))
    return odds, wrong
