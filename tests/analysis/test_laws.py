"""What must hold of every analysis, whatever the scores."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview._intervals import share_interval
from mlinterview.analysis._beta import jeffreys

CELLS = st.sampled_from([0.0, 0.5, 1.0, None])


@st.composite
def matrices(draw: st.DrawFn, least: int = 1) -> list[list[float | None]]:
    """Any table of shares, empty cells included."""
    k, n = draw(st.integers(1, 5)), draw(st.integers(least, 20))
    return draw(st.lists(st.lists(CELLS, min_size=k, max_size=k), min_size=n, max_size=n))


def numbers(value: Any) -> list[float]:
    """Every number in a JSON document."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return []
    if isinstance(value, (int, float)):
        return [value]
    return [
        n
        for entry in (value.values() if isinstance(value, dict) else value)
        for n in numbers(entry)
    ]


def rounded(value: Any, digits: int = 7) -> Any:
    """A document with its numbers rounded, to compare what was summed in another order."""
    if isinstance(value, float):
        return round(value, digits) + 0.0
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(entry) for entry in value]
    return value


@given(matrices())
def test_never_nan(rows: list[list[float | None]]) -> None:
    """Every number is finite; what is undefined is None, and the reasons name it."""
    found = mli.analyze(mli.ScoreMatrix.of(rows), irt="2pl")
    document = found.model_dump(mode="json")
    json.dumps(document, allow_nan=False)
    assert all(math.isfinite(number) for number in numbers(document))
    for record, names in (
        (found.form, ("mean", "sd", "alpha", "stratified_alpha", "sem", "skewness", "kurtosis")),
        *(
            (item, ("facility", "facility_corrected", "sd", "discrimination", "effective_weight",
                    "discriminative_efficiency", "upper_lower", "alpha_if_deleted"))
            for item in found.items
        ),
    ):  # fmt: skip
        for name in names:
            assert (getattr(record, name) is None) == (name in record.reasons), name
    assert found.irt is not None
    assert found.irt.reason is not None


@given(matrices(least=5), st.randoms(use_true_random=False))
def test_the_order_of_persons_and_items_changes_nothing(
    rows: list[list[float | None]], chance: random.Random
) -> None:
    """Persons and items in another order have the same statistics."""
    k = len(rows[0])
    names = [f"q{place}" for place in range(k)]
    found = mli.analyze(mli.ScoreMatrix.of(rows, items=names)).model_dump(exclude={"persons"})
    turned = list(range(k))
    chance.shuffle(turned)
    other = [[row[place] for place in turned] for row in chance.sample(rows, len(rows))]
    again = mli.analyze(
        mli.ScoreMatrix.of(other, items=[names[place] for place in turned])
    ).model_dump(exclude={"persons"})
    again["items"] = sorted(again["items"], key=lambda item: item["item_id"])
    assert rounded(found) == rounded(again)


@given(
    st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=4, max_size=4), min_size=6, max_size=25
    ),
    st.integers(0, 3),
    st.floats(-1, 3),
)
def test_alpha_does_not_mind_a_shifted_item(
    rows: list[list[float]], item: int, shift: float
) -> None:
    """So many points more or less for everybody on one item leave alpha and its interval alone."""
    moved = [[c + shift * (p == item) for p, c in enumerate(row)] for row in rows]
    before, after = (
        mli.analyze(mli.ScoreMatrix.of(table, max_points=10)).form for table in (rows, moved)
    )
    assert (before.alpha is None) == (after.alpha is None)
    if before.alpha is not None:
        assert after.alpha == pytest.approx(before.alpha, abs=1e-8)
        assert after.alpha_interval == pytest.approx(before.alpha_interval, abs=1e-8)


@given(
    st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=3, max_size=3), min_size=6, max_size=20)
)
def test_bounds(rows: list[list[float]]) -> None:
    """Intervals hold their values; correlations and shares keep to their ranges."""
    found = mli.analyze(mli.ScoreMatrix.of(rows))
    for item in found.items:
        for name in ("facility", "discrimination", "upper_lower", "alpha_if_deleted"):
            value, ends = getattr(item, name), getattr(item, f"{name}_interval")
            # the Jeffreys interval of a share of 0 or 1 ends beside it
            if value not in (None, 0, 1) and name != "alpha_if_deleted":
                assert ends[0] - 1e-9 <= value <= ends[1] + 1e-9
            assert (value is None) <= (ends is None)
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert item.discriminative_efficiency is None or item.discriminative_efficiency <= 1
    total = [item.effective_weight for item in found.items]
    if all(weight is not None for weight in total):
        assert sum(weight or 0.0 for weight in total) == pytest.approx(1)
    assert sum(item.intended_weight for item in found.items) == pytest.approx(1)
    assert found.form.alpha is None or found.form.alpha <= 1


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(1, 400) | st.floats(0.5, 20_000)),
        min_size=1,
        max_size=12,
    )
)
def test_many_intervals_at_once(pairs: list[tuple[float, float]]) -> None:
    """The arrays' Jeffreys intervals are those of the plain function, one by one."""
    shares, counts = zip(*pairs, strict=True)
    low, high = jeffreys(shares, counts)
    expected = [share_interval(share, count) for share, count in pairs]
    assert low == pytest.approx([ends[0] for ends in expected], abs=1e-8)
    assert high == pytest.approx([ends[1] for ends in expected], abs=1e-8)


def test_jeffreys_of_small_numbers() -> None:
    """8 of 10, 3 of 3 and 0 of 4, to six digits."""
    low, high = jeffreys([0.8, 1.0, 0.0], [10, 3, 4])
    expected = [(0.497226, 0.955941), (0.464417, 0.999849), (0.000115, 0.444763)]
    assert np.round(low, 6).tolist() == [ends[0] for ends in expected]
    assert np.round(high, 6).tolist() == [ends[1] for ends in expected]


def test_jeffreys_of_large_numbers() -> None:
    """0 of 10,000,000, a quarter of 1,000,000 and 8 of 10,000 as scipy.stats.beta gives them."""
    low, high = jeffreys([0.0, 0.25, 0.0008], [1e7, 1e6, 1e4])
    assert low == pytest.approx(
        [4.910345462997084e-11, 0.24915203511830658, 0.0003782796540994368], rel=1e-10
    )
    assert high == pytest.approx(
        [2.5119427153660034e-07, 0.2508494120322042, 0.001508977213286586], rel=1e-10
    )
