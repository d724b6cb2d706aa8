"""Option trace lines: who chose what, by groups of rest score."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.analysis._results import ItemTrace
from mlinterview.analysis.matrix import ItemFacts, OptionFacts

OPTIONS = (OptionFacts("right", key=True), OptionFacts("wrong", key=False), OptionFacts("idle"))


def traces(
    rows: list[list[float]], chosen: list[int], order: list[int] | None = None
) -> tuple[ItemTrace, ...]:
    """Of a table whose first column is an item with options, the others points alone."""
    import numpy as np

    order = order if order is not None else list(range(len(rows)))
    items = [ItemFacts("first", options=OPTIONS), *(f"i{n}" for n in range(len(rows[0]) - 1))]
    table = mli.ScoreMatrix.of([rows[place] for place in order], items=items)
    picks = np.full(table.points.shape, -1, dtype=np.int16)
    picks[:, 0] = [chosen[place] for place in order]
    from dataclasses import replace

    return mli.analyze(replace(table, chosen=picks)).traces


def test_a_case_by_hand() -> None:
    """Fifteen people, three groups of five by their score on the other four items."""
    rest = [place // 5 for place in range(15)]  # 0, 1 and 2 of 4 points
    chosen = [1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, -1]
    rows = [
        [float(pick == 0), *(float(n < score) for n in range(4))]
        for pick, score in zip(chosen, rest, strict=True)
    ]
    (trace,) = traces(rows, chosen)
    assert [group.n for group in trace.groups] == [5, 5, 5]
    assert [group.rest_share for group in trace.groups] == [0.0, 0.25, 0.5]
    assert [option.shares for option in trace.options] == [
        (0.2, 0.6, 0.8),
        (0.8, 0.4, 0.0),
        (0.0, 0.0, 0.0),
    ]
    low, high = trace.options[0].intervals[0]
    assert low < 0.2 < high


@pytest.mark.parametrize("people", [1, 5, 9])
def test_too_few_people_have_no_traces(people: int) -> None:
    """Two groups of five are the least."""
    rows = [[1.0, float(place % 2), float(place % 3 == 0)] for place in range(people)]
    assert traces(rows, [0] * people) == ()


def test_people_alike_are_not_told_apart() -> None:
    """With one score on the rest there are no groups."""
    assert traces([[1.0, 1.0, 0.0]] * 20, [0] * 20) == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(10, 90), st.integers(0, 10_000))
def test_groups_hold_five_and_keep_ties_together(people: int, seed: int) -> None:
    """Everybody is in one group, the order of people does not matter, shares are of the group."""
    rng = random.Random(seed)
    rows = [[float(rng.random() < 0.5) for _ in range(6)] for _ in range(people)]
    chosen = [0 if row[0] else rng.choice([1, 2, -1]) for row in rows]
    found = traces(rows, chosen)
    order = list(range(people))
    rng.shuffle(order)
    again = traces(rows, chosen, order)
    assert len(found) == len(again)
    for one, other in zip(found, again, strict=True):
        assert [group.n for group in one.groups] == [group.n for group in other.groups]
        assert [o.shares for o in one.options] == [o.shares for o in other.options]
    for trace in found:
        sizes = [group.n for group in trace.groups]
        assert sum(sizes) == people
        assert 2 <= len(sizes) <= 5
        assert min(sizes) >= 5
        shares = [group.rest_share for group in trace.groups]
        assert shares == sorted(shares)
        for option, place in zip(trace.options, range(3), strict=True):
            count = sum(n * share for n, share in zip(sizes, option.shares, strict=True))
            assert count == pytest.approx(chosen.count(place))


def test_several_choices() -> None:
    """Of items where any number may be ticked, every option has its line."""
    bank = mli.load_bank()
    item = next(item for item in bank.values() if item.format == "multi_select")
    other = [i for i in bank.values() if i.format == "true_false"][:4]
    key = list(item.key_response())
    answers = []
    for person in range(20):
        answers.append(
            {"examinee": f"p{person}", "item": item.id, "response": key if person > 9 else []}
        )
        answers += [
            {"examinee": f"p{person}", "item": o.id, "response": o.key_response() is (person > 9)}
            for o in other
        ]
    found = mli.analyze(mli.grade_all(bank, answers), bank=bank)
    trace = next(trace for trace in found.traces if trace.item_id == item.id)
    assert {option.shares for option in trace.options if option.key} == {(0.0, 1.0)}
    assert {option.shares for option in trace.options if not option.key} <= {(0.0, 0.0)}
