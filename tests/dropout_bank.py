"""A bank of one small rubric, and judged answers to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

ITEM: dict[str, Any] = {
    "id": "dropout",
    "format": "free_text",
    "stem": "What does this layer do while a network is trained?",
    "topics": [],
    "points": 2,
    "sample_answer": (
        "Dropout reduces overfitting of the network. At each step a random part of the units is"
        " switched off."
    ),
    "rubric": {
        "criteria": [
            {
                "id": "less",
                "statement": "Less.",
                "evidence": ["dropout ~ <decrease> ~ overfitting"],
            },
            {"id": "off", "statement": "Off.", "evidence": ["units ~ switched off"]},
        ]
    },
}
ANSWERS: list[dict[str, Any]] = [
    {"text": "Dropout reduces overfitting of the network.", "met": ["less"]},
    {"text": "The units are switched off at random.", "met": ["off"]},
    {"text": "It makes the network larger.", "met": []},
    {"text": "Dropout increases the overfitting of a network.", "met": []},
    {"text": "Overfitting is reduced by the dropout in it.", "met": ["less"]},
    {"text": "In each step some of the units are switched off.", "met": ["off"]},
    {"text": "Dropout does not reduce overfitting.", "met": []},
    {"text": "I have no idea what the layer is for.", "met": []},
    {"text": "It normalises the inputs of a layer.", "met": []},
    {"text": "With dropout there is a decrease of overfitting.", "met": ["less"]},
    {"text": "One has switched off the units that are drawn.", "met": ["off"]},
    {
        "text": "Units are switched off while it is trained, and so dropout reduces overfitting.",
        "met": ["less", "off"],
    },
]


def write_bank(
    root: Path, answers: Sequence[dict[str, Any]] = tuple(ANSWERS), **fields: Any
) -> Path:
    """The bank with the item, some fields changed, and its judged answers."""
    files = {
        "questions/ml_theory/items.yaml": [{**ITEM, **fields}],
        "graders/calibration/dropout.yaml": {"item": "dropout", "answers": list(answers)},
    }
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return root
