"""Papers as one HTML page that can be filled in, read aloud and printed: no file, no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from mlinterview.rendering.html import inline_to_html
from mlinterview.rendering.paper._figures import data_address, not_printed
from mlinterview.rendering.paper._html_answers import Place, answers, key_box, prose, stem
from mlinterview.rendering.paper._html_sheet import sheet
from mlinterview.rendering.paper._html_style import style
from mlinterview.rendering.paper._lines import (
    facts,
    hint_of,
    passage_lead,
    person_fields,
    section_title,
    subtitle,
)
from mlinterview.rendering.paper.model import Paper, Passage, Picture, Question, Section
from mlinterview.rendering.paper.words import words_in
from mlinterview.rendering.paper.writers import PageSetup, Written
from mlinterview.rendering.terminal import printable

__all__ = ["document"]

# what foreign text smuggled in could not do even if an escape were forgotten
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'"
)


def document(papers: Sequence[Paper], setup: PageSetup) -> Written:
    """The papers one after the other on one page."""
    notes: list[str] = []
    body = [_Page(paper, place, notes).whole() for place, paper in enumerate(papers)]
    first = papers[0]
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(first.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{_title(first, alone=len(papers) == 1)}</title>\n<style>{style(setup)}</style>\n"
        "</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )
    return Written(printable(page).encode("utf-8", "replace"), notes=tuple(dict.fromkeys(notes)))


def _inline(text: str) -> str:
    return inline_to_html(text, typeset=True)


def _title(paper: Paper, *, alone: bool) -> str:
    words = words_in(paper.words)
    parts = [f"{words.key}: {paper.title}" if paper.with_key else paper.title]
    if alone:
        parts.append(subtitle(paper))
    return escape(" · ".join(parts))


class _Page:
    """One paper; ``place`` tells the fields of several apart."""

    def __init__(self, paper: Paper, place: int, notes: list[str]) -> None:
        self._paper = paper
        self._place = place
        self._notes = notes
        self._words = words_in(paper.words)

    def whole(self) -> str:
        paper = self._paper
        parts = [f'<article class="paper" aria-labelledby="p{self._place}-title">', self._cover()]
        parts += [part for section in paper.sections for part in self._section(section)]
        if paper.answer_sheet:
            parts.append(sheet(paper))
        return "\n".join([*parts, "</article>"])

    def _cover(self) -> str:
        paper, words = self._paper, self._words
        title = _inline(paper.title)
        if paper.with_key:
            title = f"{escape(words.key)}: {title}"
        known = "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
            for name, value in facts(paper)
        )
        parts = [
            '<header class="cover">',
            f'<h1 id="p{self._place}-title">{title}</h1>',
            f'<p class="soft">{escape(subtitle(paper))}</p>',
            f'<dl class="facts">{known}</dl>',
        ]
        if paper.person is not None or not paper.with_key:
            parts.append(f'<div class="person">{"".join(self._person())}</div>')
        if paper.instructions:
            parts.append(f"<h2>{escape(words.instructions)}</h2>")
            parts.append(prose(paper.instructions))
        parts += [self._keys() if paper.with_key else self._points(), "</header>"]
        return "\n".join(part for part in parts if part)

    def _person(self) -> Iterator[str]:
        for index, (name, value) in enumerate(person_fields(self._paper)):
            identity = f"p{self._place}-f{index}"
            known = f' value="{escape(value)}" readonly' if value else ""
            yield (
                f'<label for="{identity}">{escape(name)}</label>'
                f'<input type="text" id="{identity}"{known} autocomplete="off">'
            )

    def _points(self) -> str:
        paper, words = self._paper, self._words
        if len(paper.sections) == 1:
            return ""
        rows = "".join(
            f'<tr><th scope="row">{_inline(section_title(section, words))}</th>'
            f"<td>{escape(section.range)}</td><td>{words.number(section.points)}</td><td></td></tr>"
            for section in paper.sections
        )
        head = (words.section, words.questions, words.points, words.earned)
        heads = "".join(f'<th scope="col">{escape(words.capital(word))}</th>' for word in head)
        return (
            f'<table class="points"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
            f'<tfoot><tr><th scope="row">{escape(words.total)}</th><td>{len(paper.questions)}</td>'
            f"<td>{words.number(paper.points)}</td><td></td></tr></tfoot></table>"
        )

    def _keys(self) -> str:
        words = self._words
        rows = "".join(
            f'<tr><th scope="row"><a href="#p{self._place}-q{question.number}">{question.number}'
            f"</a></th><td>{_short_key(question, words.rubric)}</td>"
            f"<td>{words.number(question.points)}</td></tr>"
            for question in self._paper.questions
        )
        head = (words.question, words.key, words.points)
        heads = "".join(f'<th scope="col">{escape(words.capital(word))}</th>' for word in head)
        return f'<table class="keys"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _section(self, section: Section) -> Iterator[str]:
        words = self._words
        yield "<section>"
        if len(self._paper.sections) > 1 or section.title or section.instructions:
            points = escape(words.point_count(section.points))
            title = _inline(section_title(section, words))
            yield f'<h2 class="section">{title} <span class="soft">{points}</span></h2>'
            if section.instructions:
                yield f'<div class="said">{prose(section.instructions)}</div>'
        for question in section.questions:
            if question.passage is not None:
                yield self._passage(question.passage)
            yield self._question(question)
        yield "</section>"

    def _passage(self, passage: Passage) -> str:
        title = f"<h3>{escape(passage.title)}</h3>" if passage.title else ""
        text = prose(passage.text) if passage.text else ""
        pictures = "".join(map(self._picture, passage.pictures))
        lead = escape(passage_lead(passage, self._words))
        return f'<aside class="passage"><p class="soft">{lead}</p>{title}{text}{pictures}</aside>'

    def _picture(self, picture: Picture) -> str:
        address = data_address(picture)
        if address is None:
            self._notes.append(not_printed(picture))
            words = self._words.no_figure.format(picture.alt)
            return f'<p class="no-figure">{escape(words)}</p>'
        return f'<figure><img src="{address}" alt="{escape(picture.alt)}"></figure>'

    def _question(self, question: Question) -> str:
        words, place = self._words, Place(self._place, question.number)
        points = escape(words.point_count(question.points))
        number = escape(f"{words.capital(words.question)} {question.number}")
        parts = [
            f'<fieldset id="{place}">',
            f'<legend>{number} <span class="soft">({points})</span></legend>',
            f'<p class="hint">{escape(hint_of(question, words))}</p>',
        ]
        if question.passage is None and question.passage_at is not None:
            note = words.see_passage.format(question.passage_at)
            parts.append(f'<p class="hint">{escape(note)}</p>')
        parts.append(f'<div class="prose" id="{place}-stem">{stem(question, place, words)}</div>')
        parts += map(self._picture, question.pictures)
        parts += answers(question, place, words)
        if question.key is not None:
            parts.append(key_box(question, words))
        return "\n".join([*parts, "</fieldset>"])


def _short_key(question: Question, rubric: str) -> str:
    answer = question.key.answer if question.key is not None else ""
    return _inline(answer) if answer else f"<em>{escape(rubric)}</em>"
