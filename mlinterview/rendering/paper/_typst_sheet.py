"""The sheet for answers in typst: bubbles, boxes and lines, one entry a question."""

from __future__ import annotations

from mlinterview.rendering._typst_text import plain
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper.model import BlankSpace, Choice, Paper, Question
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
        f"([{question.number}], [{_entry(question, words)}]), " for question in paper.questions
    )
    return (
        f"#sheet([{plain(words.answer_sheet)}], [{plain(subtitle(paper))}], ({person}),"
        f" [{plain(words.sheet_hint)}], ({rows}))"
    )


def _entry(question: Question, words: Words) -> str:
    if question.rows:
        letters = _letters(question.choices)
        return "".join(f"#sheet-row([{row.number}])[{letters}]" for row in question.rows)
    if question.format == "true_false":
        return " #h(0.2em) ".join(f"#oval[{plain(choice.text)}]" for choice in question.choices)
    if question.room.kind == "letters":
        return " #h(0.15em) ".join(["#letter-box"] * question.room.count)
    if question.choices:
        return _letters(question.choices)
    if question.blanks:
        return "".join(map(_blank, question.blanks))
    if question.room.kind == "line":
        return f"#sheet-line[{plain(question.unit or '')}]"
    return f"#sheet-note[{plain(words.on_question)}]"


def _letters(choices: tuple[Choice, ...]) -> str:
    return " #h(0.1em) ".join(f"#circled[{choice.letter}]" for choice in choices)


def _blank(blank: BlankSpace) -> str:
    body = _letters(blank.choices) or f"#sheet-line[{plain(blank.unit or '')}]"
    return f"#sheet-row([({blank.number})])[{body}]"
