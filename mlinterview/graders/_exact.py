"""Exact numbers: a float counts as the decimal it prints as, comparisons have no rounding."""

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

__all__ = [
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "Number",
    "NumberError",
    "exact",
    "half_width",
    "in_range",
    "within",
]

Number: TypeAlias = int | float | Decimal | Fraction

MAX_DIGITS = 400
MAX_EXPONENT = 400


class NumberError(ValueError):
    """There is no finite number of a readable size; one line says why."""


def exact(value: Number) -> Fraction:
    """Return the exact value of a number, a float by its shortest decimal form (its repr).

    Raises `NumberError` for booleans, NaN, infinities, over 400 digits and an exponent past
    400 either way, at once however large the exponent.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NumberError(f"expected a number, found {type(value).__name__}")
    if isinstance(value, int):
        if abs(value) >= 10**MAX_DIGITS:
            raise NumberError(f"a number of over {MAX_DIGITS} digits")
        return Fraction(value)
    decimal = Decimal(repr(value)) if isinstance(value, float) else value
    if not decimal.is_finite():
        raise NumberError(f"{value} is not a finite number")
    if len(decimal.as_tuple().digits) > MAX_DIGITS:
        raise NumberError(f"a number of over {MAX_DIGITS} digits")
    if abs(decimal.adjusted()) > MAX_EXPONENT:
        raise NumberError(f"an exponent past {MAX_EXPONENT}")
    return Fraction(decimal)


def within(
    value: Number,
    answer: Number,
    *,
    absolute: Number | None = None,
    relative: Number | None = None,
    digits: int | None = None,
) -> bool:
    """Return whether `value` lies in tolerance of `answer`, bounds included.

    The tolerance is `absolute` itself, `relative` as a share of |answer|, or half a unit of
    the answer's significant digit number `digits` (3 digits of 0.1234: 0.0005). Give at most
    one; without any the two must be equal. Compared as exact rationals, floats by their repr.
    """
    tolerance = half_width(answer, absolute=absolute, relative=relative, digits=digits)
    return abs(exact(value) - exact(answer)) <= tolerance


def half_width(
    answer: Number,
    *,
    absolute: Number | None = None,
    relative: Number | None = None,
    digits: int | None = None,
) -> Fraction:
    """Return the tolerance of `within` as an exact distance from `answer`; 0 without any."""
    centre = exact(answer)
    if sum(limit is not None for limit in (absolute, relative, digits)) > 1:
        raise ValueError("expected one tolerance, found several")
    tolerance = Fraction(0)
    if absolute is not None:
        tolerance = exact(absolute)
    elif relative is not None:
        tolerance = exact(relative) * abs(centre)
    elif digits is not None:
        if digits < 1 or not centre:
            raise ValueError("digits needs a count of 1 or more and an answer other than 0")
        tolerance = Fraction(10) ** (_magnitude(abs(centre)) - digits + 1) / 2
    if tolerance < 0:
        raise ValueError(f"expected a tolerance of 0 or more, found {tolerance}")
    return tolerance


def in_range(value: Number, lo: Number, hi: Number) -> bool:
    """Return whether `value` lies from `lo` to `hi`, bounds included, compared exactly."""
    return exact(lo) <= exact(value) <= exact(hi)


def _magnitude(value: Fraction) -> int:
    """Return the power of ten of the first significant digit: 2 for 250, -1 for 0.25."""
    guess = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100000
    while Fraction(10) ** guess > value:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= value:
        guess += 1
    return guess
