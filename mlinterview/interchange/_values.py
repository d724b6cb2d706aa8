"""Numbers and tags as foreign files write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction

from mlinterview.graders._numbers import NumberError, read_number
from mlinterview.interchange._scored import Unsuited

__all__ = ["as_number", "difficulty_of", "left_tags", "number_in", "whole_number"]

_DIFFICULTY = re.compile(r"(?:difficulty|level)[\s:=_-]*([1-4])", re.IGNORECASE)
_LEVELS = {"easy": 1, "medium": 2, "hard": 3}


def as_number(value: Fraction) -> int | float:
    """A whole number where it is one, else the nearest float.

    Raises:
        Unsuited: no float holds it.
    """
    try:
        made = value.numerator if value.denominator == 1 else value.numerator / value.denominator
        if math.isfinite(float(made)):
            return made
    except OverflowError:
        pass
    raise Unsuited("a number of up to 308 digits expected")


def number_in(text: str) -> tuple[int | float, str, bool]:
    """The one number in a text, its unit, and whether a percent sign follows it.

    Raises:
        Unsuited: there is none, or several.
    """
    try:
        reading = read_number(text)
    except NumberError as error:
        raise Unsuited(" ".join(str(error).split())) from None
    return as_number(reading.value), reading.unit, reading.percent


def whole_number(text: str) -> int | float:
    """The number that is all of the text.

    Raises:
        Unsuited: it is none, or something follows it.
    """
    value, unit, percent = number_in(text)
    if unit or percent:
        raise Unsuited(f"a number alone expected, found {text.strip()[:60]!r}")
    return value


def difficulty_of(tags: Iterable[str]) -> int | None:
    """The level (1 to 4) that a tag such as ``difficulty:2`` or ``hard`` names."""
    for tag in tags:
        if found := _DIFFICULTY.fullmatch(tag.strip()):
            return int(found[1])
        if tag.strip().lower() in _LEVELS:
            return _LEVELS[tag.strip().lower()]
    return None


def left_tags(tags: Iterable[str]) -> list[str]:
    """A note on the tags that have no field here; nothing where there are none."""
    left = [tag for tag in tags if tag.strip() and difficulty_of([tag]) is None]
    return [f"tags there: {', '.join(left)}"] if left else []
