"""The numpy code against the same statistics in plain loops, on tables of every kind."""

from __future__ import annotations

import math
from typing import Any

import pytest
from analysis import plain
from hypothesis import given
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.analysis.matrix import ItemFacts


@st.composite
def tables(draw: st.DrawFn, *, missing: bool) -> tuple[list[list[float | None]], list[float]]:
    """Scores of 8 to 25 persons on 2 to 6 items, in halves of their maxima."""
    k, n = draw(st.integers(2, 6)), draw(st.integers(8, 25))
    maxima = draw(st.lists(st.sampled_from([1.0, 2.0, 5.0]), min_size=k, max_size=k))
    shares = st.sampled_from([0.0, 0.5, 1.0])
    cell = st.one_of(shares, shares, shares, shares, st.none()) if missing else shares
    rows = draw(st.lists(st.lists(cell, min_size=k, max_size=k), min_size=n, max_size=n))
    return [
        [None if c is None else c * top for c, top in zip(row, maxima, strict=True)] for row in rows
    ], maxima


def analysed(rows: list[list[float | None]], maxima: list[float]) -> mli.Analysis:
    items = [ItemFacts(f"q{place}", top) for place, top in enumerate(maxima)]
    return mli.analyze(mli.ScoreMatrix.of(rows, items=items))


def close(expected: float | None, found: float | None, *, least: float = 1e-9) -> bool:
    if expected is None or found is None:
        return expected is None and found is None
    return math.isclose(expected, found, rel_tol=1e-9, abs_tol=least)


@given(tables(missing=False))
def test_items_of_whole_tables(table: Any) -> None:
    """Facility, deviation, discrimination, efficiency, weights, groups and alphas are the same."""
    rows, maxima = table
    found = analysed(rows, maxima)
    k = len(maxima)
    every = list(range(k))
    assert close(plain.alpha(rows, every), found.form.alpha)
    expected_weights = plain.weights(rows, k)
    for place, item in enumerate(found.items):
        values = plain.column(rows, place)
        assert close(plain.mean(values) / maxima[place], item.facility)
        assert close(math.sqrt(plain.covariance(values, values)), item.sd)
        assert close(plain.discrimination(rows, maxima, place), item.discrimination)
        if item.discrimination is not None:
            assert close(plain.efficiency(rows, maxima, place), item.discriminative_efficiency)
        assert close(plain.upper_lower(rows, maxima, place), item.upper_lower)
        if item.effective_weight is not None:
            # the root of a covariance: noise of 1e-17 becomes 1e-9
            assert close(expected_weights[place], item.effective_weight, least=1e-7)
        if k > 2:
            others = [other for other in every if other != place]
            assert close(plain.alpha(rows, others), item.alpha_if_deleted)


@given(tables(missing=True))
def test_items_not_given_to_all(table: Any) -> None:
    """Rest scores are shares of the items given, covariances those of the persons with both."""
    rows, maxima = table
    found = analysed(rows, maxima)
    for place, item in enumerate(found.items):
        values = plain.column(rows, place)
        assert item.n == len(values)
        if item.discrimination is not None:
            assert close(plain.discrimination(rows, maxima, place), item.discrimination)
            assert close(plain.efficiency(rows, maxima, place), item.discriminative_efficiency)
        if item.upper_lower is not None and all(any(c is not None for c in row) for row in rows):
            assert close(plain.upper_lower(rows, maxima, place), item.upper_lower)
    if found.form.alpha is not None and all(item.n >= 5 for item in found.items):
        assert close(plain.alpha(rows, list(range(len(maxima)))), found.form.alpha)


CHOICES = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=4, max_size=4), min_size=8, max_size=30
)


@given(CHOICES)
def test_options(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """Counts, and correlations of choosing an option with the score on the other items."""
    path = tmp_path_factory.mktemp("raw") / "raw.csv"
    lines = ["examinee,q0,q1,q2,q3", *(f"p{n}," + ",".join(row) for n, row in enumerate(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    key = {f"q{place}": "a" for place in range(4)}
    table = mli.read_choice_table(path, key)
    assert table.problems == ()
    scores = [[float(cell == "a") for cell in row] for row in rows]
    for place, item in enumerate(mli.analyze(table.matrix).items):
        rest = [sum(row) - row[place] for row in scores]
        assert sum(row[place] == "" for row in rows) == item.unanswered
        for option in item.options:
            chose = [float(row[place] == option.id) for row in rows]
            assert sum(chose) == option.count
            assert close(plain.correlation(chose, rest), option.discrimination)
            assert (option.discrimination is None) == ("discrimination" in option.reasons)
            if option.key and item.discrimination is not None:
                assert close(item.discrimination, option.discrimination)
