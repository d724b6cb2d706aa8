"""The sheet for answers in a Word document: a table, one row an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mlinterview.rendering._docx_text import add_table, clean
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper.model import Choice, Paper, Question
from mlinterview.rendering.paper.words import Words, words_in

__all__ = ["add_sheet"]

_RULE = "_" * 30


def add_sheet(document: Any, paper: Paper) -> None:
    """Add it at the end of a document."""
    words = words_in(paper.words)
    document.add_paragraph(words.answer_sheet, style="Heading 1")
    document.add_paragraph(clean(subtitle(paper)))
    for name, value in person_fields(paper):
        document.add_paragraph(clean(f"{name}: {value or '_' * 40}"))
    rows = [entry for question in paper.questions for entry in _entries(question, words)]
    table = add_table(document, len(rows), 2, (2.0, 14.0))
    for row, (label, entry) in zip(table.rows, rows, strict=True):
        row.cells[0].paragraphs[0].add_run(label).bold = True
        row.cells[1].paragraphs[0].add_run(clean(entry))


def _entries(question: Question, words: Words) -> Iterator[tuple[str, str]]:
    number = str(question.number)
    if question.rows:
        for row in question.rows:
            yield f"{number} [{row.number}]", _letters(question.choices)
    elif question.format == "true_false":
        yield number, "    ".join(f"☐ {choice.text}" for choice in question.choices)
    elif question.room.kind == "letters":
        yield number, "____   " * question.room.count
    elif question.choices:
        yield number, _letters(question.choices)
    elif question.blanks:
        for blank in question.blanks:
            entry = _letters(blank.choices) if blank.choices else f"{_RULE} {blank.unit or ''}"
            yield f"{number} ({blank.number})", entry
    elif question.room.kind == "line":
        yield number, f"{_RULE} {question.unit or ''}"
    else:
        yield number, words.on_question


def _letters(choices: Sequence[Choice]) -> str:
    return "   ".join(f"☐ {choice.letter}" for choice in choices)
