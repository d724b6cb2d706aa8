"""An answer looked at again: what was right, in words, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import mlinterview as mli
from mlinterview import Item, ItemScore, grade, make_item
from mlinterview.rendering.review import key_text, points_text, review_blocks, verdict
from mlinterview.rendering.terminal import Look, render

Snapshot = Callable[[str, str], None]

#: by name: format, response
ANSWERS: dict[str, tuple[str, Any]] = {
    "single-wrong": ("single_choice", "low-rate"),
    "single-right": ("single_choice", "high-rate"),
    "multi-partly": ("multi_select", ["shuffled-labels", "low-rate"]),
    "multi-none": ("multi_select", []),
    "true-false-wrong": ("true_false", True),
    "true-false-right": ("true_false", False),
    "matching-partly": ("matching", {"price": "ctc"}),
    "ordering-partly": ("ordering", ["fit", "split", "score"]),
    "numeric-wrong": ("numeric", "0.3 ms"),
    "numeric-right": ("numeric", "0.25"),
    "short-rejected": ("short_answer", "4"),
    "short-strange": ("short_answer", "*4* $x$ `[a](b)`"),
    "cloze-partly": ("cloze", {"rate": "linear", "name": "quicksort"}),
    "free-text": ("free_text", "The skip connection does it."),
    "unanswered": ("matching", None),
}


def _text(item: Item, score: ItemScore, **options: Any) -> str:
    look = Look()
    return render(review_blocks(item, score, look, seed=7, **options), look)


@pytest.mark.parametrize("name", ANSWERS)
def test_reviews_look_as_kept(name: str, items: dict[str, Item], snapshot: Snapshot) -> None:
    """The verdict first, then part by part what was answered and what is right, then why."""
    item = items[ANSWERS[name][0]]
    snapshot(f"review-{name}.txt", _text(item, grade(item, ANSWERS[name][1], seed=7)))


@pytest.mark.parametrize("name", sorted({kind for kind, _ in ANSWERS.values()}))
def test_keys_look_as_kept(name: str, items: dict[str, Item], snapshot: Snapshot) -> None:
    """The key with its feedback, explanation and references."""
    snapshot(f"key-{name}.txt", key_text(items[name], seed=7) + "\n")


def test_verdicts_in_words(items: dict[str, Item]) -> None:
    """Right, partly right, wrong, not answered and for review are told apart by words."""
    words = {name: verdict(grade(items[kind], given))[0] for name, (kind, given) in ANSWERS.items()}
    assert words["single-right"] == "Right: 1 of 1 point"
    assert words["single-wrong"] == "Wrong: 0 of 1 point"
    assert words["ordering-partly"] == "Partly right: 0.33 of 1 point"
    assert words["unanswered"] == "Not answered: 0 of 1 point"
    assert words["free-text"] == "For review: 0 to 2 of 2 points"


def test_a_penalty_is_wrong_with_its_points(items: dict[str, Item]) -> None:
    """Points below zero are shown."""
    scheme = mli.load_scheme("standard")
    changed = scheme.formats.single_choice.model_copy(update={"penalty": 1})
    strict = scheme.model_copy(
        update={"formats": scheme.formats.model_copy(update={"single_choice": changed})}
    )
    score = grade(items["single_choice"], "low-rate", scheme=strict)
    assert verdict(score)[0] == "Wrong: -1 of 1 point"


def test_a_crash_is_told(items: dict[str, Item]) -> None:
    """A grader that crashed gives its reason, and the key is shown all the same."""

    class Broken:
        name, version = "broken", "1"

        def grade(self, *_: object) -> None:
            raise RuntimeError("out of order")

    item = items["single_choice"]
    score = grade(item, "low-rate", graders={"single_choice": Broken()})
    text = _text(item, score)
    assert text.startswith("Could not be graded (out of order)")
    assert "The right answer." in text


def test_full_marks_in_another_order() -> None:
    """With a partial order the order that was given is shown as right."""
    item = make_item(
        {
            "id": "parts",
            "format": "ordering",
            "stem": "Order.",
            "steps": [{"id": name, "text": name.upper()} for name in "abc"],
            "before": [["a", "c"], ["b", "c"]],
        }
    )
    lines = _text(item, grade(item, ["b", "a", "c"])).splitlines()
    assert lines[2:5] == ["  ✓ 1. B", "  ✓ 2. A", "  ✓ 3. C"]


def test_every_item_of_the_bank_has_a_review_and_a_key() -> None:
    """The key of every bundled item reviews as right, within 80 columns, with nothing raw left."""
    bank = mli.load_bank(strict=False)
    for item in bank.values():
        key = item.variant(3).key_response()
        if key is None:
            continue
        score = grade(item, key, seed=3, bank=bank)
        text = _text(item, score, stem=True) + key_text(item, seed=3)
        assert "✗" not in text, item.id
        assert not re.search(r"\\(frac|sum|partial|times|log)\b", text), item.id


def test_points_in_words() -> None:
    """One point is singular, all else plural; digits that say nothing are left out."""
    assert points_text(1 / 3, 1) == "0.33 of 1 point"
    assert points_text(2, 2.5) == "2 of 2.5 points"
