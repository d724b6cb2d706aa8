"""The sheet for answers in typst: bubbles, boxes and lines, one entry a question."""

from __future__ import annotations

from mlinterview.rendering._typst_text import plain
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper._sheet import Entry, entries
from mlinterview.rendering.paper.model import Paper, Question
from mlinterview.rendering.paper.words import Words, words_in

__all__ = ["sheet"]


def sheet(paper: Paper) -> str:
    """The call that prints it."""
    words = words_in(paper.words)
    person = "".join(
        f"field([{plain(name)}], {f'[{plain(value)}]' if value else 'blank-line'}), "
        for name, value in person_fields(paper)
    )
    rows = "".join(
        f"([{question.number}], [{_fields(question, words)}]), " for question in paper.questions
    )
    return (
        f"#sheet([{plain(words.answer_sheet)}], [{plain(subtitle(paper))}], ({person}),"
        f" [{plain(words.sheet_hint)}], ({rows}))"
    )


def _fields(question: Question, words: Words) -> str:
    return "".join(_placed(entry, _field(entry, words)) for entry in entries(question))


def _placed(entry: Entry, field: str) -> str:
    if entry.row is not None:
        return f"#sheet-row([{entry.row}])[{field}]"
    return field if entry.blank is None else f"#sheet-row([({entry.blank})])[{field}]"


def _field(entry: Entry, words: Words) -> str:
    if entry.kind == "letters":
        return " #h(0.1em) ".join(f"#circled[{choice.letter}]" for choice in entry.choices)
    if entry.kind == "words":
        return " #h(0.2em) ".join(f"#oval[{plain(choice.text)}]" for choice in entry.choices)
    if entry.kind == "boxes":
        return " #h(0.15em) ".join(["#letter-box"] * entry.count)
    if entry.kind == "rule":
        return f"#sheet-line[{plain(entry.unit)}]"
    return f"#sheet-note[{plain(words.on_question)}]"
