"""Options: wrong keys found, distractors nobody takes, and how often a flag is mistaken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import mlinterview as mli
from mlinterview.analysis import ItemFacts, OptionFacts

LETTERS = "abcd"


def sitting(rng: np.random.Generator, persons: int, items: int = 20) -> mli.Analysis:
    """A class whose first item is keyed to its most attractive distractor; ``a`` is right."""
    ability = rng.standard_normal(persons)[:, None]
    slope, place = rng.uniform(0.7, 1.8, items), rng.normal(0, 1, items)
    right = 0.25 + 0.75 / (1 + np.exp(-slope * (ability - place)))
    charm = rng.dirichlet([2, 2, 2], items)
    wrong = np.array([rng.choice([1, 2, 3], persons, p=share) for share in charm]).T
    chosen = np.where(rng.random((persons, items)) < right, 0, wrong).astype(np.int16)
    key = np.zeros(items, dtype=int)
    key[0] = 1 + charm[0].argmax()
    facts = [
        ItemFacts(
            f"q{item}",
            options=tuple(OptionFacts(LETTERS[n], key=n == key[item]) for n in range(4)),
        )
        for item in range(items)
    ]
    matrix = mli.ScoreMatrix.of((chosen == key).astype(float), items=facts)
    return mli.analyze(replace(matrix, chosen=chosen))


# persons, and the rates of the guide: wrong keys flagged, and beyond chance; right keys likewise
RATES = [(30, 0.92, 0.19, 0.17, 0.01), (200, 1.0, 0.82, 0.012, 0.0002)]


@pytest.mark.parametrize(("persons", "found", "sure", "mistaken", "sure_mistaken"), RATES)
def test_planted_wrong_keys_are_found(
    persons: int, found: float, sure: float, mistaken: float, sure_mistaken: float
) -> None:
    """At the rates that the guide states, in 100 classes with one wrong key among 20."""
    rng = np.random.default_rng(persons)
    classes = [sitting(rng, persons).items for _ in range(100)]
    planted = [items[0].miskey for items in classes]
    others = [item.miskey for items in classes for item in items[1:]]

    def share(flags: list[bool]) -> float:
        return sum(flags) / len(flags)

    assert share([flag is not None for flag in planted]) == pytest.approx(found, abs=0.07)
    assert share([bool(flag and flag.strong) for flag in planted]) == pytest.approx(sure, abs=0.12)
    assert share([flag is not None for flag in others]) == pytest.approx(mistaken, abs=0.03)
    assert share([bool(flag and flag.strong) for flag in others]) <= sure_mistaken + 0.005
    if persons == 200:
        assert share([flag is not None and flag.option == "a" for flag in planted]) >= 0.95


def choices(rows: list[str], key: str, **facts: object) -> mli.Analysis:
    """People's letters on several items."""
    chosen = np.array([[LETTERS.index(letter) for letter in row] for row in rows], dtype=np.int16)
    right = np.array([LETTERS.index(letter) for letter in key])
    items = [
        ItemFacts(f"q{n}", options=tuple(OptionFacts(c, key=c == k) for c in LETTERS), **facts)  # type: ignore[arg-type]
        for n, k in enumerate(key)
    ]
    matrix = mli.ScoreMatrix.of((chosen == right).astype(float), items=items)
    return mli.analyze(replace(matrix, chosen=chosen))


def test_the_flag_says_which_option() -> None:
    """Good people chose b where a is keyed: the flag names both with their correlations."""
    rows = ["baa"] * 8 + ["cab"] * 2 + ["abb"] * 6 + ["dcc"] * 4
    item = choices(rows, "aaa").items[0]
    assert item.flags[0] == "miskey"
    assert item.miskey is not None
    assert (item.miskey.option, item.miskey.key, item.miskey.strong) == ("b", "a", True)
    assert item.miskey.option_discrimination > 0.5
    assert item.miskey.key_discrimination is not None
    assert item.miskey.key_discrimination < 0
    assert item.miskey.difference == pytest.approx(1.0)


def test_a_key_that_nobody_chose() -> None:
    """It has no correlation; a distractor that good people chose is named all the same."""
    item = choices(["baa"] * 8 + ["cbb"] * 8, "aaa").items[0]
    assert item.miskey is not None
    assert (item.miskey.option, item.miskey.key_discrimination) == ("b", None)
    assert item.options[0].reasons["discrimination"] == "nobody chose it"


def test_a_good_key_is_not_flagged() -> None:
    """However well a distractor does."""
    item = choices(["aaa"] * 10 + ["bab"] * 5 + ["cbc"] * 10, "aaa").items[0]
    assert item.miskey is None


def test_non_functional_distractors() -> None:
    """One person of 21 or more is under 5%; of fewer than 20 persons nothing is said."""
    rows = ["aaa"] * 12 + ["bab"] * 8 + ["cbb"]
    item = choices(rows, "aaa").items[0]
    assert [option.non_functional for option in item.options] == [None, False, True, True]
    assert "non_functional_distractors" in item.flags
    few = choices(rows[3:], "aaa").items[0]
    assert [option.non_functional for option in few.options] == [None] * 4
    assert few.options[3].reasons["non_functional"] == "18 persons, at least 20 are needed"
    assert "non_functional_distractors" not in few.flags


def test_guessing_is_taken_out() -> None:
    """(facility - guess) / (1 - guess), which is below 0 for less than guessing earns."""
    first = choices(["aaa"] * 3 + ["baa"] * 2, "aaa", guess=0.25).items[0]
    assert first.facility_corrected == pytest.approx((0.6 - 0.25) / 0.75)
    low = choices(["aaa"] + ["baa"] * 9, "aaa", guess=0.25).items[0]
    assert low.facility_corrected == pytest.approx(-0.2)
    assert "too_hard" in low.flags


def test_people_without_a_rest_do_not_sharpen_a_suspicion() -> None:
    """Who was given no other item says nothing of how the others of their choice did."""
    rows = ["bab"] * 6 + ["bba"] * 3 + ["abb"] * 6 + ["aaa"] * 2
    chosen = np.array([[LETTERS.index(letter) for letter in row] for row in rows], dtype=np.int16)
    alone = np.array([[LETTERS.index("b"), -1, -1]] * 40, dtype=np.int16)
    items = [
        ItemFacts(f"q{n}", options=tuple(OptionFacts(c, key=c == "a") for c in LETTERS))
        for n in range(3)
    ]
    points = (chosen == 0).astype(float)
    found = []
    for cells, marks in (
        (chosen, points),
        (np.vstack([chosen, alone]), np.vstack([points, [[0, np.nan, np.nan]] * 40])),
    ):
        matrix = mli.ScoreMatrix.of(marks, items=items)
        found.append(mli.analyze(replace(matrix, chosen=cells)).items[0].miskey)
    few, many = found
    assert few is not None
    assert many is not None
    assert few.difference_interval is not None
    assert many.difference == pytest.approx(few.difference)
    assert many.difference_interval == pytest.approx(few.difference_interval)
