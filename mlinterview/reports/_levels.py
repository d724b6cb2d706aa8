"""From a share to a mastery level, with random guessing taken out, and 'too few items'."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mlinterview.bank.bank import Bank
from mlinterview.grading.guessing import guess
from mlinterview.model.item import Item
from mlinterview.model.scheme import Scheme

__all__ = ["LEAST_ITEMS", "Levels", "corrected_share", "reached", "says_little"]

#: fewer equal items than this say too little for a level
LEAST_ITEMS = 5
BELOW_ALL = "beginner"
_SLACK = 1e-9


def corrected_share(share: float, guessed: float) -> float:
    """max(0, (share - g) / (1 - g)): 0 for what guessing earns, 1 for full points.

    >>> round(corrected_share(0.7, 0.4), 6), corrected_share(0.1, 0.25)
    (0.5, 0.0)
    """
    return max(0.0, (share - guessed) / (1 - guessed)) if guessed < 1 else max(0.0, share)


def reached(value: float, thresholds: dict[str, float]) -> str | None:
    """The name with the highest threshold that ``value`` reaches; None if it reaches none.

    >>> reached(0.75, {"A": 0.9, "B": 0.75, "C": 0.6})
    'B'
    """
    best: str | None = None
    highest = -math.inf
    for name, threshold in thresholds.items():
        if highest < threshold <= value + _SLACK:
            best, highest = name, float(threshold)
    return best


def says_little(n_effective: float) -> bool:
    """Whether so many equal items are too few to judge by."""
    return n_effective < LEAST_ITEMS - _SLACK


class Levels:
    """The mastery levels of a scheme, and what guessing earns under it."""

    def __init__(self, scheme: Scheme, bank: Bank) -> None:
        self._scheme = scheme
        self._bank = bank
        self._mastery = {name: float(value) for name, value in scheme.mastery.items()}
        self._guesses: dict[str, float] = {}

    def corrected(self, share: float, items: Sequence[Item | None]) -> float:
        """The share corrected by the mean random-guess share of the items."""
        guesses = [self._guess(item) for item in items]
        return corrected_share(share, math.fsum(guesses) / len(guesses) if guesses else 0.0)

    def level(self, corrected: float, n_effective: float) -> str | None:
        """The level; None where there are too few items to name one."""
        if says_little(n_effective):
            return None
        return reached(corrected, self._mastery) or BELOW_ALL

    def _guess(self, item: Item | None) -> float:
        """The mean share of a random answer; 0 where it is not defined or the bank has no item."""
        if item is None:
            return 0.0
        if item.id not in self._guesses:
            try:
                mean = guess(item, scheme=self._scheme, bank=self._bank).mean
            except Exception:  # a plug-in's grader may do anything; the report goes on without it
                mean = None
            self._guesses[item.id] = mean if mean is not None and math.isfinite(mean) else 0.0
        return self._guesses[item.id]
