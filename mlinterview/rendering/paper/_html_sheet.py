"""The sheet for answers on an HTML page: seen in print alone, since the page has fields."""

from __future__ import annotations

from html import escape

from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper.model import Choice, Paper, Question
from mlinterview.rendering.paper.words import Words, words_in

__all__ = ["sheet"]


def sheet(paper: Paper) -> str:
    """The section that holds it."""
    words = words_in(paper.words)
    person = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value or '')}</dd></div>"
        for name, value in person_fields(paper)
    )
    rows = "".join(
        f'<tr><th scope="row">{question.number}</th><td>{_entry(question, words)}</td></tr>'
        for question in paper.questions
    )
    return (
        f'<section class="sheet" aria-hidden="true"><h2>{escape(words.answer_sheet)}</h2>'
        f'<p class="soft">{escape(subtitle(paper))}</p><dl class="lines">{person}</dl>'
        f'<p class="hint">{escape(words.sheet_hint)}</p>'
        f"<table><tbody>{rows}</tbody></table></section>"
    )


def _entry(question: Question, words: Words) -> str:
    if question.rows:
        return "<br>".join(f"{row.number} {_bubbles(question.choices)}" for row in question.rows)
    if question.format == "true_false":
        return " ".join(
            f'<span class="oval">{escape(choice.text)}</span>' for choice in question.choices
        )
    if question.room.kind == "letters":
        return ' <span class="box"></span>' * question.room.count
    if question.choices:
        return _bubbles(question.choices)
    if question.blanks:
        return "<br>".join(
            f"({blank.number}) "
            + (_bubbles(blank.choices) or f'<span class="rule"></span> {escape(blank.unit or "")}')
            for blank in question.blanks
        )
    if question.room.kind == "line":
        return f'<span class="rule"></span> {escape(question.unit or "")}'
    return f"<em>{escape(words.on_question)}</em>"


def _bubbles(choices: tuple[Choice, ...]) -> str:
    return " ".join(f'<span class="bubble">{escape(choice.letter)}</span>' for choice in choices)
