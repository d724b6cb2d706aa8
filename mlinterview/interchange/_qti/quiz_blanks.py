"""Answers within the text of QTI 1.2 items: Canvas's blanks, and fields between materials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from mlinterview.interchange import _markdown as md
from mlinterview.interchange._from_html import plain_text
from mlinterview.interchange._ids import Ids
from mlinterview.interchange._qti.foreign_text import FIRST
from mlinterview.interchange._qti.quiz_text import material_html
from mlinterview.interchange._scored import Choice, Unsuited, Word, one_of, words_of
from mlinterview.interchange._xml import local

if TYPE_CHECKING:
    from mlinterview.interchange._qti.quiz_item import QuizItem

__all__ = ["apart", "between", "bracketed", "is_bracketed"]

#: New Quizzes' blanks whose labels are chosen from, not typed
_SHOWN = frozenset({"dropdown", "wordbank"})
_NEAR = {
    "TextContainsAnswer": "texts that contain it were right there; here the answer alone is",
    "TextCloseEnough": "near spellings were right there; here only the texts that are listed are",
}


def is_bracketed(reader: QuizItem, asked: Sequence[Element]) -> bool:
    """Whether every response is a choice whose sign ``[name]`` stands in the text."""
    return len(asked) > 1 and all(
        local(one) == "response_lid" and _mark(one) in reader.layout.html for one in asked
    )


def _mark(response: Element) -> str:
    return f"[{response.get('ident', '').removeprefix('response_')}]"


def bracketed(reader: QuizItem, asked: Sequence[Element]) -> tuple[str, dict[str, Any]]:
    """Canvas's blanks: ``[name]`` in the text, the options below it."""
    typed = "fill_in_multiple_blanks" in reader.kind
    html = reader.layout.html
    for place in range(len(asked)):
        html = html.replace(chr(FIRST + place), "")
    ids, blanks = Ids(), {}
    for place, one in enumerate(asked):
        ident = one.get("ident", "")
        mark = _mark(one)
        if mark not in html:
            raise Unsuited(f"the blank {mark[:40]} does not stand in the text")
        html = html.replace(mark, chr(FIRST + place), 1)
        blanks[_name(ids, ident, place)] = (
            _accepted(reader, one) if typed and not _is_menu(one) else _drop_down(reader, one)
        )
    return _with_signs(reader, html, blanks)


def _name(ids: Ids, ident: str, place: int) -> str:
    return ids.part(ident.removeprefix("response_"), f"blank-{place + 1}")


def _with_signs(
    reader: QuizItem, html: str, blanks: dict[str, dict[str, Any]]
) -> tuple[str, dict[str, Any]]:
    stem = md.unblanked(reader.texts.html(html))
    for place, name in enumerate(blanks):
        stem = stem.replace(chr(FIRST + place), f"{{{{{name}}}}}")
    return stem, {"format": "cloze", "blanks": blanks}


def _drop_down(reader: QuizItem, response: Element) -> dict[str, Any]:
    ident = response.get("ident", "")
    right = reader.right_values(ident)
    options = [
        Choice(one.text, float(one.name in right), reader.said_on({ident: [one.name]}))
        for one in reader.options(response)
    ]
    return one_of(options, reader.notes)


def _labels(response: Element) -> list[Element]:
    return [label for label in response.iter() if local(label) == "response_label"]


def _is_menu(response: Element) -> bool:
    """Whether New Quizzes shows the labels, so that the wrong ones stand among them, too."""
    return any(label.get("answer_type", "").lower() in _SHOWN for label in _labels(response))


def _accepted(reader: QuizItem, response: Element) -> dict[str, Any]:
    words, patterns = [], []
    for label in _labels(response):
        text, way = plain_text(material_html(label)), label.get("scoring_algorithm", "")
        if way in _NEAR:
            reader.texts.note(_NEAR[way])
        if way == "TextRegex":
            patterns.append(f"(?:{text})" if text.startswith("^") else f"(?:.*(?:{text}).*)")
        else:
            words.append(Word(text.replace("*", "\\*")))
    if not patterns:
        return words_of(words, reader.notes)
    patterns += [re.escape(word.text.replace("\\*", "*")) for word in words]
    reader.texts.note("a pattern there, which is to match the whole answer here")
    return {"format": "short_answer", "accept_pattern": "|".join(patterns)}


def apart(reader: QuizItem, asked: Sequence[Element]) -> bool:
    """Whether the responses have different options, so that they are blanks and no rows."""
    if reader.layout.right or "matching" in reader.kind:
        return False
    sets = [[option.text for option in reader.options(one)] for one in asked]
    return any(sorted(one) != sorted(sets[0]) for one in sets)


def between(reader: QuizItem, asked: Sequence[Element]) -> tuple[str, dict[str, Any]]:
    """Answers that stand between the parts of the text."""
    ids, blanks, html = Ids(), {}, reader.layout.html
    for place, one in enumerate(asked):
        ident = one.get("ident", "")
        if local(one) == "response_lid":
            if one.get("rcardinality", "Single").lower() != "single":
                raise Unsuited("a gap where several options may be chosen")
            content = _drop_down(reader, one)
            head = "".join(material_html(child) for child in one if local(child) == "material")
            html = html.replace(chr(FIRST + place), f"{head} {chr(FIRST + place)}")
        else:
            content = reader.typed(one, None)
            if content["format"] == "free_text":
                raise Unsuited("several texts to be written")
        blanks[_name(ids, ident, place)] = content
    html = html.replace("</div>" + chr(FIRST), "</div> " + chr(FIRST))
    return _with_signs(reader, html, blanks)
