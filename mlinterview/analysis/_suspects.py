"""Suspected wrong keys: distractors that behave like the key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlinterview._intervals import student_reach
from mlinterview.analysis._choices import ItemChoices, Place, chosen_at
from mlinterview.analysis._classical import Table, fisher_interval
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["Suspect", "suspected"]

#: a key that discriminates less than this, and less than a distractor, may be the wrong one
KEY_BELOW = 0.15


@dataclass(frozen=True, slots=True)
class Suspect:
    """A distractor that behaves like the key.

    Attributes:
        option: its place among the options.
        key: the place of the key it is compared with.
        difference: mean rest share of those who chose it less that of those who chose the key.
        reach: Welch's 95% half-width of the difference; None where undefined.
    """

    option: int
    key: int
    difference: float | None = None
    reach: float | None = None

    @property
    def strong(self) -> bool:
        """Whether those who chose it did better on the rest beyond chance."""
        return (
            self.reach is not None and self.difference is not None and self.difference > self.reach
        )


def suspected(
    matrix: ScoreMatrix,
    table: Table,
    place: Place,
    choices: ItemChoices,
    key: Sequence[int],
    *,
    several: bool,
) -> Suspect | None:
    """The distractor that may be the key: its correlation beats the key's, which is below .15.

    Of several right options the one with the lowest correlation is compared. Where any number may
    be chosen, people tick more or less as they please, which moves all options together: there the
    distractor's correlation must be above 0 beyond chance as well.
    """
    ranked = [
        option
        for option in range(len(choices.counts))
        if option not in key and not math.isnan(choices.r[option])
    ]
    if not key or not ranked:
        return None
    best = max(ranked, key=lambda option: choices.r[option])
    known = [option for option in key if not math.isnan(choices.r[option])]
    if not known:
        # of a key that nobody chose there is no correlation to compare with
        unused = not any(choices.counts[option] for option in key)
        return Suspect(best, key[0]) if unused and choices.r[best] > 0 else None
    least = min(known, key=lambda option: choices.r[option])
    if not (choices.r[least] < KEY_BELOW and choices.r[best] > choices.r[least]):
        return None
    if several and not fisher_interval(np.array([choices.r[best]]), choices.n)[0][0] > 0:
        return None
    return Suspect(best, least, *_welch(matrix, table, place, best, least))


def _welch(
    matrix: ScoreMatrix, table: Table, place: Place, first: int, second: int
) -> tuple[float | None, float | None]:
    """How much better those who chose one option did than those who chose another."""
    chosen = chosen_at(matrix, place)
    assert chosen is not None
    column = place[0]
    groups = [
        table.rest_centred[column][chosen[option] & table.paired[column]]
        for option in (first, second)
    ]
    if not all(map(len, groups)):
        return None, None
    difference = float(groups[0].mean() - groups[1].mean())
    if min(map(len, groups)) < 2:
        return difference, None
    parts = [(float(group.var(ddof=1)) / len(group), len(group) - 1) for group in groups]
    total = sum(part for part, _ in parts)
    if total <= 0:  # all of each group have one score on the rest
        return difference, 0.0
    free = total * total / sum(part * part / below for part, below in parts)
    return difference, student_reach(round(free, 2)) * math.sqrt(total)
