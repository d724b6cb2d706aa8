"""Items of every format that no change of the bank touches, and snapshots of what is printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mlinterview import Item, make_item

HERE = Path(__file__).parent

_OPTIONS = [
    {
        "id": "shuffled-labels",
        "text": "The labels are shuffled at **each** step",
        "correct": True,
        "feedback": "Then the target moves.",
    },
    {
        "id": "low-rate",
        "text": "The learning rate is far too low, so that no step moves the weights enough to be"
        " seen",
        "feedback": "That gives a *level* curve.",
        "misconception": "low-rate-jumps",
    },
    {"id": "high-rate", "text": "The rate exceeds $2/\\lambda_{\\max}$", "correct": True},
    {"id": "eval-mode", "text": "`model.eval()` was called\n\n```python\nmodel.eval()\n```"},
]
_COMMON = {
    "explanation": "With $y = F(x) + x$ the derivative is $F'(x) + I$, so it costs \\$0.",
    "references": [
        {"title": "A Book", "locator": "Section 3.1", "url": "https://example.org/book"}
    ],
}
SOURCES: dict[str, dict[str, Any]] = {
    "single_choice": {
        "title": "Which loss",
        "stem": "Which gradient of $L = \\frac{1}{n}\\sum_i (y_i - \\hat{y}_i)^2$ is right?",
        "options": [
            {**option, "correct": option["id"] == "high-rate"}
            for option in _OPTIONS
            if option["id"] != "eval-mode"
        ],
    },
    "multi_select": {
        "title": "Causes of a jumping loss",
        "stem": "The loss jumps:\n\n| step | loss |\n|---|---:|\n| 1 | $x_1$ |\n| 2 | 8.0 |\n\n"
        "1. It starts *low*.\n2. It ends `high`.\n\nWhat can be the cause? It costs $3 and $5.",
        "options": _OPTIONS,
    },
    "true_false": {
        "stem": "The token `<eos>` and <bos> are the same.",
        "answer": False,
        "feedback": {"true": "One ends, one begins.", "false": "Just so."},
    },
    "matching": {
        "stem": "Match.",
        "rows": [
            {"id": "price", "text": "House price", "match": "mse", "feedback": "A real number."},
            {"id": "spam", "text": "Spam or not", "match": "bce", "feedback": "Yes or no."},
        ],
        "options": [
            {"id": "mse", "text": "$\\|y - \\hat y\\|_2^2$"},
            {"id": "bce", "text": "Binary cross-entropy"},
            {"id": "ctc", "text": "CTC"},
        ],
    },
    "ordering": {
        "stem": "Order the steps.",
        "steps": [
            {"id": "split", "text": "Split"},
            {"id": "fit", "text": "Fit"},
            {"id": "score", "text": "Score"},
        ],
    },
    "numeric": {
        "stem": "How long does it take?\n\n$$t = \\frac{n}{r}$$\n\nGive it in ms.",
        "answer": 0.25,
        "tolerance": {"absolute": 0.01},
        "unit": "ms",
        "derivation": "1/4 of $1$.",
    },
    "short_answer": {
        "stem": "```sql\nSELECT COUNT(*)\nFROM t -- costs $5 and $6\n```\n\nWhat does it return?",
        "accept": ["five", "5"],
        "reject": [{"text": "4", "feedback": "NULL rows count."}],
    },
    "cloze": {
        "stem": "It is {{rate}}(n) and {{name}}; the cost is {{cost}}.",
        "blanks": {
            "rate": {
                "format": "single_choice",
                "options": [
                    {"id": "linear", "text": "$O(n)$", "correct": True},
                    {"id": "square", "text": "$O(n^2)$"},
                ],
            },
            "name": {"format": "short_answer", "accept": ["merge_sort"]},
            "cost": {"format": "numeric", "answer": 3, "unit": "s"},
        },
    },
    "free_text": {
        "points": 2,
        "stem": "Why does it help?",
        "rubric": {
            "criteria": [
                {"id": "path", "statement": "Names the path.", "evidence": ["skip connection"]},
                {"id": "sum", "statement": "Names $F'(x) + 1$.", "evidence": ["plus one"]},
            ]
        },
        "sample_answer": "A skip connection adds the input.",
    },
}


@pytest.fixture(scope="session")
def items() -> dict[str, Item]:
    """An item of every format, by format; the one with options has a figure with data."""
    made = {
        name: make_item({"id": name.replace("_", "-"), "format": name, **_COMMON, **source})
        for name, source in SOURCES.items()
    }
    figure = {"file": "figures/loss.svg", "alt": "The loss falls.", "data": "figures/loss.csv"}
    plotted = make_item(made["true_false"].as_written() | {"figures": [figure]})
    made["true_false"] = plotted.placed(replace(plotted.placement, root=HERE / "files"))
    return made


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compares a text with the file kept for it; UPDATE_SNAPSHOTS=1 writes the file instead."""

    def compare(name: str, found: str) -> None:
        path = HERE / "snapshots" / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(found, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == found, f"UPDATE_SNAPSHOTS=1 rewrites {name}"

    return compare
