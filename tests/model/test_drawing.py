"""Compiled draws: what `draw` gives, seed by seed, faults included."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.errors import ExpressionError
from mlinterview.model import _random
from mlinterview.model._compiled import compiled, everyday
from mlinterview.model._drawing import Drawing
from mlinterview.model._expressions import FUNCTIONS, evaluate
from mlinterview.model.parameters import Parameter, draw

NAMES = ("n", "x", "word", "flag")
VALUES: dict[str, Any] = {"n": 7, "x": 0.25, "word": "adam", "flag": True}

_leaves = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["pi", "e", "True", "unknown", "'text'", "1e300", "10 ** 200"]),
    st.integers(-3, 12).map(str),
    st.sampled_from(["0.5", "1.25", "1e-3"]),
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = ["+", "-", "*", "/", "//", "%", "**", "<", "<=", "==", "!=", "and", "or", "@", "in"]
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(operators), inner),
        st.builds("(-{})".format, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({} < {} < {})".format, inner, inner, inner),
        st.builds("{}({})".format, st.sampled_from(sorted(FUNCTIONS)), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["max", "round", "gcd"]), inner, inner),
        st.builds("{}.real".format, inner),
        st.builds("[{}][0]".format, inner),
    )


expressions = st.recursive(_leaves, _compound, max_leaves=6)


def outcome(work: Any, *arguments: Any) -> object:
    try:
        value = work(*arguments)
    except ExpressionError as error:
        return str(error)
    return type(value), value


def results_of(program: Any, *values: Any) -> tuple[Any, ...]:
    """What the program adds to one row."""
    rows: list[tuple[Any, ...]] = []
    program([values], rows.append)
    (row,) = rows
    assert row[: len(values)] == values
    return row[len(values) :]


@given(expressions, expressions)
def test_compiled_and_interpreted_agree(first: str, second: str) -> None:
    """Code gives the same value of the same type, or leaves the matter to the interpreter."""
    numbers = {name: value for name, value in VALUES.items() if everyday(value)}
    program = compiled(list(numbers), {"one": first, "two": second})
    if program is None:
        return
    try:
        results = results_of(program, *numbers.values())
    except Exception:
        return
    one = evaluate(first, numbers)
    two = evaluate(second, {**numbers, "one": one})
    assert [(type(each), each) for each in (one, two)] == [(type(each), each) for each in results]


def test_what_is_compiled() -> None:
    """The law above says nothing of code that never runs: this does."""
    program = compiled(
        ["n", "x"], {"a": "n * (n - 1) / 2", "b": "ceil(a * x) ** 2 if n > 1 else 0"}
    )
    assert program is not None
    assert results_of(program, 7, 0.25) == (21.0, 36)
    assert compiled(["n"], {"a": "n if n else 'text'"}) is None
    assert compiled(["n"], {"a": "unknown + 1"}) is None
    assert compiled(["n"], {"a": "n +"}) is None


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.one_of(
            st.lists(st.sampled_from([1, 2.5, "text", True]), min_size=1, max_size=4),
            st.tuples(st.integers(-5, 5), st.integers(6, 30)).map(lambda ends: {"range": ends}),
        ),
        min_size=1,
    ),
    st.lists(expressions, max_size=2),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=5),
)
def test_drawings_are_draws(raw: dict[str, Any], derived: list[str], seeds: list[int]) -> None:
    """Values by name are those that `draw` gives."""
    parameters = {name: Parameter.model_validate(value) for name, value in raw.items()}
    derive = {f"d{number}": text for number, text in enumerate(derived)}
    drawing = Drawing("an-item", parameters, derive)
    draws = drawing.indexes(seeds)
    rows = drawing.rows(draws)
    for seed, indexes in zip(seeds, draws, strict=True):
        expected = outcome(draw, "an-item", seed, parameters, derive)
        assert expected == outcome(drawing.values, indexes)
        assert expected == outcome(lambda: dict(zip(drawing.names, next(rows), strict=True)))
        if isinstance(expected, str):
            break  # a row without values is the last


def test_rows_that_are_out_of_the_ordinary() -> None:
    """Rows before and after one that only the interpreter can work out are as they should be."""
    parameters = {"n": Parameter.model_validate([1, 2, 3, 4])}
    drawing = Drawing("an-item", parameters, {"big": "10 ** (6 * n)", "d": "big / (n - 4)"})
    rows = drawing.rows([(0,), (2,), (1,), (3,), (0,)])
    assert [next(rows)[:2] for _ in range(3)] == [(1, 10**6), (3, 10**18), (2, 10**12)]
    with pytest.raises(ExpressionError, match=r"derive\.d: .*division by zero"):
        next(rows)


@pytest.mark.parametrize("count", [1, 2, 7, 1000])
def test_picks(count: int) -> None:
    """Many picks at once are the single ones."""
    expected = [_random.pick(count, "item", seed, "parameter", "n") for seed in range(30)]
    assert expected == _random.picks(count, range(30), ("item",), ("parameter", "n"))


@pytest.mark.parametrize("sign", ["|", "@", "$", "'", "\N{MULTIPLICATION SIGN}"])
def test_a_strange_sign_behind_a_long_name_costs_no_time(sign: str) -> None:
    """What code cannot be made of is told at once, however long the names before it are."""
    name = "requests_of_every_hour_of_the_whole_day" * 3
    start = time.process_time()
    assert compiled([name], {"a": f"{name} + 1 {sign} 2"}) is None
    assert time.process_time() - start < 1
