"""How much room an answer needs on paper."""

from __future__ import annotations

import math
from typing import Any

from mlinterview.rendering.paper.model import Room

__all__ = ["room_for"]

_ON_A_LINE = 55  # characters that a hand writes on a line of A4
_FEWEST, _MOST = 5, 26  # lines of prose; more do not fit under a stem


def room_for(drawn: Any, choices: int) -> Room:
    """The room for the answer to an item: by its format, for prose by what is expected of it."""
    if drawn.format == "ordering":
        return Room("letters", choices)
    if drawn.format in ("numeric", "short_answer"):
        return Room("line", 1)
    if drawn.format == "free_text":
        return Room("lines", _lines(drawn))
    return Room("none")


def _lines(drawn: Any) -> int:
    """A third more than the sample answer takes, else by minutes, else by criteria."""
    if drawn.sample_answer:
        wanted = sum(
            max(1, math.ceil(len(line) / _ON_A_LINE)) for line in drawn.sample_answer.splitlines()
        )
        wanted = math.ceil(wanted * 4 / 3)
    elif drawn.minutes:
        wanted = math.ceil(2 * drawn.minutes)
    else:
        wanted = 2 * len(drawn.rubric.criteria)
    return min(_MOST, max(_FEWEST, wanted))
