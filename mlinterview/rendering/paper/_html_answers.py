"""What a question on an HTML page is answered with: radio buttons, boxes, lists, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from mlinterview.rendering.html import inline_to_html, to_html
from mlinterview.rendering.paper._blanks import marked_stem, parts_of
from mlinterview.rendering.paper._lines import key_parts
from mlinterview.rendering.paper.model import BlankSpace, Choice, Question, Row
from mlinterview.rendering.paper.words import Words

__all__ = ["Place", "answers", "key_box", "prose", "stem"]

_TAG = re.compile(r"(<[^>]*>)")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


class Place(NamedTuple):
    """The id of a question on the page, which the ids of its fields begin with."""

    paper: int
    number: int

    def __str__(self) -> str:
        return f"p{self.paper}-q{self.number}"


def stem(question: Question, place: Place, words: Words) -> str:
    """The stem, with a field in the place of each blank."""
    html = to_html((marked_stem(question.stem, question.blanks), True), typeset=True)
    if not question.blanks:
        return html
    fields = {blank.number: _blank(blank, place, words) for blank in question.blanks}
    found: list[str] = []
    for part in _TAG.split(html):
        inside = part.startswith("<")  # the attribute of a formula can hold no field
        found += (
            piece if isinstance(piece, str) else f"({piece})____" if inside else fields[piece]
            for piece in parts_of(part)
        )
    return "".join(found)


def answers(question: Question, place: Place, words: Words) -> Iterator[str]:
    """Options, rows and fields."""
    keyed = question.key is not None
    if question.rows:
        yield '<div class="rows">'
        for row in question.rows:
            yield _row(row, question.choices, place, keyed=keyed)
        yield "</div>"
        yield f'<p class="hint">{escape(words.options)}</p>'
    if question.choices:
        yield '<div class="choices">'
        kind = {"multi_select": "checkbox", "single_choice": "radio", "true_false": "radio"}
        for choice in question.choices:
            yield _choice(choice, place, kind.get(question.format), keyed=keyed)
        yield "</div>"
    for blank in question.blanks:
        if blank.choices:
            yield f'<p class="hint">({blank.number})</p><div class="choices">'
            for choice in blank.choices:
                yield _choice(choice, place, None, keyed=keyed)
            yield "</div>"
    if not keyed:
        yield from _room(question, place, words)


def prose(text: str) -> str:
    """Markdown as blocks."""
    return f'<div class="prose">{to_html((text, True), typeset=True)}</div>'


def _note(text: str | None) -> str:
    return f'<div class="note">{to_html((text, True), typeset=True)}</div>' if text else ""


def _choice(choice: Choice, place: Place, kind: str | None, *, keyed: bool) -> str:
    letter = f'<span class="letter">{escape(choice.letter)})</span>'
    if keyed or kind is None:
        mark = '<span class="mark">✓</span>' if choice.right else '<span class="mark"></span>'
        mark = mark if choice.right is not None else ""
        right = " right" if choice.right else ""
        note = _note(choice.feedback)
        body = f'<div class="grow">{prose(choice.text)}{note}</div>'
        return f'<div class="choice{right}">{mark}{letter}{body}</div>'
    identity = f"{place}-{escape(choice.letter)}"
    field = f'<input type="{kind}" name="{place}" id="{identity}" value="{escape(choice.letter)}"'
    html = to_html((choice.text, True), typeset=True)
    if single := _ONE_PARAGRAPH.fullmatch(html):
        return (
            f'<div class="choice">{field}><label for="{identity}">{letter}'
            f'<span class="grow">{single[1]}</span></label></div>'
        )
    # blocks may not stand in a label
    return (
        f'<div class="choice">{field} aria-labelledby="{identity}-l {identity}-t">'
        f'<label for="{identity}" id="{identity}-l">{letter}</label>'
        f'<div class="grow prose" id="{identity}-t">{html}</div></div>'
    )


def _row(row: Row, choices: Sequence[Choice], place: Place, *, keyed: bool) -> str:
    identity = f"{place}-r{row.number}"
    text = f'<div class="grow" id="{identity}-t">{prose(row.text)}{_note(row.feedback)}</div>'
    if keyed:
        field = f'<strong class="match">→ {escape(row.letter or "")}</strong>'
    else:
        field = (
            f'<select id="{identity}" name="{identity}" aria-labelledby="{identity}-t">'
            f"{_letters(choices)}</select>"
        )
    return f'<div class="row"><span class="letter">{row.number}.</span>{text}{field}</div>'


def _letters(choices: Sequence[Choice]) -> str:
    letters = "".join(f"<option>{escape(choice.letter)}</option>" for choice in choices)
    return f'<option value="" label=" "></option>{letters}'


def _blank(blank: BlankSpace, place: Place, words: Words) -> str:
    identity = f"{place}-b{blank.number}"
    label = escape(f"{words.blank} {blank.number}")
    number = f'<span class="soft">({blank.number})</span> '
    if blank.answer is not None:
        return f'<strong class="gap">{number}{inline_to_html(blank.answer, typeset=True)}</strong>'
    if blank.choices:
        field = f'<select id="{identity}" aria-label="{label}">{_letters(blank.choices)}</select>'
    else:
        size = 8 if blank.format == "numeric" else 14
        field = f'<input type="text" id="{identity}" aria-label="{label}" size="{size}">'
    unit = f" {escape(blank.unit)}" if blank.unit else ""
    return f'<span class="gap">{number}{field}{unit}</span>'


def _room(question: Question, place: Place, words: Words) -> Iterator[str]:
    room, label = question.room, escape(words.answer)
    if room.kind == "lines":
        yield (
            f'<label class="hint" for="{place}-text">{label}</label><textarea id="{place}-text"'
            f' rows="{room.count}" aria-describedby="{place}-stem"></textarea>'
        )
    elif room.kind == "line":
        unit = f" <span>{escape(question.unit)}</span>" if question.unit else ""
        mode = ' inputmode="decimal"' if question.format == "numeric" else ""
        yield (
            f'<p class="line"><label for="{place}-text">{label}</label>'
            f' <input type="text" id="{place}-text"{mode}>{unit}</p>'
        )
    elif room.kind == "letters":
        boxes = " ".join(
            f'<select aria-label="{label} {at}">{_letters(question.choices)}</select>'
            for at in range(1, room.count + 1)
        )
        yield f'<p class="line"><span>{label}</span> {boxes}</p>'


def key_box(question: Question, words: Words) -> str:
    """What is right and why."""
    parts = "".join(
        f"<h3>{escape(head)}</h3>{prose(text)}" for head, text in key_parts(question, words)
    )
    return f'<div class="key">{parts}</div>' if parts else ""
