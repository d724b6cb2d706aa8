"""A paper as the source that typst compiles: calls of the template's functions with content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mlinterview.rendering._typst_strings import string
from mlinterview.rendering._typst_text import blocks, inline, plain
from mlinterview.rendering.paper._blanks import in_parts
from mlinterview.rendering.paper._lines import (
    facts,
    hint_of,
    key_parts,
    passage_lead,
    person_fields,
    section_title,
    subtitle,
)
from mlinterview.rendering.paper._typst_sheet import sheet
from mlinterview.rendering.paper.model import Choice, Paper, Passage, Picture, Question, Section
from mlinterview.rendering.paper.words import words_in
from mlinterview.rendering.paper.writers import PageSetup

__all__ = ["Figures", "source"]

#: the file of a picture by its name below typst's root; None where it cannot be printed
Figures = Callable[[Picture], str | None]

_SIZES = {"a4": "a4", "letter": "us-letter"}


def source(papers: Iterable[Paper], setup: PageSetup, figures: Figures) -> str:
    """The papers one after the other, each with pages counted from 1."""
    lines = ['#import "template.typ": *']
    lines += [_Source(paper, setup, figures, place).whole() for place, paper in enumerate(papers)]
    return "\n".join(lines)


def _array(entries: Iterable[str]) -> str:
    return "(" + "".join(f"{entry}, " for entry in entries) + ")"


def _content(text: str) -> str:
    return f"[{plain(text)}]"


class _Source:
    def __init__(self, paper: Paper, setup: PageSetup, figures: Figures, place: int) -> None:
        self._paper = paper
        self._setup = setup
        self._figures = figures
        self._place = place
        self._words = words_in(paper.words)

    def whole(self) -> str:
        paper = self._paper
        head = (
            f"#paper({string(str(self._place))}, size: {string(_SIZES[self._setup.size])},"
            f" large: {'true' if self._setup.large_print else 'false'},"
            f" lang: {string(_language(paper.language))}, title: {string(_title(paper))},"
            f" left: {_content(subtitle(paper))}, words: (page-of: {string(self._words.page_of)}),"
            f" new: {'true' if self._place else 'false'})["
        )
        parts = [head, self._cover(), "#pagebreak()"]
        parts += [part for section in paper.sections for part in self._section(section)]
        if paper.answer_sheet:
            parts.append(sheet(paper))
        parts.append("]")
        return "\n".join(parts)

    def _cover(self) -> str:
        paper, words = self._paper, self._words
        title = f"{words.key}: {paper.title}" if paper.with_key else paper.title
        instructions = f"[{blocks(paper.instructions)}]" if paper.instructions else "none"
        table = self._key_table() if paper.with_key else self._section_table()
        person = (
            f"field({_content(name)}, {_content(value) if value else 'blank-line'})"
            for name, value in ([] if paper.with_key and not paper.person else person_fields(paper))
        )
        known = (f"field({_content(name)}, {_content(value)})" for name, value in facts(paper))
        return (
            f"#cover([{inline(title)}], {_content(subtitle(paper))}, {_array(person)},"
            f" {_array(known)}, {instructions}, (instructions: {string(words.instructions)}),"
            f" [{table}])"
        )

    def _section_table(self) -> str:
        paper, words = self._paper, self._words
        if len(paper.sections) == 1:
            return ""
        head = [words.section, words.questions, words.points, words.earned]
        rows = [
            [
                f"[{inline(section_title(section, words))}]",
                _content(section.range),
                _content(words.number(section.points)),
                "[]",
            ]
            for section in paper.sections
        ]
        total = [words.total, str(len(paper.questions)), words.number(paper.points)]
        return (
            f"#section-table({_array(_content(self._words.capital(cell)) for cell in head)},"
            f" {_array(map(_array, rows))}, {_array([*map(_content, total), '[]'])})"
        )

    def _key_table(self) -> str:
        rows = (
            _array(
                (
                    f"strong[{question.number}]",
                    f"[{self._short_key(question)}]",
                    _content(self._words.number(question.points)),
                )
            )
            for question in self._paper.questions
        )
        head = _array(
            _content(word)
            for word in ("", self._words.key, self._words.capital(self._words.points))
        )
        return f"#key-table({head}, {_array(rows)})"

    def _short_key(self, question: Question) -> str:
        answer = question.key.answer if question.key is not None else ""
        return inline(answer) if answer else f"#emph[{plain(self._words.rubric)}]"

    def _section(self, section: Section) -> Iterator[str]:
        words = self._words
        if len(self._paper.sections) > 1 or section.title or section.instructions:
            title = inline(section_title(section, words))
            said = f"[{blocks(section.instructions)}]" if section.instructions else "none"
            points = _content(words.point_count(section.points))
            yield f"#section([{title}], {points}, {said})"
        for question in section.questions:
            if question.passage is not None:
                yield self._passage(question.passage)
            yield self._question(question)

    def _passage(self, passage: Passage) -> str:
        title = _content(passage.title) if passage.title else "none"
        body = blocks(passage.text) if passage.text else ""
        pictures = "\n".join(f"#{self._picture(picture)}" for picture in passage.pictures)
        lead = _content(passage_lead(passage, self._words))
        return f"#passage({lead}, {title}, [{body}\n\n{pictures}])"

    def _question(self, question: Question) -> str:
        words = self._words
        marked, parts = in_parts(question.stem, question.blanks)
        stem = blocks(marked, parts=parts)
        if question.passage is None and question.passage_at is not None:
            note = plain(words.see_passage.format(question.passage_at))
            stem = f"#emph[{note}]\n\n{stem}"
        pieces = [f"{self._picture(picture)}" for picture in question.pictures]
        pieces += self._answers(question)
        if question.key is not None:
            pieces += self._key(question)
        return (
            f"#question([{question.number}], {_content(hint_of(question, words))},"
            f" {_content(words.point_count(question.points))}, [{stem}], {_array(pieces)})"
        )

    def _picture(self, picture: Picture) -> str:
        file = self._figures(picture)
        if file is None:
            return f"no-picture({_content(self._words.no_figure.format(picture.alt))})"
        return f"picture({string(file)}, {string(picture.alt)})"

    def _answers(self, question: Question) -> Iterator[str]:
        on_paper = not self._paper.answer_sheet and not self._paper.with_key
        for row in question.rows:
            right = "letter-box" if on_paper else "[]"
            if row.letter is not None:
                right = f"strong[→ {row.letter}]"
            yield f"row({row.number}, [{inline(row.text)}], {right}{_note(row.feedback)})"
        if question.rows:
            yield f"options-head({_content(self._words.options)})"
        for choice in question.choices:
            yield self._choice(choice, question.format, boxes=on_paper)
        for blank in question.blanks:
            if blank.choices:
                yield f"options-head[({blank.number})]"
                for choice in blank.choices:
                    yield self._choice(choice, "cloze", boxes=False)
        if question.key is None:
            yield from self._room(question, on_paper=on_paper)

    def _choice(self, choice: Choice, kind: str, *, boxes: bool) -> str:
        mark = ""
        if choice.right is not None:
            mark = f", mark: {'right-mark' if choice.right else '[]'}"
        elif boxes and kind in ("single_choice", "true_false", "multi_select"):
            mark = f", mark: {'tick' if kind == 'multi_select' else 'bubble'}"
        body = f"[{blocks(choice.text)}]"
        return f"option({string(choice.letter)}, {body}{mark}{_note(choice.feedback)})"

    def _room(self, question: Question, *, on_paper: bool) -> Iterator[str]:
        room = question.room
        if room.kind == "lines":
            yield str(room.count)
        elif on_paper and room.kind == "letters":
            boxes = " #h(0.3em) ".join(["#letter-box"] * room.count)
            yield f"pad(left: 0.8em, top: 0.4em)[{boxes}]"
        elif on_paper and room.kind == "line":
            unit = _content(question.unit or "")
            yield f"answer-line({_content(self._words.answer)}, {unit})"

    def _key(self, question: Question) -> Iterator[str]:
        parts = [
            _array((_content(head), f"[{blocks(text)}]"))
            for head, text in key_parts(question, self._words)
        ]
        if parts:
            yield _array(parts)


def _note(text: str | None) -> str:
    return f", note: [{blocks(text)}]" if text else ""


def _title(paper: Paper) -> str:
    return " ".join(part for part in (paper.title, paper.variant) if part)


def _language(tag: str) -> str:
    """typst takes two or three letters."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) in (2, 3) else "en"
