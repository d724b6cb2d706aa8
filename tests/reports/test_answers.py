"""Responses and keys as a person reads them, and the references beside them."""

from __future__ import annotations

from typing import Any

import pytest

import mlinterview as mli
from mlinterview.reports import ItemResult

STEM = {"id": "item", "stem": "Which?"}
OPTIONS = [{"id": "a1", "text": "Option A", "correct": True}, {"id": "b1", "text": "Option B"}]
STEPS = [{"id": name, "text": f"Step {name}"} for name in ("one", "two", "three")]
GAPS = {
    "format": "cloze",
    "stem": "{{w}} {{c}}",
    "blanks": {
        "w": {"format": "short_answer", "accept": ["term", "word"]},
        "c": {"format": "single_choice", "options": OPTIONS},
    },
}

KEYS: list[tuple[dict[str, Any], list[str]]] = [
    ({"format": "single_choice", "options": OPTIONS}, ["Option A"]),
    ({"format": "multi_select", "options": OPTIONS}, ["Option A"]),
    (
        {"format": "multi_select", "options": [{**o, "correct": False} for o in OPTIONS]},
        ["none of them"],
    ),
    ({"format": "true_false", "answer": True}, ["true"]),
    ({"format": "numeric", "answer": 3}, ["3"]),
    (
        {"format": "numeric", "answer": 3, "unit": "ms", "tolerance": {"absolute": 0.5}},
        ["3 ms ± 0.5"],
    ),
    ({"format": "numeric", "answer": 3, "tolerance": {"relative": 0.05}}, ["3 ± 5%"]),
    (
        {"format": "numeric", "answer": 3.14, "tolerance": {"digits": 2}},
        ["3.14 to 2 significant digits"],
    ),
    ({"format": "numeric", "range": [1, 2.5]}, ["1 to 2.5"]),
    ({"format": "short_answer", "accept": ["one", "two"]}, ["one", "two"]),
    ({"format": "short_answer", "accept_pattern": "o+"}, ["what matches o+"]),
    ({"format": "ordering", "steps": STEPS}, ["1. Step one", "2. Step two", "3. Step three"]),
    (
        {"format": "ordering", "steps": STEPS, "before": [["one", "three"]]},
        [
            "1. Step one",
            "2. Step two",
            "3. Step three",
            "Any order that keeps: Step one before Step three",
        ],
    ),
    (GAPS, ["w: term / word", "c: Option A"]),
]


def result(item: mli.Item, response: Any, **fields: Any) -> ItemResult:
    bank = mli.Bank({item.id: item})
    scores = mli.grade_all(bank, [{"item": item.id, "response": response, **fields}])
    return mli.report(scores, bank=bank).examinees[0].items[0]


@pytest.mark.parametrize(("content", "lines"), KEYS, ids=lambda value: str(value)[:50])
def test_key_is_readable(content: dict[str, Any], lines: list[str]) -> None:
    """Keys have texts for ids, tolerances, and everything that is accepted."""
    found = result(mli.make_item({**STEM, **content}), None)
    assert found.key is not None
    assert list(map(str, found.key.text)) == lines


RESPONSES: list[tuple[dict[str, Any], Any, list[str]]] = [
    ({"format": "multi_select", "options": OPTIONS}, [], ["none of them"]),
    ({"format": "true_false", "answer": True}, "f", ["false"]),
    ({"format": "numeric", "answer": 3}, 0.25, ["0.25"]),
    (
        {"format": "ordering", "steps": STEPS},
        ["two", "one", "three"],
        ["1. Step two", "2. Step one", "3. Step three"],
    ),
    (GAPS, {"c": "b1"}, ["c: Option B"]),
    ({"format": "single_choice", "options": OPTIONS}, "zz", ["zz"]),
    ({"format": "single_choice", "options": OPTIONS}, {"a": [1]}, ['{"a": [1]}']),
]


@pytest.mark.parametrize(("content", "response", "lines"), RESPONSES, ids=lambda v: str(v)[:40])
def test_response_is_readable(content: dict[str, Any], response: Any, lines: list[str]) -> None:
    """Responses too; what cannot be read is shown as it was given."""
    assert (
        list(map(str, result(mli.make_item({**STEM, **content}), response).response_text)) == lines
    )


def test_letters_are_those_on_the_paper() -> None:
    """With a seed the options have the letters, and stand in the order, that were printed."""
    item = mli.make_item({**STEM, "format": "multi_select", "options": OPTIONS})
    shown = mli.present(item, seed=4)["options"]
    found = result(item, ["a1", "b1"], seed=4)
    assert list(map(str, found.response_text)) == [
        f"{one['letter']}) {one['text']}" for one in shown
    ]


@pytest.mark.parametrize(
    ("url", "html"),
    [
        (
            "https://example.org/a?b=1&c",
            '<a href="https://example.org/a?b=1&amp;c" rel="noreferrer">Book</a>, p. 1',
        ),
        ("javascript:alert(1)", "Book, p. 1, javascript:alert(1)"),
        (None, "Book, p. 1"),
    ],
)
def test_references_link_to_the_web_alone(url: str | None, html: str) -> None:
    """Addresses of the web become links, anything else stays text."""
    reference = {"title": "Book", "locator": "p. 1", **({"url": url} if url else {})}
    content = {"format": "true_false", "answer": True, "references": [reference]}
    bank = mli.Bank({"item": mli.make_item({**STEM, **content})})
    scores = mli.grade_all(bank, [{"item": "item", "response": False}])
    assert f"<li>{html}</li>" in mli.report(scores, bank=bank).to_html()
