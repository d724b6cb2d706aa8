"""Reading numbers from text.

Every value is a `fractions.Fraction`, so that comparisons are exact. Reading takes bounded
time on any text: length, digits and exponent are looked at before a number is built.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from mlinterview.graders._exact import (
    MAX_DIGITS,
    MAX_EXPONENT,
    Number,
    NumberError,
    exact,
    in_range,
    within,
)

__all__ = [
    "DecimalMark",
    "Number",
    "NumberError",
    "Reading",
    "in_range",
    "read_exact",
    "read_number",
    "within",
]

DecimalMark: TypeAlias = Literal[".", ","]

MAX_CHARACTERS = 1_000
MAX_UNIT = 40

_SUPERSCRIPT = "\u207a\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_SIGNS = "+\\-\u2010-\u2013\u2212\ufe63"
_START = re.compile(rf"[=~\u223c\u2243\u2245\u2248]?\s*([{_SIGNS}]?)\s*")
_SPACED = re.compile(
    r"[1-9][0-9]{0,2}([ \u00a0\u2007\u2009\u202f'\u2019_])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])"
    r"(?:[.,][0-9]+)?"
)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+")
_EXPONENT = re.compile(rf"\s?[eE]([{_SIGNS}]?[0-9]+)")
_TIMES_TEN = re.compile(r"\s*[\u00d7xX*\u00b7\u22c5]\s*10(?=\s*(?:\^|\*\*)|[" + _SUPERSCRIPT + "])")
_POWER = re.compile(
    rf"\s*(?:\^|\*\*)\s*(?:([{_SIGNS}]?[0-9]+)|\{{([{_SIGNS}]?[0-9]+)\}}"
    rf"|\(([{_SIGNS}]?[0-9]+)\))|([\u207a\u207b]?[{_SUPERSCRIPT[2:]}]+)"
)
_SLASH = re.compile(rf"\s*[/\u00f7\u2044\u2215]\s*([{_SIGNS}]?)\s*(?=[0-9.,])")
_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+|(?:,[0-9]{2})+,[0-9]{3})"
)
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_UNIT = re.compile(
    r"(?:[^\W\d_]|[\u00b0$%\u00a3\u00a5\u20ac\u2030\u00d7/])"
    r"[\w\s/^*\u00b7\u22c5(){}\-\u2212.'%\u00b0$\u00a3\u00a5\u20ac\u207a\u207b]*"
)
_SECOND_NUMBER = re.compile(
    r"(?:^[eExX*\u00d7]?|[\s(*\u00b7\u22c5/+.,:;\u00b1|&])\s*[0-9]|^[+\-\u2013\u2212]"
)
_NOT_FINITE = re.compile(r"(?:nan|inf|infinity|\u221e)", re.IGNORECASE)
_PER_CENT = frozenset({"%", "percent", "per cent"})
_TO_ASCII = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_POWERS = str.maketrans(
    "\u207a\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "+-0123456789"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as read from text."""

    value: Fraction
    """The number as written: `25%` is 25, not 0.25."""

    other: Fraction | None = None
    """The other reading where one comma or point could be a thousands mark, else None."""

    percent: bool = False
    """Whether `%`, `percent` or `per cent` follows the number; `unit` is then empty."""

    unit: str = ""
    """The text after the number, with its white space collapsed; may be empty."""


def read_number(text: str, *, decimal_mark: DecimalMark = ".") -> Reading:
    """Return the one number that the text holds, with its unit.

    Read are signs (the Unicode minus too), `2.5e-1`, `2.5 x 10^-1`, `10^3`, superscript
    powers, `1/4`, `25%`, thousands marks (comma, point, space, apostrophe, underscore, in
    groups of three; Indian `1,00,000` too), and a leading `=`, `~` or similar.

    A comma or point that cannot be a thousands mark is a decimal mark (`0,25`, `3,5`,
    `1234,5`, `1.234,5`). One that could be either follows `decimal_mark`, and `other` holds
    the second reading: under "." `1,234` is 1234 or else 1.234, and `1.234` is 1.234 alone;
    under "," `1,234` is 1.234 or else 1234, and `1.234` is 1234 or else 1.234.

    Raises `NumberError` for everything else: no number or several, words in front, NaN and
    infinities, a zero divisor, over 400 digits, an exponent past 400 either way.
    """
    if not isinstance(text, str):
        raise NumberError(f"expected text, found {type(text).__name__}")
    text = text.strip()
    if not text:
        raise NumberError("no number: the text is empty")
    if len(text) > MAX_CHARACTERS:
        raise NumberError(f"over {MAX_CHARACTERS:,} characters where a number belongs")
    text = "".join(map(_ascii_digit, text.translate(_TO_ASCII)))
    if len(text) > 1 and text[-1] in ".,;":
        text = text[:-1].rstrip()
    start = _START.match(text)
    at = start.end() if start else 0
    value, other, at = _number(text, at, decimal_mark)
    if slash := _SLASH.match(text, at):
        divisor, other_divisor, at = _number(text, slash.end(), decimal_mark)
        if not divisor:
            raise NumberError(f"division by zero in {_quoted(text)}")
        if slash.group(1) not in ("", "+"):
            divisor, other_divisor = -divisor, -other_divisor
        value, other = value / divisor, other / other_divisor
    if start and start.group(1) not in ("", "+"):
        value, other = -value, -other
    unit = " ".join(text[at:].split())
    percent = unit.casefold() in _PER_CENT
    if unit and not percent:
        _check_unit(unit, text)
    return Reading(value, None if other == value else other, percent, "" if percent else unit)


def read_exact(value: Number | str) -> Fraction:
    """Return the exact value of a number, a float by its shortest decimal form (its repr).

    Text must be a number alone: no unit, no per cent, no comma that reads two ways. Raises
    `NumberError` for booleans, NaN, infinities and what `read_number` refuses.
    """
    if isinstance(value, str):
        reading = read_number(value)
        if reading.percent or reading.unit or reading.other is not None:
            raise NumberError(f"{_quoted(value)} is not a plain number")
        return reading.value
    return exact(value)


def _number(text: str, at: int, decimal_mark: DecimalMark) -> tuple[Fraction, Fraction, int]:
    """Return value, other reading (the same where there is none) and end of the number at `at`."""
    match = _SPACED.match(text, at) or _PLAIN.match(text, at)
    if not match:
        raise NumberError(_why_no_number(text, at))
    body, at = match.group(), match.end()
    if sum(map(str.isdigit, body)) > MAX_DIGITS:
        raise NumberError(f"a number of over {MAX_DIGITS} digits")
    if match.re is _SPACED:
        whole, mark, decimals = re.sub(r"[^0-9.,]", "", body).replace(",", ".").partition(".")
        value = other = Fraction(whole + mark + decimals)
    else:
        value, other = _marked(body, decimal_mark)
    if body == "10" and (power := _POWER.match(text, at)):
        value = other = Fraction(10) ** _exponent(power)
        return value, other, power.end()
    power = _EXPONENT.match(text, at)
    if not power and (times := _TIMES_TEN.match(text, at)):
        power = _POWER.match(text, times.end())
    if power:
        scale = Fraction(10) ** _exponent(power)
        value, other, at = value * scale, other * scale, power.end()
    return value, other, at


def _marked(body: str, decimal_mark: DecimalMark) -> tuple[Fraction, Fraction]:
    """Return the reading of digits with commas and points, and the other one."""
    marks = [char for char in body if char in ".,"]
    if not marks:
        return Fraction(body), Fraction(body)
    whole, _, decimals = body.rpartition(marks[-1])
    grouped = Fraction(re.sub("[.,]", "", body))
    if len(set(marks)) == 2:
        if not _THOUSANDS.fullmatch(whole):
            raise NumberError(f"the commas and points of {_quoted(body)} part no groups of three")
        value = Fraction(re.sub("[.,]", "", whole) + "." + decimals)
        return value, value
    if len(marks) > 1:
        if not _THOUSANDS.fullmatch(body):
            raise NumberError(f"several numbers, or misplaced thousands marks, in {_quoted(body)}")
        return grouped, grouped
    decimal = Fraction(f"{whole or 0}.{decimals}")
    if not _ONE_GROUP.fullmatch(body) or marks == [decimal_mark] == ["."]:
        return decimal, decimal
    return (decimal, grouped) if marks == [decimal_mark] else (grouped, decimal)


def _exponent(match: re.Match[str]) -> int:
    written = next(filter(None, match.groups())).translate(_POWERS)
    size = int(written.lstrip("+-\u2010\u2011\u2012\u2013\u2212\ufe63"))
    if size > MAX_EXPONENT:
        raise NumberError(f"an exponent past {MAX_EXPONENT}")
    return size if written[0] == "+" or written[0].isdigit() else -size


def _check_unit(unit: str, text: str) -> None:
    if _SECOND_NUMBER.search(unit):
        raise NumberError(f"expected one number, found several in {_quoted(text)}")
    symbols = any(
        char.isalpha() or char in "\u00b0$%\u00a3\u00a5\u20ac\u2030\u00d7" for char in unit
    )
    if len(unit) > MAX_UNIT or not symbols or not _UNIT.fullmatch(unit):
        raise NumberError(f"{_quoted(unit)} after the number is no unit")


def _why_no_number(text: str, at: int) -> str:
    if _NOT_FINITE.fullmatch(text, at):
        return f"{_quoted(text)} is not a finite number"
    if any(char in "0123456789" for char in text):
        return f"expected a number alone, found {_quoted(text)}"
    return f"no number in {_quoted(text)}"


def _ascii_digit(char: str) -> str:
    return char if char.isascii() or not char.isdecimal() else str(unicodedata.decimal(char))


def _quoted(text: str) -> str:
    return repr(text if len(text) <= MAX_UNIT else text[: MAX_UNIT - 3] + "...")
