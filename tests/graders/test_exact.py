"""Exact comparison of numbers with tolerances and ranges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.graders._numbers import Number, NumberError, in_range, read_exact, within

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "answer", "tolerance", "expected"),
    [
        (0.251, 0.25, {"absolute": 0.001}, True),
        (0.249, 0.25, {"absolute": 0.001}, True),
        (0.2510001, 0.25, {"absolute": 0.001}, False),
        (0.3, 0.1, {"absolute": 0.2}, True),
        (110, 100, {"relative": 0.1}, True),
        (-110, -100, {"relative": 0.1}, True),
        (-89, -100, {"relative": 0.1}, False),
        (0.1235, 0.123, {"digits": 3}, True),
        (0.12351, 0.123, {"digits": 3}, False),
        (1250, 1000, {"digits": 1}, True),
        (1500, 1000, {"digits": 1}, True),
        (1501, 1000, {"digits": 1}, False),
        (1050, 999, {"digits": 1}, False),
        (1049, 999, {"digits": 1}, True),
        (Fraction(1, 3), 0.333, {"digits": 3}, True),
        (0.1, Fraction(1, 10), {}, True),
        (Fraction(1, 3), 0.3333333333333333, {}, False),
        (0, 0, {"relative": 0.5}, True),
        (Decimal("1e-300"), 1e-300, {}, True),
    ],
)
def test_tolerance_includes_its_bounds(
    value: Number, answer: Number, tolerance: dict[str, Number], expected: bool
) -> None:
    """A value on the bound is inside, one past it outside, floats counting as they print."""
    assert expected is within(value, answer, **tolerance)  # type: ignore[arg-type]


@given(FINITE)
def test_a_float_counts_as_the_decimal_it_prints(value: float) -> None:
    """A float equals its own repr as text, and itself without any tolerance."""
    assert Fraction(repr(value)) == read_exact(value)
    assert within(value, Decimal(repr(value)))


@given(st.integers(1, 10**12), st.integers(-30, 30), st.integers(1, 20))
def test_digits_is_half_a_unit_of_that_digit(mantissa: int, exponent: int, digits: int) -> None:
    """The bound agrees with the unit read off the answer's scientific notation."""
    answer = Decimal(mantissa).scaleb(exponent)
    half = Fraction(Decimal(5).scaleb(answer.adjusted() - digits))
    assert within(Fraction(answer) + half, answer, digits=digits)
    assert not within(Fraction(answer) + half * Fraction(1001, 1000), answer, digits=digits)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.1, True), (0.3, True), (0.2, True), (0.09, False), (0.31, False)]
)
def test_range_includes_its_bounds(value: float, expected: bool) -> None:
    """Both ends of a range are inside."""
    assert expected is in_range(value, 0.1, 0.3)


@pytest.mark.parametrize(
    "value",
    [
        True,
        float("nan"),
        float("inf"),
        Decimal("-Infinity"),
        Decimal("sNaN"),
        Decimal("1e999999999"),
        Decimal("1e-999999999"),
        10**400,
        "25%",
        "3 ms",
        "1,234",
        "ten",
        None,
        [1],
    ],
)
def test_what_is_no_number_is_refused(value: Number) -> None:
    """Booleans, NaN, infinities, huge exponents and text that is no plain number are errors."""
    with pytest.raises(NumberError) as error:
        read_exact(value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("answer", "tolerance"),
    [
        (0, {"digits": 2}),
        (1, {"digits": 0}),
        (1, {"absolute": -1}),
        (1, {"absolute": 1, "digits": 1}),
    ],
)
def test_tolerances_without_meaning_are_errors(answer: int, tolerance: dict[str, int]) -> None:
    """A negative tolerance, two at once, and digits of 0 have no meaning."""
    with pytest.raises(ValueError, match=r"expected|needs"):
        within(1, answer, **tolerance)
