"""A bank of items that people mark, scores to be reviewed, and a terminal that a test answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

import mlinterview as mli
from mlinterview import Bank, ItemScore
from mlinterview.console.screen import Blocks, Drawing, Face
from mlinterview.rendering.terminal import Look, render

ITEMS: list[dict[str, Any]] = [
    {
        "id": "why",
        "format": "free_text",
        "title": "Why it works",
        "stem": "Why does *it* work?",
        "points": 4,
        "version": 3,
        "rubric": {
            "criteria": [
                {"id": "path", "points": 2, "statement": "Names the path.", "evidence": ["skip"]},
                {"id": "sum", "statement": "Names the sum.", "evidence": ["plus one"]},
                {"id": "depth", "statement": "Names the depth.", "grading": "person"},
            ]
        },
        "sample_answer": "Skip, plus one, so it may be deep.",
    },
    {
        "id": "capped",
        "format": "free_text",
        "stem": "Name two.",
        "points": 3,
        "rubric": {
            "cap": 2,
            "criteria": [
                {"id": name, "statement": f"Names {name}.", "evidence": [name]}
                for name in ("dropout", "decay", "augmentation")
            ],
            "misconceptions": [
                {
                    "id": "more-depth",
                    "statement": "Depth regularises.",
                    "evidence": ["deeper network"],
                    "effect": {"minus": 1},
                }
            ],
        },
    },
    {
        "id": "told",
        "format": "free_text",
        "title": "A failure",
        "stem": "Tell of a failure.",
        "points": 3,
        "minutes": 10,
        "rubric": {
            "grading": "person",
            "criteria": [
                {"id": "own", "points": 2, "statement": "Names an own part."},
                {"id": "later", "statement": "Names a later change."},
            ],
            "probes": ["What did you see first?"],
            "red_flags": ["Blames others.", "Hides it."],
        },
        "sample_answer": "I did it, and changed.",
    },
    {"id": "word", "format": "short_answer", "stem": "Name it.", "accept": ["dropout"]},
    {
        "id": "drawn",
        "format": "free_text",
        "stem": "Explain {=n} layers.",
        "parameters": {"n": {"choices": [2, 3, 4, 5]}},
        "rubric": [{"id": "all", "statement": "Explains them.", "evidence": ["layers"]}],
    },
    {
        "id": "gaps",
        "format": "cloze",
        "stem": "{{which}}, {{what}} and {{many}}.",
        "points": 4,
        "blanks": {
            "which": {
                "format": "single_choice",
                "options": [
                    {"id": "noise", "text": "Noise", "correct": True},
                    {"id": "decay", "text": "Decay"},
                ],
            },
            "what": {"format": "short_answer", "accept": ["dropout"]},
            "many": {"format": "numeric", "answer": 3, "weight": 2},
        },
    },
    {"id": "so", "format": "true_false", "stem": "Is it so?", "answer": True},
]


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The bank."""
    return mli.Bank({data["id"]: mli.make_item(data) for data in ITEMS})


Grading = Callable[..., list[ItemScore]]


@pytest.fixture
def graded(bank: Bank) -> Grading:
    """Scores of ``(examinee, item, response)`` triples."""

    def grade(*given: tuple[str, str, Any], **more: Any) -> list[ItemScore]:
        records = [
            {"examinee": who, "item": item, "response": response} for who, item, response in given
        ]
        return list(mli.grade_all(bank, records, **more))

    return grade


@dataclass
class Scripted:
    """A terminal whose keys and lines a test gives beforehand; ``text`` is all that was shown."""

    keys: bool
    given: list[str]
    text: str = ""
    look: Look = field(default_factory=lambda: Look(height=60))

    def page(self, drawing: Drawing, *, below: int = 0) -> None:
        self.show(drawing(self.look))

    def live(self, drawing: Drawing) -> None:
        self.show(drawing(self.look))

    def show(self, blocks: Blocks, *, paged: bool = False) -> None:
        self.text += render(blocks, self.look)

    def _next(self) -> str:
        if not self.given:
            raise EOFError
        entry = self.given.pop(0)
        if entry == "ctrl-c":
            raise KeyboardInterrupt
        return entry

    def ask_key(self, seconds: float | None = None) -> str:
        return self._next()

    def ask_line(self, prompt: str, face: Face | None = None) -> str:
        self.text += prompt
        return self._next()

    def close(self) -> None:
        pass


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    """Makes a terminal: ``keys`` are single keys and lines, else every entry is a line."""

    def make(given: Iterable[str], *, keys: bool = True) -> Scripted:
        return Scripted(keys, list(given))

    return make
