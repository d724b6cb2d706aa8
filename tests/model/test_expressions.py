"""The expression language: what it says, what it refuses, and that it always ends soon."""

import math
import time

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview import ExpressionError
from mlinterview.model._expressions import evaluate, fill, slot_names

VALUES = {"n": 4, "p": 0.25, "word": "loss", "flag": True, "zero": 0, "big": 10**399}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("n * p + 1", 2.0),
        (" n ** 2 % 5 ", 1),
        ("7 // 2 + -n", -1),
        ("1 / 3", 0.333333333333),
        ("0.1 + 0.2", 0.3),
        ("n > 3 and not flag", False),
        ("1 if p < 0.5 else 2", 1),
        ("1 if word == 'loss' else 2", 1),
        ("word", "loss"),
        ("max(n, 2, 7) - min(n, 2)", 5),
        ("sum(n, n, 1)", 9),
        ("round(p * 10)", 2),
        ("round(1 / 3, 2)", 0.33),
        ("round(1234, -2)", 1200),
        ("sqrt(n) + log2(8) + log10(100) + log(exp(1))", 8.0),
        ("log(8, 2)", 3.0),
        ("factorial(5) + comb(5, 2) + gcd(12, 18)", 136),
        ("floor(2.7) + ceil(2.1) + int(2.9) + abs(-1)", 8),
        ("sin(0) + cos(0) + tanh(0) + erf(0)", 1.0),
        ("2 * pi", 6.28318530718),
        ("e ** 0", 1.0),
        ("2 ** -1", 0.5),
        ("True and n", 4),
    ],
)
def test_what_can_be_said(expression: str, value: object) -> None:
    """Arithmetic, comparisons, a conditional and functions; floats to 12 significant digits."""
    assert value == evaluate(expression, VALUES)
    assert type(value) is type(evaluate(expression, VALUES))


@pytest.mark.parametrize(
    "expression",
    [
        # ways out of the language
        "n.__class__", "word.upper()", "().__class__.__bases__", "__import__('os')", "open('x')",
        "eval('1')", "getattr(n, 'real')", "lambda: 1", "(lambda x: x)(1)", "[n for n in (1, 2)]",
        "{n}", "[n]", "(n, n)", "{1: 2}", "word[0]", "n[0]", "f'{n}'", "(n := 5)", "print(n)",
        "max(*word)", "max(n, key=abs)", "abs", "...", "b'a'", "1j", "None", "n if", "1; 2",
        "import os", "n = 5", "x", "n m", "__builtins__", "(abs if n else max)(1)", "await n",
        "\x00", "", "   ", "# nothing",
        # numbers without end
        "9 ** 9 ** 9", "'a' * 10 ** 9", "10 ** 9 * 'a'", "word * 10", "word + word", "10 ** 401",
        "(10 ** 400) ** 1000", "big ** 2", "big * big", "-big * 1000", "sum(big, big) * 100",
        "factorial(171)", "factorial(10 ** 9)", "comb(10 ** 6, 10 ** 5)", "round(1, -10 ** 9)",
        "round(1, 10 ** 9)", "2 ** 10 ** 9", "2.0 ** 5000", "exp(1000)", "1e308 * 10",
        "9" * 450, "1 << 10 ** 9", "n >> 1", "n & 1", "n ^ 1", "~n", "word % n", "n @ n",
        "(" * 300 + "n" + ")" * 300, "-" * 499 + "n", "n + " * 200,
        # no value
        "1 / zero", "1 // zero", "n % zero", "0 ** -1", "log(0)", "sqrt(-1)", "(-8) ** 0.5",
        "1e308 * 10 - 1e308 * 10", "int(1e308 * 10)", "factorial(2.5)", "word < n", "-word",
        "max()", "floor(word)", "int(word)", "1e999",
    ],
)  # fmt: skip
def test_what_is_refused(expression: str) -> None:
    """An ``ExpressionError`` of one line, in no time at all, with no warning on the side."""
    start = time.perf_counter()
    with pytest.raises(ExpressionError) as info:
        evaluate(expression, VALUES)
    assert time.perf_counter() - start < 5
    assert "\n" not in str(info.value)
    assert len(str(info.value)) < 400


@settings(max_examples=examples(300))
@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="np0123456789+-*/%(). ,<>=eE'\"", max_size=60),
        st.text(alphabet="(),", max_size=501),
    )
)
def test_any_text_has_a_value_or_none(expression: str) -> None:
    """A finite number, a flag or text, or an ``ExpressionError``; nothing else is ever raised."""
    try:
        value = evaluate(expression, VALUES)
    except ExpressionError as error:
        value = str(error)
        assert "\n" not in value
    assert isinstance(value, (bool, int, float, str))
    assert not isinstance(value, float) or math.isfinite(value)


def test_an_expression_has_an_end() -> None:
    """Over 500 characters are not looked at."""
    with pytest.raises(ExpressionError, match="up to 500 characters"):
        evaluate("1" + " + 1" * 200, VALUES)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{=n} of {= p } is {=word}", "4 of 0.25 is loss"),
        ("{=p:.3f} {=n:03d} {=n:,} {=p:.0%} {=word:>6}", "0.250 004 4 25%   loss"),
        ("$\\frac{n}{2}$, $x_{n}$, {n}, { =n}", "$\\frac{n}{2}$, $x_{n}$, {n}, { =n}"),
        ("$X \\stackrel{d}{=} Y$", "$X \\stackrel{d}{=} Y$"),
        ("$\\frac{{=n}}{2}$", "$\\frac{4}{2}$"),
        ('f"{n} {n:.3g} {n=} {n!r}"', 'f"{n} {n:.3g} {n=} {n!r}"'),
        ("{=} {==} {=1}", "{=} {==} {=1}"),
        ("`d = {=n}`", "`d = 4`"),
        ("{{blank}} {=n}", "{{blank}} 4"),
        ("no slot", "no slot"),
    ],
)
def test_slots(text: str, filled: str) -> None:
    """Filled where a name follows ``{=``; braces of math, code and cloze are left alone."""
    assert filled == fill(text, VALUES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{=m}", r"'\{=m\}' names no parameter \('n, p, word"),
        ("{=n + 1}", "a name expected in the slot"),
        ("{=n.real}", "a name expected"),
        ("{=n", "an unfinished slot"),
        ("{=n {=p}", "an unfinished slot"),
        ("{=word:d}", "Unknown format code"),
        ("{=p:q}", "Unknown format code"),
        ("{=n:9999d}", "too wide"),
        ("{=n:n}", "on every machine"),
        ("{=big:.3g}", "too large"),
        ("{=n!r}", "a name expected"),
    ],
)
def test_slots_that_cannot_be_filled(text: str, message: str) -> None:
    """The message shows the slot and the names that there are."""
    with pytest.raises(ExpressionError, match=message) as info:
        fill(text, VALUES)
    assert "\n" not in str(info.value)


def test_slots_of_an_item_without_parameters() -> None:
    """They are faults there too, for nobody would fill them."""
    with pytest.raises(ExpressionError, match="none is declared"):
        fill("{=n}", None)
    assert fill("{n} {=}", None) == "{n} {=}"


def test_slot_names() -> None:
    """The names asked for, whatever their format."""
    assert {"n", "p"} == slot_names("{=n} {= p :.3g} {x} {=1}")


@given(st.text(alphabet="{}= :n", max_size=60))
def test_filling_any_text_ends(text: str) -> None:
    """A text, or an ``ExpressionError``."""
    try:
        filled = fill(text, VALUES)
    except ExpressionError as error:
        filled = str(error)
    assert "\n" not in filled


@pytest.mark.parametrize("text", ["{=n" + " " * 100_000, "{=n:" + "3" * 100_000, "{=n" * 50_000])
def test_long_texts_take_bounded_time(text: str) -> None:
    """Slots are found in one pass."""
    start = time.perf_counter()
    with pytest.raises(ExpressionError):
        fill(text, VALUES)
    assert time.perf_counter() - start < 5
