"""Numbers and ranges as options write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from mlinterview._text import fold
from mlinterview.graders._numbers import NumberError, read_number
from mlinterview.lint._markup import prose, segments

__all__ = ["Numeral", "Span", "numeral", "same_value", "span"]

#: units that examinees convert in their heads, by factor to one of them
_UNITS = {
    "ms": (Fraction(1, 1000), "s"),
    "millisecond": (Fraction(1, 1000), "s"),
    "milliseconds": (Fraction(1, 1000), "s"),
    "s": (Fraction(1), "s"),
    "second": (Fraction(1), "s"),
    "seconds": (Fraction(1), "s"),
    "min": (Fraction(60), "s"),
    "minute": (Fraction(60), "s"),
    "minutes": (Fraction(60), "s"),
    "h": (Fraction(3600), "s"),
    "hour": (Fraction(3600), "s"),
    "hours": (Fraction(3600), "s"),
}
#: how every number begins
_START = re.compile(r"[\s=~\u2248$\u20ac\u00a3+\-\u2212\u2013\\.,]*\d")
_DECIMALS = re.compile(r"\d*[.](\d+)|\d+")
_EXACT = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as an option writes it.

    Attributes:
        value: its value, per cent as a share, times in seconds.
        unit: what it counts; ``""`` for a bare number.
        ratio: whether it is written as a fraction, which a decimal number can only come near to.
        percent: whether it is written in per cent.
        step: the value of one unit of its last decimal place.
    """

    value: Fraction
    unit: str
    ratio: bool
    percent: bool
    step: Fraction


@lru_cache(maxsize=65_536)
def numeral(text: str) -> Numeral | None:
    """The number that a text is; None for other texts and for code (``1`` is no ``1.0`` there)."""
    if not _START.match(text):
        return None
    parts = segments(text.strip())
    if len(parts) != 1 or parts[0][0] == "code":
        return None
    plain = parts[0][1].replace("\\%", "%").replace("\\,", "")
    try:
        reading = read_number(plain)
    except NumberError:
        return None
    written = _DECIMALS.search(plain)
    digits = len(written[1]) if written and written[1] else 0
    step = Fraction(1, 10**digits)
    if reading.percent:
        return Numeral(reading.value / 100, "", False, True, step / 100)
    factor, unit = _UNITS.get(reading.unit, (Fraction(1), reading.unit))
    ratio = "/" in plain and "/" not in reading.unit
    return Numeral(reading.value * factor, unit, ratio, False, step * factor)


def same_value(one: Numeral, other: Numeral) -> bool:
    """Whether who gets the one would take the other for right too.

    Decimal numbers differ where their values do; of two notations (fraction and decimal number, per
    cent and share) the coarser one counts, since the other had to be rounded to it.
    """
    if one.unit != other.unit:
        return False
    gap = abs(one.value - other.value)
    if gap <= _EXACT * max(abs(one.value), abs(other.value)):
        return True
    if one.ratio != other.ratio:
        decimal = other if one.ratio else one
        return gap <= decimal.step / 2 and decimal.step < 1
    if one.percent != other.percent:
        return gap <= max(one.step, other.step) / 2 and max(one.step, other.step) < Fraction(1, 10)
    return False


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers; None is no bound."""

    low: Fraction | None
    high: Fraction | None
    unit: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two have more than a bound in common."""
        if self.unit != other.unit:
            return False
        if self.low is not None and self.low == self.high:
            return other.inside(self.low)
        if other.low is not None and other.low == other.high:
            return self.inside(other.low)
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        return low is None or high is None or low < high

    def inside(self, value: Fraction) -> bool:
        """Whether a value lies strictly between the bounds."""
        return (self.low is None or self.low < value) and (self.high is None or value < self.high)


_N = r"(?P<{0}>[-+\u2212]?\$?\d[\d.,]*(?:e-?\d+)?)"
_U = r"\s*(?P<unit>%|[a-z][\w/ ]{0,20})?"
_BETWEEN = r"(?:from |about |between )?"
_TO = r"(?:-|\u2013|\u2014|to|and)"
_OVER = r"(?:above|over|more than|greater than|at least|>=?|\u2265)"
_UNDER = r"(?:below|under|less than|fewer than|smaller than|at most|up to|<=?|\u2264)"
_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BETWEEN}{_N.format('low')}\s?(?:%)?\s?{_TO}\s?{_N.format('high')}{_U}",
        rf"{_OVER}\s?{_N.format('low')}{_U}",
        rf"{_UNDER}\s?{_N.format('high')}{_U}",
    )
)
_OR_MORE = re.compile(rf"{_N.format('low')}{_U} (?:or|and) (?:more|above|over)")
_OR_LESS = re.compile(rf"{_N.format('high')}{_U} (?:or|and) (?:less|fewer|below|under)")


def span(text: str) -> Span | None:
    """The range that a text is; a single number is one with equal bounds, beside ranges."""
    if not any(char.isdecimal() for char in text):
        return None
    plain = fold(prose(text)) if segments(text)[0][0] == "prose" else ""
    for pattern in (_OR_MORE, _OR_LESS, *_RANGES):
        match = pattern.fullmatch(plain)
        if match:
            ends = match.groupdict()
            low, high = _end(ends.get("low")), _end(ends.get("high"))
            if low is not None and high is not None and low >= high:
                return None
            return Span(low, high, (ends.get("unit") or "").strip())
    number = numeral(text)
    if number is None:
        return None
    value = number.value * 100 if number.percent else number.value
    return Span(value, value, "%" if number.percent else number.unit)


def _end(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        return Fraction(text.strip("$.,").replace(",", "").replace("\u2212", "-"))
    except (ValueError, ZeroDivisionError):
        return None
