"""Laws of the linter: order does not matter, waivers always hold, an item speaks for itself."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.lint import lint
from mlinterview.lint._structure import ITEM_RULES
from mlinterview.lint.linter import tally
from mlinterview.model.item import Item
from mlinterview.model.problem import Problem

TODAY = datetime.date(2026, 1, 15)
CASES = Path(__file__).parent / "cases"
#: what is told at one of several items depends on which of them are there
OF_SEVERAL = {"E10", "W09", "W15", "B01", "B02", "B03", "B04"}


@cache
def pool() -> tuple[Item, ...]:
    """Every example item that loads, under an id of its own."""
    import tempfile

    found: list[Item] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "questions" / "ml_theory"
        root.mkdir(parents=True)
        for number, path in enumerate(sorted(CASES.glob("*/*/*.yaml"))):
            (root / "items.yaml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
            for item in load_bank(folder, strict=False).values():
                plain = {"id": f"{item.id}-{number}", "figures": (), "enemies": ()}
                found.append(item.model_copy(update=plain))
    return tuple(found)


def bank_of(items: list[Item]) -> Bank:
    return Bank({item.id: item for item in items}, profile="published")


def told(problems: list[Problem], *, without: frozenset[str] = frozenset()) -> Counter[str]:
    return Counter(str(problem) for problem in problems if problem.rule not in without)


chosen = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).map(
    lambda numbers: list(
        {item.id: item for item in (pool()[n % len(pool())] for n in numbers)}.values()
    )
)


@settings(max_examples=40, deadline=None)
@given(chosen, st.randoms(use_true_random=False))
def test_order_does_not_matter(items: list[Item], random: object) -> None:
    """Files may be sorted at will; only which of two copies is named first depends on it."""
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = lint(bank_of(items), today=TODAY), lint(bank_of(shuffled), today=TODAY)
    copies = frozenset({"E10"})
    assert told(before, without=copies) == told(after, without=copies)
    assert tally(before) == tally(after)


@settings(max_examples=40, deadline=None)
@given(chosen)
def test_items_speak_for_themselves(items: list[Item]) -> None:
    """What is said of an item does not depend on the others, but for rules about several."""
    several = frozenset(OF_SEVERAL)
    together = told(lint(bank_of(items), today=TODAY), without=several)
    alone: Counter[str] = Counter()
    for item in items:
        alone += told(lint(bank_of([item]), today=TODAY), without=several)
    assert together == alone


@settings(max_examples=40, deadline=None)
@given(chosen)
def test_waived_findings_never_count(items: list[Item]) -> None:
    """With every rule waived, all findings are listed as before, and none is counted."""
    waive = dict.fromkeys(ITEM_RULES, "on purpose")
    waived = [item.model_copy(update={"waive": waive}) for item in items]
    open_ones = [p for p in lint(bank_of(items), today=TODAY) if p.item and p.rule != "E01"]
    found = [p for p in lint(bank_of(waived), today=TODAY) if p.item]
    assert {"on purpose"} >= {problem.waived for problem in found}
    assert {(p.rule, p.item) for p in open_ones} <= {(p.rule, p.item) for p in found}
    counted = tally(found)
    assert (counted.errors, counted.warnings, counted.hints) == (0, 0, 0)


@settings(max_examples=30, deadline=None)
@given(chosen)
def test_profiles_differ_in_level_alone(items: list[Item]) -> None:
    """The lenient profile finds the same and calls less of it an error or a warning."""
    strict = lint(bank_of(items), profile="published", today=TODAY)
    lenient = lint(bank_of(items), profile="exam", today=TODAY)
    assert [(p.rule, p.item, p.where, p.message) for p in strict] == [
        (p.rule, p.item, p.where, p.message) for p in lenient
    ]
    changed = {p.rule for p, q in zip(strict, lenient, strict=True) if p.level != q.level}
    assert changed <= {"E08", "E09", "E13", "W15"}
