"""Items in a terminal: every format, at every width, with and without colour."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

import mlinterview as mli
from mlinterview import Item, make_item, present
from mlinterview.model.item import Stimulus
from mlinterview.model.registry import BUILT_IN
from mlinterview.rendering.terminal import item_text

Snapshot = Callable[[str, str], None]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", BUILT_IN)
def test_items_look_as_kept(name: str, items: dict[str, Item], snapshot: Snapshot) -> None:
    """The plain text of each format at 80 columns."""
    item = items[name]
    text = item_text(present(item, seed=7), root=item.placement.root)
    snapshot(f"item-{name}.txt", text + "\n")


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_lines_keep_the_width(name: str, width: int, color: bool, items: dict[str, Item]) -> None:
    """No line is wider than asked for, and only colour brings escape codes."""
    item = items[name]
    text = item_text(present(item, seed=7), root=item.placement.root, width=width, color=color)
    assert color == bool(ESCAPE.search(text))
    assert all(cell_len(ESCAPE.sub("", line)) <= width for line in text.splitlines())
    assert not re.search(r"[ \t]$", text, re.MULTILINE) or color


def test_the_bank_keeps_the_width() -> None:
    """Every bundled item fits 80 columns, without raw math and without the key."""
    for item in mli.load_bank(strict=False).values():
        text = item_text(present(item, seed=1), root=item.placement.root)
        assert all(cell_len(line) <= 80 for line in text.splitlines()), item.id
        assert not re.search(r"\\(frac|sum|partial|times|log)\b", text), item.id


def test_signs_of_markdown_stay_without_styles(items: dict[str, Item]) -> None:
    """Without colour emphasis and code keep their signs; with colour the styles say it."""
    shown = present(items["multi_select"])
    plain, styled = item_text(shown), ESCAPE.sub("", item_text(shown, color=True))
    assert "*low*" in plain
    assert "**each**" in plain
    assert "`high`" in plain
    assert "*low*" not in styled
    assert "`high`" not in styled


def test_angle_brackets_and_money_stay(items: dict[str, Item]) -> None:
    """A token in angle brackets is no HTML, and two prices are no math."""
    assert "<bos> are the same" in item_text(present(items["true_false"]))
    assert "$3 and $5" in item_text(present(items["multi_select"]))


def test_a_blank_before_a_bracket_is_no_link(items: dict[str, Item]) -> None:
    """``{{rate}}(n)`` is a blank and a bracket, not a Markdown link."""
    assert "It is [rate](n) and [name]" in item_text(present(items["cloze"]))


def test_a_figure_with_data_is_plotted(items: dict[str, Item]) -> None:
    """With its CSV a figure is a plot, described in words too where there is no colour."""
    item = items["true_false"]
    shown = present(item)
    plain = item_text(shown, root=item.placement.root)
    assert "┤" in plain
    assert "[The loss falls.]" in plain
    assert "[The loss falls.]" not in item_text(shown, root=item.placement.root, color=True)


@pytest.mark.parametrize(
    "data", [None, "figures/none.csv", "../conftest.py", "/etc/passwd", "../../x.csv"]
)
def test_a_figure_without_data_is_described(
    data: str | None, items: dict[str, Item], tmp_path: Path
) -> None:
    """Without a readable CSV below the bank's folder a figure is its alternative text."""
    shown = present(items["true_false"])
    shown["figures"] = [{"file": "figures/loss.svg", "alt": "The loss falls.", "data": data}]
    text = item_text(shown, root=items["true_false"].placement.root)
    assert "[Figure figures/loss.svg: The loss falls.]" in text
    assert "┤" not in text


def test_a_stimulus_stands_above_the_stem() -> None:
    """Title, text and then the question."""
    item = make_item({"id": "on-it", "format": "true_false", "stem": "Is it so?", "answer": True})
    stimulus = Stimulus(id="shared", title="A log", text="It *fell*.")
    placed = item.placed(replace(item.placement, stimulus=stimulus))
    lines = item_text(present(placed)).splitlines()
    assert lines[:4] == ["A log", "It *fell*.", "─" * 80, "Is it so?"]


def test_escape_codes_of_an_item_are_not_obeyed() -> None:
    """What a foreign bank writes cannot move the cursor or set colours."""
    item = make_item(
        {
            "id": "hostile",
            "title": "Red \x1b[31m",
            "format": "single_choice",
            "stem": "Clear \x1b[2J and \x07 and \x9b31m?",
            "options": [
                {"id": "a", "text": "\x1b]0;x\x07", "correct": True},
                {"id": "b", "text": "b"},
            ],
        }
    )
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", item_text(present(item)))
