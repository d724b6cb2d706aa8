"""Forms are counted again without the solver, and one that does not fit is refused loudly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from assembly.tiny import item

import mlinterview as mli
from mlinterview.assembly._supply import Earlier
from mlinterview.assembly._verify import verify
from mlinterview.model.blueprint import Blueprint

ITEMS = {
    each.id: each
    for each in (
        item("one", points=0.1, minutes=1),
        item("two", points=0.2, minutes=2, difficulty=3),
        item("three", category="ml_debugging", enemies=["one"]),
        item("four", family="pair"),
        item("five", family="pair"),
        item("six", stimulus="text"),
        item("seven", stimulus="text"),
        item("draft", status="draft"),
        item("practice", pool="practice"),
        item("bare", minutes=None),
    )
}


def counted(raw: dict[str, Any], *forms: Sequence[Sequence[str]], earlier: Any = ()) -> Any:
    """The checks of these forms, given as ids by section."""
    blueprint = Blueprint.model_validate({"id": "t", **raw})
    chosen = [[[ITEMS[name] for name in part] for part in form] for form in forms]
    return verify(blueprint, chosen, earlier, {})


@pytest.mark.parametrize(
    ("raw", "form", "message"),
    [
        ({"items": 2}, [["one"]], "items: exactly 2 expected, found (1.0,)"),
        ({"points": {"max": 0.29}}, [["one", "two"]], "points: at most 0.29 expected"),
        ({"minutes": {"min": 4}}, [["one", "two"]], "minutes: at least 4 expected, found (3.0,)"),
        ({"items": 1, "minutes": 2}, [["bare"]], "minutes: exactly 2 expected, found (None,)"),
        ({"items": 2, "difficulty": {"max": 2.4}}, [["one", "two"]], "found (2.5,)"),
        ({"cells": [{"category": "ml_debugging", "min": 1}]}, [["one"]], "at least 1 expected"),
        ({"items": 0}, [[]], "no item stands on it"),
        ({"items": 2}, [["one", "one"]], "the item one stands on it 2 times"),
        ({"items": 1, "include": ["two"]}, [["one"]], "two, which is included, is missing"),
        ({"items": 1, "exclude": ["one"]}, [["one"]], "the item one is excluded"),
        ({"items": 2}, [["one", "three"]], "the items one and three are enemies"),
        ({"items": 2, "enemies": [["two", "one"]]}, [["one", "two"]], "one and two enemies"),
        ({"items": 2}, [["five", "four"]], "the items five and four are of one family"),
        ({"items": 1}, [["draft"]], "the item draft has status draft"),
        ({"items": 1}, [["practice"]], "the item practice has status reviewed and pool practice"),
        ({"items": 1, "where": {"category": "ml_debugging"}}, [["one"]], "outside 'where'"),
        ({"sections": [{"items": 1}, {}]}, [["six"], ["seven"]], "stand in 2 sections"),
        ({"sections": [{}, {"include": ["one"]}]}, [["one"], ["two"]], "stands in another section"),
        (
            {"sections": [{"where": {"category": "ml_debugging"}, "items": 1}]},
            [["one"]],
            "does not belong into its section",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    raw: dict[str, Any], form: Sequence[Sequence[str]], message: str
) -> None:
    """With what was expected and what was found."""
    with pytest.raises(mli.AssemblyError) as caught:
        counted(raw, form)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_sums_are_exact() -> None:
    """A tenth and two tenths are three tenths."""
    (check,) = counted({"points": 0.3}, [["one", "two"]])
    assert check.met


def test_items_of_earlier_forms_are_refused() -> None:
    """By the earlier form's name."""
    earlier = [Earlier("old", 0, frozenset({"one"}))]
    with pytest.raises(mli.AssemblyError, match="the item one stands in old"):
        counted({"items": 1}, [["one"]], earlier=earlier)


def test_forms_that_lie_too_far_apart_are_refused() -> None:
    """What two forms share, and their tolerances."""
    raw = {"items": 1, "forms": 2, "overlap": 0, "tolerance": {"minutes": 0.5}}
    with pytest.raises(mli.AssemblyError, match=r"at most 0 expected, found \(1\.0,\)"):
        counted(raw, [["one"]], [["one"]])
    with pytest.raises(mli.AssemblyError, match=r"at most 0\.5 expected, found \(1\.0,\)"):
        counted(raw, [["one"]], [["two"]])


def test_demands_between_forms_are_named_in_conflicts() -> None:
    """Two forms that cannot be alike and apart: each demand, its lack, in plain words."""
    bank = mli.Bank({name: ITEMS[name] for name in ("one", "two")})
    raw = {"id": "t", "items": 1, "forms": 2, "overlap": 0, "tolerance": {"minutes": 0.5}}
    with pytest.raises(mli.InfeasibleError) as caught:
        mli.assemble(bank, raw)
    assert str(caught.value).splitlines() == [
        "no 2 forms meet the blueprint: these 2 demands cannot be met together:",
        "  overlap: any two of 2 forms share at most 0 items",
        "  tolerance.minutes: any two forms at most 0.5 apart in minutes",
    ]


def test_what_is_missing_is_explained_by_what_is_left_out() -> None:
    """How many items would count but may not be used, and why; other hopeless demands too."""
    bank = mli.Bank(dict(ITEMS), taxonomy=mli.load_bank().taxonomy)
    raw = {
        "id": "t",
        "cells": [
            {"category": "ml_theory", "min": 8},
            {"category": "ml_debugging", "min": 2},
        ],
    }
    with pytest.raises(mli.InfeasibleError) as caught:
        mli.assemble(bank, raw)
    lines = str(caught.value).splitlines()
    assert "and 1 more cannot be met anyhow" in lines[0]
    assert "at most 1, so 1 short" in "\n".join(lines)
    raw["cells"] = [{"category": "ml_theory", "min": 9}]
    with pytest.raises(mli.InfeasibleError) as caught:
        mli.assemble(bank, raw)
    assert "(left out: 1 (pool practice), 1 (status draft))" in str(caught.value)
    with pytest.raises(mli.InfeasibleError, match=r"no item of the bank may be used: left out: 8"):
        mli.assemble(bank, {"id": "t", "items": 1, "where": {"format": "numeric"}})
