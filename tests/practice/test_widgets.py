"""Single keys to responses: what each key does in each format."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, make_item, present
from mlinterview.practice.widgets import Widget, widget_for
from mlinterview.rendering.terminal import Look, render

ENTER, BACK = "enter", "backspace"


def _widget(bank: Bank, item: str) -> Widget:
    widget = widget_for(present(bank[item]))
    assert widget is not None
    return widget


def _pressed(widget: Widget, keys: list[str]) -> Widget:
    for key in keys:
        if widget.done:
            break
        widget = widget.press(key) or widget
    return widget


#: item, keys, response (None: not done yet)
PRESSES: list[tuple[str, list[str], Any]] = [
    ("one-of-three", ["b"], "near-miss"),
    ("one-of-three", ["B"], "near-miss"),
    ("one-of-three", ["x", "?", ENTER, "a"], "the-key"),
    ("so-or-not", ["t"], True),
    ("so-or-not", ["f"], False),
    ("so-or-not", [ENTER], None),
    ("two-of-four", ["c", "a", ENTER], ["first", "third"]),
    ("two-of-four", ["a", "b", "a", ENTER], ["second"]),
    ("two-of-four", [ENTER, ENTER], None),
    ("two-of-four", ["-", ENTER], []),
    ("two-of-four", ["a", "-", ENTER], []),
    ("two-of-four", ["-", "a", ENTER], ["first"]),
    ("two-of-four", ["-", "-", ENTER], None),
    ("rows-to-options", ["a", "b", ENTER], {"upper": "high", "lower": "low"}),
    ("rows-to-options", ["c", "c", ENTER], {"upper": "flat", "lower": "flat"}),
    ("rows-to-options", ["c", "up", "a", "b", ENTER], {"upper": "high", "lower": "low"}),
    ("rows-to-options", ["down", "b", "a", ENTER], {"upper": "high", "lower": "low"}),
    ("rows-to-options", ["a", BACK, "b", "a", ENTER], {"upper": "low", "lower": "high"}),
    ("rows-to-options", ["a", ENTER], None),
    ("rows-to-options", ["a", ENTER, ENTER], {"upper": "high"}),
    ("rows-to-options", [ENTER, ENTER, ENTER], None),
    ("rows-to-options", ["up", "up", BACK, "a", "b", ENTER], {"upper": "high", "lower": "low"}),
    ("steps-in-order", ["c", "a", "b", ENTER], "cab"),
    ("steps-in-order", ["c", "c", "a", "b", ENTER], "cab"),
    ("steps-in-order", ["c", BACK, "a", "b", "c", ENTER], "abc"),
    ("steps-in-order", ["a", "b", ENTER], None),
    ("steps-in-order", [BACK, ENTER], None),
    ("two-blanks", ["a", "3", ".", "5", ENTER], {"rate": "linear", "cost": "3.5"}),
    ("two-blanks", ["b", "4", BACK, "3", ENTER], {"rate": "square", "cost": "3"}),
    ("two-blanks", ["a", BACK, "b", "q", " ", "s", ENTER], {"rate": "square", "cost": "q s"}),
    ("two-blanks", ["down", "3", ENTER], None),
    ("two-blanks", ["down", "3", ENTER, ENTER], {"cost": "3"}),
    ("two-blanks", [ENTER, "3", "up", "a", ENTER], {"rate": "linear", "cost": "3"}),
    ("two-blanks", [ENTER, ENTER, ENTER, ENTER], None),
    ("two-blanks", ["a", " ", ENTER, ENTER], {"rate": "linear"}),
]


@pytest.mark.parametrize(("item", "keys", "response"), PRESSES)
def test_keys_give_responses(bank: Bank, item: str, keys: list[str], response: Any) -> None:
    """Letters choose, Enter confirms where more than one choice is due, Backspace takes back."""
    start = _widget(bank, item)
    if item == "steps-in-order" and response is not None:
        by_letter = {step["letter"]: step["id"] for step in present(bank[item])["steps"]}
        response = [by_letter[letter] for letter in response]
    end = _pressed(start, keys)
    assert end.done == (response is not None)
    if end.done:
        assert response == end.response


@pytest.mark.parametrize(
    ("item", "keys", "message"),
    [
        ("two-of-four", [ENTER], "Nothing is ticked"),
        ("rows-to-options", [ENTER], "Every row is empty"),
        ("rows-to-options", ["a", ENTER], "1 left empty: Enter again"),
        ("steps-in-order", ["b", "b"], "b stands at 1 already"),
        ("steps-in-order", ["b", ENTER], "2 steps left"),
        ("two-blanks", ["down", ENTER], "Every blank is empty"),
    ],
)
def test_what_is_missing_is_said(bank: Bank, item: str, keys: list[str], message: str) -> None:
    """A key that cannot be obeyed yet says why, until the next key."""
    widget = _pressed(_widget(bank, item), keys)
    assert message in widget.message
    assert not _pressed(widget, ["a"]).message or item == "steps-in-order"


CHOICES = ["one-of-three", "two-of-four", "so-or-not", "rows-to-options", "steps-in-order"]
KEYS = st.sampled_from([*"abcdtfx-?", ENTER, BACK, "up", "down", "escape", ""])


@given(st.sampled_from(CHOICES), st.lists(KEYS, max_size=20))
def test_any_keys_give_a_readable_response(bank: Bank, item: str, keys: list[str]) -> None:
    """Whatever is pressed, the state can be shown, and a done one holds a valid response."""
    widget = _pressed(_widget(bank, item), keys)
    assert render(widget.blocks(Look()), Look())
    assert len(widget.keys) <= 60
    if widget.done:
        assert bank[item].read_response(widget.response) is not None


def test_every_item_of_the_bank_has_keys_or_a_line() -> None:
    """Numbers, words and prose are typed; every other bundled item is answered by keys."""
    typed = {"numeric", "short_answer", "free_text"}
    for item in mli.load_bank(strict=False).values():
        assert (widget_for(present(item, seed=1)) is None) == (item.format in typed), item.id


def test_more_options_than_letters_are_typed() -> None:
    """Labels of two letters cannot be single keys."""
    item = make_item(
        {
            "id": "many",
            "format": "single_choice",
            "stem": "Which?",
            "options": [{"id": f"o{n}", "text": f"{n}", "correct": n == 0} for n in range(27)],
        }
    )
    assert widget_for(present(item)) is None
