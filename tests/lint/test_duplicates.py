"""Duplicates: what counts as the same question, and what is said of the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.bank.bank import Bank
from mlinterview.lint import lint
from mlinterview.lint._duplicates import NEAR
from mlinterview.model.item import Placement, Stimulus
from mlinterview.model.problem import Problem
from mlinterview.model.registry import make_item

Lint = Callable[..., list[Problem]]


def statement(identity: str, stem: str, **fields: Any) -> dict[str, Any]:
    return {"id": identity, "format": "true_false", "stem": stem, "answer": True, **fields}


def copies(items: list[dict[str, Any]]) -> list[Problem]:
    bank = Bank({item["id"]: make_item(item) for item in items})
    return [problem for problem in lint(bank) if problem.rule == "E10"]


CHOICE = {
    "format": "single_choice",
    "stem": "Which loss is least moved by outliers?",
    "options": [
        {"id": "a1", "text": "Absolute error", "correct": True},
        {"id": "a2", "text": "Squared error"},
        {"id": "a3", "text": "Log loss"},
    ],
}
OTHER_KEY = [{**option, "correct": option["id"] == "a2"} for option in CHOICE["options"]]
OTHER_IDS = [{**option, "id": f"x-{option['id']}"} for option in reversed(CHOICE["options"])]
STEPS = [{"id": "a1", "text": "x"}, {"id": "a2", "text": "y"}]
BLANK = {"format": "cloze", "stem": "A mean of {{n}}."}


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (CHOICE, CHOICE, "the keys are the same"),
        (CHOICE, {**CHOICE, "options": OTHER_IDS}, "the keys are the same"),
        (CHOICE, {**CHOICE, "options": OTHER_KEY}, "the keys differ, 'squared error' here"),
        (CHOICE, {**CHOICE, "format": "multi_select"}, "the formats differ, multi_select here"),
        (
            {"format": "true_false", "stem": "It holds.", "answer": True},
            {"format": "true_false", "stem": "It holds.", "answer": False},
            "the keys differ, False here and True there",
        ),
        (
            {"format": "numeric", "stem": "How many?", "answer": 2},
            {"format": "numeric", "stem": "How many?", "answer": 3},
            "the keys differ, 3 here and 2 there",
        ),
        (
            {"format": "short_answer", "stem": "Who?", "accept": ["Bayes", "T. Bayes"]},
            {"format": "short_answer", "stem": "Who?", "accept": ["t. bayes", "bayes"]},
            "the keys are the same",
        ),
        (
            {**BLANK, "blanks": {"n": {"format": "numeric", "answer": 2}}},
            {**BLANK, "blanks": {"n": {"format": "numeric", "answer": 4}}},
            "the keys differ",
        ),
        (
            {"format": "ordering", "stem": "Order.", "steps": STEPS},
            {"format": "ordering", "stem": "Order.", "steps": STEPS[::-1]},
            "the keys differ",
        ),
        (
            {"format": "free_text", "stem": "Why?", "rubric": [{"id": "r1", "statement": "So."}]},
            {"format": "free_text", "stem": "Why?", "rubric": [{"id": "r1", "statement": "so"}]},
            "the keys are the same",
        ),
    ],
)  # fmt: skip
def test_keys_are_compared(one: dict[str, Any], other: dict[str, Any], said: str) -> None:
    """The later item is named, with the earlier one and whether their keys agree."""
    (problem,) = copies([{"id": "first", **one}, {"id": "second", **other}])
    assert (problem.item, problem.where) == ("second", "stem")
    assert "'first'" in problem.message
    assert said in problem.message


def test_place_of_the_other_item(lint_items: Lint) -> None:
    """The message says where the other one stands."""
    problems = lint_items([statement("one", "It holds."), statement("two", "It holds.")])
    message = next(problem.message for problem in problems if problem.rule == "E10")
    assert "'one' (questions/ml_theory/items.yaml:1)" in message


@pytest.mark.parametrize(
    ("fields", "others"),
    [
        ({"figures": [{"file": "figures/a.svg"}]}, {"figures": [{"file": "figures/b.svg"}]}),
        ({"figures": [{"file": "figures/a.svg"}]}, {}),
        ({"stimulus": "text-a"}, {"stimulus": "text-b"}),
        ({"family": "one-theme"}, {"family": "one-theme"}),
        ({"status": "retired"}, {}),
    ],
)
def test_what_lies_beside_the_stem_tells_items_apart(
    fields: dict[str, Any], others: dict[str, Any]
) -> None:
    """The same words about another figure or text are another question; a family is exempt."""
    stem = "Which of these causes explains the curve that is shown here best of all?"
    assert copies([statement("one", stem, **fields), statement("two", stem, **others)]) == []


def test_another_family_is_not_exempt() -> None:
    """Only items of one family are variations on one theme."""
    stem = "The hinge loss is convex."
    items = [statement("one", stem, family="fa"), statement("two", stem, family="fb")]
    assert [problem.item for problem in copies(items)] == ["two"]


def test_a_large_family_hides_no_stranger() -> None:
    """However many of its family are near to an item, one outside is found."""
    stem = "The hinge loss is convex in the score that the model gives to the example number"
    items = [statement("stranger", f"{stem} zero")]
    items += [statement(f"n{number}", f"{stem} {number}", family="fa") for number in range(12)]
    assert {f"n{number}" for number in range(12)} == {problem.item for problem in copies(items)}


def test_parameters_are_part_of_the_question() -> None:
    """Two items whose slots are alike but drawn from other values ask other things."""
    item = {"format": "numeric", "stem": "What is {=n} + 1?", "answer": "=n + 1"}
    small = {**item, "parameters": {"n": {"range": [1, 60]}}}
    large = {**item, "parameters": {"n": {"choices": [1000, 2000, 3000, 4000]}}}
    assert copies([{"id": "one", **small}, {"id": "two", **large}]) == []
    assert [p.item for p in copies([{"id": "one", **small}, {"id": "two", **small}])] == ["two"]


VOCABULARY = st.sampled_from(["loss", "falls", "when", "rate", "is", "low", "and", "data", "few"])
STEMS = st.lists(
    st.lists(VOCABULARY, min_size=1, max_size=14).map(" ".join), min_size=2, max_size=8
)


@given(STEMS)
@settings(max_examples=examples(150), deadline=None)
def test_the_index_misses_no_pair(stems: list[str]) -> None:
    """An item is reported if and only if comparing it with each earlier one finds it near."""

    def shingles(stem: str) -> set[tuple[str, ...]]:
        words = stem.split()
        return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}

    def near(one: str, other: str) -> bool:
        a, b = shingles(one), shingles(other)
        return one == other or len(a & b) >= NEAR * len(a | b)

    expected = [
        f"n{place}"
        for place, stem in enumerate(stems)
        if any(near(stem, earlier) for earlier in stems[:place])
    ]
    items = [statement(f"n{place}", stem) for place, stem in enumerate(stems)]
    assert expected == [problem.item for problem in copies(items)]


def test_many_copies_are_each_reported_once() -> None:
    """A thousand copies give a line each, not a line for each pair."""
    items = [statement(f"n{number}", "The hinge loss is convex.") for number in range(1000)]
    problems = copies(items)
    assert len(problems) == 999
    assert max(len(problem.message) for problem in problems) < 600


def test_stimulus_is_compared_by_id() -> None:
    """Items on one stimulus with the same stem are copies."""
    placement = Placement(stimulus=Stimulus(id="text-a", text="A long text."))
    items = [
        make_item(statement(name, "What follows?", stimulus="text-a")).placed(placement)
        for name in ("one", "two")
    ]
    problems = lint(Bank({item.id: item for item in items}))
    assert [problem.item for problem in problems if problem.rule == "E10"] == ["two"]
