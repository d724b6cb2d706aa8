"""E14 finds what 200 variants made one by one show, whether it draws or knows without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mlinterview.errors import ExpressionError
from mlinterview.model.problem import Problem
from mlinterview.model.registry import make_item

STEM = "What comes of {=a} and {=b}?"
AB: dict[str, Any] = {"a": {"range": [1, 12]}, "b": {"range": [0.5, 1.5]}}

SOUND: dict[str, dict[str, Any]] = {
    "bounds-show-it": {"derive": {"c": "a / b"}, "tolerance": {"relative": 0.1}},
    "bounds-do-not": {"derive": {"c": "1 / (2 * a - a)"}},
    "tolerance-of-zero-or-more": {"derive": {"c": "a - 1"}, "tolerance": {"absolute": "=a - 1"}},
    "zero-with-absolute-tolerance": {"derive": {"c": "a - 4"}, "tolerance": {"absolute": 0.1}},
    "ends-that-rise": {"derive": {"c": "a"}, "answer": None, "range": ["=a", "=a + b"]},
    "digits-of-whole-numbers": {"derive": {"c": "a"}, "stem": "What of {=a:d} and {=b:.1f}?"},
    "stems-by-what-is-derived": {"derive": {"c": "a * b"}, "stem": "What comes of {=c:.2f}?"},
    "a-sign-for-a-number": {"derive": {"c": "60 + a"}, "stem": "What of {=c:c}, {=a} and {=b}?"},
}
FAULTY: dict[str, dict[str, Any]] = {
    "no-value": {"derive": {"c": "1 / (a - 7)"}},
    "a-root-of-less-than-nothing": {"derive": {"c": "sqrt(a - 1.4 * b)"}},
    "a-negative-tolerance": {"derive": {"c": "a"}, "tolerance": {"absolute": "=a - 3"}},
    "zero-with-relative-tolerance": {"derive": {"c": "a - 4"}, "tolerance": {"relative": 0.1}},
    "ends-that-fall": {"derive": {"c": "a"}, "answer": None, "range": ["=a", "=11 * b"]},
    "another-type": {
        "derive": {"c": "a if a != 5 else a / 2"},
        "stem": "What of {=c:d}, {=a} and {=b}?",
    },
    "no-sign-for-a-number": {
        "derive": {"c": "1114110 - 10 + a"},
        "stem": "What of {=c:c}, {=a} and {=b}?",
    },
}


def source_of(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    made = {"id": name, "format": "numeric", "stem": STEM, "answer": "=c", "parameters": AB}
    return {key: value for key, value in (made | fields).items() if value is not None}


def first_fault(source: dict[str, Any]) -> int | None:
    """The first of 200 seeds whose variant cannot be made."""
    item = make_item(source)
    for seed in range(200):
        try:
            item.variant(seed)
        except ExpressionError:
            return seed
    return None


def found(problems: list[Problem]) -> list[str]:
    return [problem.message for problem in problems if problem.rule == "E14"]


@pytest.mark.parametrize("name", SOUND)
def test_sound_items(name: str, lint_items: Callable[..., list[Problem]]) -> None:
    """Nothing is found where every variant can be made, and stems differ."""
    source = source_of(name, SOUND[name])
    assert first_fault(source) is None
    assert found(lint_items([source])) == []


@pytest.mark.parametrize("name", FAULTY)
def test_faulty_items(name: str, lint_items: Callable[..., list[Problem]]) -> None:
    """The first seed whose variant cannot be made is named."""
    source = source_of(name, FAULTY[name])
    seed = first_fault(source)
    assert seed is not None
    (message,) = found(lint_items([source]))
    assert message.startswith(f"seed {seed}: ")


def test_few_stems(lint_items: Callable[..., list[Problem]]) -> None:
    """Stems are counted, not draws: a format may make one of two."""
    source = source_of(
        "few-stems", {"derive": {"c": "a * b"}, "stem": "What of {=a} and {=b:.0f}?"}
    )
    item = make_item(source)
    stems = {item.variant(seed).stem for seed in range(200)}
    assert found(lint_items([source])) == [
        f"200 seeds give {len(stems)} distinct stems; 50 or more expected"
    ]
