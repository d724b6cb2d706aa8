"""Banks of a few items in memory, and strategies for them and for blueprints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.model.item import Placement, Stimulus

CATEGORIES = ("ml_theory", "ml_debugging")
TAXONOMY = mli.load_bank().taxonomy


def item(name: str, category: str = "ml_theory", **fields: Any) -> mli.Item:
    """A true-false item with these fields."""
    raw = {
        "id": name,
        "format": "true_false",
        "stem": f"Is {name} so?",
        "answer": True,
        "difficulty": 2,
        "minutes": 2,
        **fields,
    }
    stimulus = raw.get("stimulus")
    shared = None if stimulus is None else Stimulus(id=stimulus)
    return mli.make_item(raw).placed(Placement(category=category, stimulus=shared))


def bank_of(items: Iterable[mli.Item]) -> mli.Bank:
    """A bank of the items, in their order."""
    return mli.Bank({each.id: each for each in items}, taxonomy=TAXONOMY)


@st.composite
def items(draw: st.DrawFn, most: int = 6) -> list[mli.Item]:
    """Items of two categories, some of them rivals or with a common stimulus."""
    count = draw(st.integers(1, most))
    names = [f"item-{number}" for number in range(count)]
    made = []
    for name in names:
        fields: dict[str, Any] = {
            "difficulty": draw(st.integers(1, 4)),
            "minutes": draw(st.sampled_from([1, 1.5, 2, 5])),
            "points": draw(st.sampled_from([1, 1, 2, 0.5])),
        }
        if draw(st.integers(0, 5)) == 0:
            fields["family"] = "one"
        if draw(st.integers(0, 5)) == 0:
            fields["stimulus"] = "text"
        if draw(st.integers(0, 7)) == 0:
            fields["enemies"] = [draw(st.sampled_from(names))]
            if fields["enemies"] == [name]:
                del fields["enemies"]
        if draw(st.integers(0, 9)) == 0:
            fields["status"] = "draft"
        if draw(st.integers(0, 9)) == 0:
            fields["pool"] = "practice"
        made.append(item(name, draw(st.sampled_from(CATEGORIES)), **fields))
    return made


def _bounds(values: list[Any]) -> st.SearchStrategy[Any]:
    low_high = st.lists(st.sampled_from(values), min_size=2, max_size=2).map(sorted)
    return st.one_of(
        st.sampled_from(values),
        low_high.map(lambda ends: {"min": ends[0], "max": ends[1]}),
        st.sampled_from(values).map(lambda value: {"max": value}),
        st.sampled_from(values).map(lambda value: {"min": value}),
    )


counts = _bounds([0, 1, 2, 3, 4])
amounts = _bounds([0, 1, 2, 2.5, 3, 4, 6, 8])


@st.composite
def _cells(draw: st.DrawFn) -> dict[str, Any]:
    cell: dict[str, Any] = {}
    if draw(st.booleans()):
        cell["category"] = draw(st.sampled_from(CATEGORIES))
    if not cell or draw(st.booleans()):
        cell["difficulty"] = draw(st.integers(1, 4))
    if draw(st.integers(0, 3)) == 0:
        cell["points"] = draw(amounts)
        return cell
    low, high = sorted([draw(st.integers(0, 3)), draw(st.integers(0, 3))])
    if draw(st.booleans()):
        cell["min"] = low
    if "min" not in cell or draw(st.booleans()):
        cell["max"] = high
    return cell


@st.composite
def blueprints(draw: st.DrawFn, names: list[str], *, forms: int = 1) -> dict[str, Any]:
    """Blueprints that a bank of a few items can meet now and then."""
    raw: dict[str, Any] = {"id": "tiny", "items": draw(counts), "seed": draw(st.integers(0, 99))}
    if draw(st.booleans()):
        raw["minutes"] = draw(amounts)
    if draw(st.integers(0, 2)) == 0:
        raw["points"] = draw(amounts)
    if draw(st.integers(0, 2)) == 0:
        raw["difficulty"] = draw(
            st.sampled_from([{"min": 2}, {"max": 2.5}, {"min": 1.5, "max": 3}, {"max": 1.3}])
        )
    raw["cells"] = draw(st.lists(_cells(), max_size=3))
    if draw(st.integers(0, 2)) == 0:
        raw["include"] = [draw(st.sampled_from(names))]
    if draw(st.integers(0, 2)) == 0:
        barred = [name for name in names if name not in raw.get("include", ())]
        raw["exclude"] = barred[: draw(st.integers(0, 2))]
    if len(names) > 1 and draw(st.integers(0, 2)) == 0:
        group = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)
        raw["enemies"] = draw(st.lists(group, min_size=1, max_size=2))
    if draw(st.booleans()):
        sections = []
        for _ in range(draw(st.integers(1, 2))):
            section: dict[str, Any] = {}
            if draw(st.booleans()):
                section["where"] = {"category": draw(st.sampled_from(CATEGORIES))}
            if draw(st.booleans()):
                section["items"] = draw(counts)
            if draw(st.integers(0, 2)) == 0:
                section["cells"] = [draw(_cells())]
            sections.append(section)
        raw["sections"] = sections
    if forms > 1:
        raw["forms"] = forms
        if draw(st.integers(0, 3)):
            raw["overlap"] = draw(st.integers(0, 2))
        stated = st.sampled_from([0, 0.5, 1, 2])
        raw["tolerance"] = draw(
            st.fixed_dictionaries(
                {}, optional={"difficulty": stated, "minutes": stated, "points": stated}
            )
        )
    return raw
