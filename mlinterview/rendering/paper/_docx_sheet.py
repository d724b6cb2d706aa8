"""The sheet for answers in a Word document: a table, one row an answer."""

from __future__ import annotations

from typing import Any

from mlinterview.rendering._docx_text import add_table, clean
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper._sheet import Entry, entries
from mlinterview.rendering.paper.model import Paper
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
    rows = [entry for question in paper.questions for entry in entries(question)]
    table = add_table(document, len(rows), 2, (2.0, 14.0))
    for row, entry in zip(table.rows, rows, strict=True):
        row.cells[0].paragraphs[0].add_run(entry.label).bold = True
        row.cells[1].paragraphs[0].add_run(clean(_field(entry, words)))


def _field(entry: Entry, words: Words) -> str:
    if entry.kind == "letters":
        return "   ".join(f"☐ {choice.letter}" for choice in entry.choices)
    if entry.kind == "words":
        return "    ".join(f"☐ {choice.text}" for choice in entry.choices)
    if entry.kind == "boxes":
        return "____   " * entry.count
    if entry.kind == "rule":
        return f"{_RULE} {entry.unit}"
    return words.on_question
