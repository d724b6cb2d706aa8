"""Reading numbers from text."""

import time
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.graders._numbers import DecimalMark, NumberError, Reading, read_number

MARKS: tuple[DecimalMark, ...] = (".", ",")
NUMBERISH = st.text(alphabet="0123456789.,eE+-/x^*% '_\u00a0\u2212\u00d7\u207b\u00b2m", max_size=30)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", "1/4"),
        (" 0.25 ", "1/4"),
        ("0,25", "1/4"),
        ("3,5", "7/2"),
        ("1,23", "1.23"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("0,250", "1/4"),
        ("0.250", "1/4"),
        ("1,2345", "1.2345"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,00,000", "100000"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.567", "1234.567"),
        ("1.234,567", "1234.567"),
        ("1.234.567,8", "1234567.8"),
        ("1 000", "1000"),
        ("1\u00a0000", "1000"),
        ("1\u202f000\u202f000", "1000000"),
        ("1'000", "1000"),
        ("1\u2019000.5", "1000.5"),
        ("1'234,567", "1234.567"),
        ("1_000", "1000"),
        (".5", "1/2"),
        (",5", "1/2"),
        ("5.", "5"),
        ("007", "7"),
        ("+5", "5"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("\u2013 5", "-5"),
        ("2.5e-1", "1/4"),
        ("2,5E-1", "1/4"),
        ("2.5e\u22121", "1/4"),
        ("1e+3", "1000"),
        ("2.5\u00d710^-3", "0.0025"),
        ("2.5 x 10^-3", "0.0025"),
        ("2.5*10**-3", "0.0025"),
        ("2.5\u00b710\u207b\u00b3", "0.0025"),
        ("2.5 \u00d7 10^{-3}", "0.0025"),
        ("2.5 \u00d7 10^(\u22123)", "0.0025"),
        ("10^6", "1000000"),
        ("-10\u207b\u00b2", "-0.01"),
        ("1/4", "1/4"),
        (" 1 / 4 ", "1/4"),
        ("-1/4", "-1/4"),
        ("1/-4", "-1/4"),
        ("1\u20444", "1/4"),
        ("0.5/2", "1/4"),
        ("1/10^3", "0.001"),
        ("= 3", "3"),
        ("\u2248 3", "3"),
        ("~3", "3"),
        ("\uff12\uff15", "25"),
        ("\u0662\u0665", "25"),
        ("-0", "0"),
        ("1e400", "1e400"),
        ("9" * 400, "9" * 400),
    ],
)
def test_numbers_that_read_one_way(text: str, value: str, mark: DecimalMark) -> None:
    """Signs, powers, fractions and marks that stand unambiguously read alike under any mark."""
    assert Reading(Fraction(value)) == read_number(text, decimal_mark=mark)


@pytest.mark.parametrize(
    ("text", "mark", "value", "other"),
    [
        ("1,234", ".", "1234", "1.234"),
        ("1,234", ",", "1.234", "1234"),
        ("-12,345", ".", "-12345", "-12.345"),
        ("1,234e3", ".", "1234000", "1234"),
        ("1,000/4", ".", "250", "1/4"),
        ("1.234", ".", "1.234", None),
        ("1.234", ",", "1234", "1.234"),
        ("1,000", ".", "1000", "1"),
    ],
)
def test_one_mark_and_three_digits_follow_the_decimal_mark(
    text: str, mark: DecimalMark, value: str, other: str | None
) -> None:
    """Where a comma could be either mark, the second reading is told; a point under "." is not."""
    reading = read_number(text, decimal_mark=mark)
    assert Fraction(value) == reading.value
    assert (None if other is None else Fraction(other)) == reading.other


@pytest.mark.parametrize(
    ("text", "value", "percent", "unit"),
    [
        ("25%", 25, True, ""),
        ("25 %.", 25, True, ""),
        ("25 per  cent", 25, True, ""),
        ("25 % points", 25, False, "% points"),
        ("12 ms", 12, False, "ms"),
        ("12ms.", 12, False, "ms"),
        ("1 000 ms", 1000, False, "ms"),
        ("5 GB/s", 5, False, "GB/s"),
        ("5/s", 5, False, "/s"),
        ("3 m^-2", 3, False, "m^-2"),
        ("3 m\u00b2", 3, False, "m\u00b2"),
        ("4 \u00b5s", 4, False, "\u00b5s"),
        ("2x", 2, False, "x"),
        ("5 e", 5, False, "e"),
        ("7 \u20ac", 7, False, "\u20ac"),
        ("1/4 s", Fraction(1, 4), False, "s"),
    ],
)
def test_what_follows_the_number(
    text: str, value: Fraction | int, percent: bool, unit: str
) -> None:
    """Per cent is told apart and not divided out; other text after the number is its unit."""
    assert Reading(Fraction(value), None, percent, unit) == read_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        ".",
        "-",
        "%",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "\u221e",
        "1/0",
        "0/0",
        "5/0,0",
        "1e401",
        "1e-401",
        "1e999999999",
        "10^401",
        "1\u00d710^999999999",
        "9" * 401,
        "0." + "1" * 400,
        "1" * 5000,
        "two",
        "about 3",
        "x = 3",
        "true",
        "3 or 4",
        "3, 4",
        "3 4",
        "3-4",
        "3 \u00b1 1",
        "3 \u00d7 4",
        "5x10",
        "12:30",
        "0x10",
        "1e1e1",
        "1/2/3",
        "2^10",
        "--5",
        "$5",
        "5!",
        "(5)",
        "1.2.3",
        "1,23,4",
        "1,23.4",
        "0,123,456",
        "1 0000",
        "5 " + "very " * 20 + "long",
    ],
)
def test_anything_but_one_finite_number_is_an_error(text: str) -> None:
    """The reason is one short line."""
    with pytest.raises(NumberError) as error:
        read_number(text)
    assert "\n" not in str(error.value)
    assert 0 < len(str(error.value)) < 120


@pytest.mark.parametrize("value", [True, 3, None, ["3"]])
def test_values_that_are_no_text_are_errors(value: str) -> None:
    """A boolean, a list or a number is not text."""
    with pytest.raises(NumberError):
        read_number(value)


@given(st.integers(-(10**9), 10**9), st.sampled_from(MARKS))
def test_grouped_whole_numbers_read_back(number: int, mark: DecimalMark) -> None:
    """Every whole number is found again among the readings of its grouped forms."""
    for text in (f"{number:,}", f"{number:_}", f"{number:,}".replace(",", "\u202f"), str(number)):
        reading = read_number(text, decimal_mark=mark)
        assert number in (reading.value, reading.other)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_read_back(number: float) -> None:
    """The repr of a float, with a point or a decimal comma, is read as what it prints."""
    assert Fraction(repr(number)) == read_number(repr(number)).value
    comma = read_number(repr(number).replace(".", ","), decimal_mark=",")
    assert Fraction(repr(number)) == comma.value


@given(st.text() | NUMBERISH, st.sampled_from(MARKS))
def test_any_text_gives_a_reading_or_a_number_error(text: str, mark: DecimalMark) -> None:
    """No text brings another exception, and a second reading is never equal to the first."""
    try:
        reading = read_number(text, decimal_mark=mark)
    except NumberError:
        return
    assert reading.other != reading.value
    assert not (reading.percent and reading.unit)


@pytest.mark.parametrize(
    "text",
    [
        "1e" + "9" * 900,
        "1," * 499,
        "1 000" * 190,
        "1/" * 499,
        "-" * 999,
        " " * 10**6 + "1",
        "9" * 10**6,
        "1" + " " * 990 + "x",
        "5 " + "m^" * 499,
        "10" + " ^" * 490,
        "1" + "x10" * 320,
        "\u2077" * 999,
    ],
)
def test_reading_takes_bounded_time(text: str) -> None:
    """Texts made to be slow are read or refused at once."""
    started = time.perf_counter()
    with suppress(NumberError):
        read_number(text)
    assert time.perf_counter() - started < 0.5
