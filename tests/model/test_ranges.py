"""Bounds of expressions: what is drawn lies within them, and where they are none is known."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.errors import ExpressionError
from mlinterview.model._expressions import FUNCTIONS, Value, evaluate
from mlinterview.model._ranges import ranges
from mlinterview.model.parameters import Parameter, draw

_numbers = st.one_of(
    st.lists(st.integers(-4, 9), min_size=1, max_size=3),
    st.lists(st.sampled_from([-2.5, -0.1, 0.0, 0.3, 0.9, 1.0, 7.25]), min_size=1, max_size=3),
    st.lists(st.booleans(), min_size=1, max_size=2),
    st.just({"range": [0.1, 0.4]}),
    st.just({"range": [-1, 2]}),
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = ["+", "-", "*", "/", "//", "%", "**", "<", ">=", "==", "and", "or"]
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(signs), inner),
        st.builds("({} ** {})".format, inner, st.sampled_from(["2", "3", "0", "-1", "0.5"])),
        st.builds("(-{})".format, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("{}({})".format, st.sampled_from(sorted(FUNCTIONS)), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["max", "min", "round"]), inner, inner),
    )


_expressions = st.recursive(
    st.sampled_from(["a", "b", "a", "b", "1", "2", "0.5", "10", "pi", "True"]),
    _compound,
    max_leaves=6,
)


def every_draw(parameters: dict[str, Parameter]) -> list[dict[str, Value]]:
    columns = [[each.value(n) for n in range(each.count)] for each in parameters.values()]
    return [dict(zip(parameters, row, strict=True)) for row in product(*columns)]


@given(_numbers, _numbers, _expressions, _expressions)
def test_what_is_drawn_lies_within_the_bounds(a: Any, b: Any, first: str, second: str) -> None:
    """Where bounds are known every draw has a value, of the type told, and within them."""
    parameters = {"a": Parameter.model_validate(a), "b": Parameter.model_validate(b)}
    known = ranges(parameters, {"c": first, "d": second.replace("b", "c")})
    if known is None:
        return
    for values in every_draw(parameters):
        values["c"] = evaluate(first, values)
        values["d"] = evaluate(second.replace("b", "c"), values)
        for name, value in values.items():
            kind, low, high = known[name]
            assert kind is type(value)
            assert low <= value <= high


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        ("a + b", 1.5, 9.0),
        ("a - b", -4.0, 3.5),
        ("a / b", 0.2, 8.0),
        ("b ** a", 0.0625, 625.0),
        ("(a - 3) ** 2", 0, 4),
        ("(a - 3) ** 3", -8, 1),
        ("2 ** -a", 0.0625, 0.5),
        ("abs(a - 2)", 0, 2),
        ("log(b / 5)", -2.302585, 0.0),
        ("a // 3", 0, 1),
        ("a % 3", 0, 2),
        ("max(a, 2)", 2, 4),
        ("ceil(b)", 1, 6),
        ("a if a > 2 else 9", 1, 9),
        ("(a > 2) + (b > 1)", 0, 2),
        ("sqrt(a)", 1.0, 2.0),
        ("-sin(b)", -1.0, 1.0),
    ],
)
def test_bounds_are_as_narrow_as_they_should_be(expression: str, low: Any, high: Any) -> None:
    """The law above holds for those who know nothing: this is what is known."""
    parameters = {
        "a": Parameter.model_validate([1, 4]),
        "b": Parameter.model_validate({"range": [0.5, 5.0]}),
    }
    known = ranges(parameters, {"c": expression})
    assert known is not None
    ends = pytest.approx(low, 1e-6, abs=1e-6), pytest.approx(high, 1e-6, abs=1e-6)
    assert ends == known["c"][1:]


@pytest.mark.parametrize(
    "expression",
    [
        "1 / (a - 2)",
        "1 / (a - a)",  # a name that stands twice counts as two
        "log(a - 1)",
        "sqrt(a - 2)",
        "(a - 2) ** 0.5",
        "(a - 2) ** -1",
        "exp(1000 * a)",
        "10 ** (60 * a)",
        "1.5 if a > 2 else 1",  # of two types
        "unknown + a",
        "word + 1",
        "a +",
        "a.real",
        "a @ 2",
    ],
)
def test_what_may_fail_has_no_bounds(expression: str) -> None:
    """A draw that may have no value, or one of another type, is left to be drawn."""
    parameters = {
        "a": Parameter.model_validate([1, 4]),
        "word": Parameter.model_validate(["one", "two"]),
    }
    assert ranges(parameters, {"b": "a + 1"}) is not None
    assert ranges(parameters, {"b": expression}) is None


def test_a_parameter_of_two_types_has_no_bounds() -> None:
    """A slot may fit a whole number and not a fraction."""
    assert ranges({"a": Parameter.model_validate([1, 2.5])}, {}) is None
    with pytest.raises(ExpressionError):
        draw("an-item", 0, {"a": Parameter.model_validate([1e308])}, {"b": "a * 10"})
    assert ranges({"a": Parameter.model_validate([1e308])}, {}) is None
