"""The sheet for answers on an HTML page: seen in print alone, since the page has fields."""

from __future__ import annotations

from html import escape

from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper._sheet import Entry, entries
from mlinterview.rendering.paper.model import Paper, Question
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
        f'<tr><th scope="row">{question.number}</th><td>{_fields(question, words)}</td></tr>'
        for question in paper.questions
    )
    return (
        f'<section class="sheet" aria-hidden="true"><h2>{escape(words.answer_sheet)}</h2>'
        f'<p class="soft">{escape(subtitle(paper))}</p><dl class="lines">{person}</dl>'
        f'<p class="hint">{escape(words.sheet_hint)}</p>'
        f"<table><tbody>{rows}</tbody></table></section>"
    )


def _fields(question: Question, words: Words) -> str:
    return "<br>".join(f"{_lead(entry)}{_field(entry, words)}" for entry in entries(question))


def _lead(entry: Entry) -> str:
    if entry.row is not None:
        return f"{entry.row} "
    return "" if entry.blank is None else f"({entry.blank}) "


def _field(entry: Entry, words: Words) -> str:
    if entry.kind == "letters":
        return " ".join(
            f'<span class="bubble">{escape(choice.letter)}</span>' for choice in entry.choices
        )
    if entry.kind == "words":
        return " ".join(
            f'<span class="oval">{escape(choice.text)}</span>' for choice in entry.choices
        )
    if entry.kind == "boxes":
        return ' <span class="box"></span>' * entry.count
    if entry.kind == "rule":
        return f'<span class="rule"></span> {escape(entry.unit)}'
    return f"<em>{escape(words.on_question)}</em>"
