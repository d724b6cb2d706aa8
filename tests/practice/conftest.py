"""A bank with an item of every format, and a terminal that a test answers for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview import Bank
from mlinterview.console.screen import Blocks, Drawing, Face, TimeOver
from mlinterview.rendering.terminal import Look, render


def _option(identity: str, correct: bool = False, **more: Any) -> dict[str, Any]:
    text = identity.replace("-", " ")
    return {
        "id": identity,
        "text": text,
        "correct": correct,
        "feedback": f"So much for {text}.",
    } | more


ITEMS: list[dict[str, Any]] = [
    {
        "id": "one-of-three",
        "format": "single_choice",
        "title": "One of three",
        "stem": "Which one?",
        "options": [_option("the-key", True), _option("near-miss"), _option("far-off")],
        "explanation": "Because it is the key.",
        "references": [{"title": "A Book", "locator": "Section 1"}],
    },
    {
        "id": "two-of-four",
        "format": "multi_select",
        "stem": "Which ones?",
        "options": [
            _option("first", True),
            _option("second"),
            _option("third", True),
            _option("fourth"),
        ],
        "points": 2,
    },
    {"id": "so-or-not", "format": "true_false", "stem": "Is it so?", "answer": True},
    {
        "id": "rows-to-options",
        "format": "matching",
        "stem": "Match.",
        "rows": [
            {"id": "upper", "text": "Upper", "match": "high"},
            {"id": "lower", "text": "Lower", "match": "low"},
        ],
        "options": [{"id": name, "text": name} for name in ("high", "low", "flat")],
    },
    {
        "id": "steps-in-order",
        "format": "ordering",
        "stem": "Order.",
        "steps": [{"id": name, "text": name} for name in ("split", "fit", "score")],
    },
    {
        "id": "a-number",
        "format": "numeric",
        "stem": "How many?",
        "answer": 12,
        "unit": "ms",
        "derivation": "3 times 4.",
    },
    {"id": "a-word", "format": "short_answer", "stem": "Name it.", "accept": ["bias"]},
    {
        "id": "two-blanks",
        "format": "cloze",
        "stem": "It is {{rate}} and takes {{cost}}.",
        "blanks": {
            "rate": {
                "format": "single_choice",
                "options": [
                    {"id": "linear", "text": "O(n)", "correct": True},
                    {"id": "square", "text": "O(n²)"},
                ],
            },
            "cost": {"format": "numeric", "answer": 3},
        },
    },
    {
        "id": "in-words",
        "format": "free_text",
        "points": 2,
        "stem": "Why?",
        "rubric": {
            "criteria": [
                {"id": "path", "statement": "Names the path.", "evidence": ["skip connection"]},
                {"id": "sum", "statement": "Names the sum.", "evidence": ["plus one"]},
            ]
        },
        "sample_answer": "A skip connection, plus one.",
    },
]
FORM = {
    "id": "short",
    "title": "A short exam",
    "minutes": 5,
    "instructions": "Work *alone*.",
    "sections": [
        {"title": "Part one", "items": ["so-or-not", {"id": "a-number", "points": 3}]},
        {
            "title": "Part two",
            "items": [{"id": "one-of-three", "options": ["far-off", "the-key", "near-miss"]}],
        },
    ],
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bank."""
    root = tmp_path_factory.mktemp("bank")
    questions = root / "questions" / "ml_theory"
    questions.mkdir(parents=True)
    (questions / "items.yaml").write_text(json.dumps(ITEMS), encoding="utf-8")
    exams = root / "questions" / "exams"
    exams.mkdir()
    (exams / "short.form.yaml").write_text(json.dumps(FORM), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def bank(folder: Path) -> Bank:
    """The bank."""
    return mli.load_bank(folder)


@dataclass
class Scripted:
    """A terminal whose keys and lines a test gives beforehand; ``text`` is all that was shown."""

    keys: bool
    given: list[str]
    text: str = ""
    pages: list[str] = field(default_factory=list)
    #: called before each answer, with the number of those given
    watch: Callable[[int], None] = lambda count: None
    look: Look = field(default_factory=Look)

    def __post_init__(self) -> None:
        self.taken = 0

    def page(self, drawing: Drawing, *, below: int = 0) -> None:
        self.show(drawing(self.look))
        self.pages.append(self.text)

    def live(self, drawing: Drawing) -> None:
        self.show(drawing(self.look))

    def show(self, blocks: Blocks, *, paged: bool = False) -> None:
        self.text += render(blocks, self.look)

    def _next(self) -> str:
        self.watch(self.taken)
        self.taken += 1
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
        text = self._next()
        if face is not None and face() is None:
            raise TimeOver(text)
        return text

    def close(self) -> None:
        pass


Scripting = Callable[..., Scripted]


@pytest.fixture
def scripted() -> Scripting:
    """Makes a terminal: ``keys`` are single keys and lines, else every entry is a line."""

    def make(given: Iterable[str], *, keys: bool = True) -> Scripted:
        return Scripted(keys, list(given))

    return make


@pytest.fixture
def plain() -> Callable[[str], str]:
    """A text without escape codes."""
    return lambda text: re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[@-Z\\-_])", "", text)
