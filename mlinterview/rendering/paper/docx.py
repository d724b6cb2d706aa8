"""Papers as Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from mlinterview.errors import MissingExtraError
from mlinterview.rendering._docx_text import Blocks, add_table, clean
from mlinterview.rendering.paper._blanks import in_parts
from mlinterview.rendering.paper._converted import converted
from mlinterview.rendering.paper._docx_sheet import add_sheet
from mlinterview.rendering.paper._docx_styles import (
    begin_section,
    new_document,
    ruled,
    shaded,
)
from mlinterview.rendering.paper._figures import not_printed
from mlinterview.rendering.paper._lines import (
    facts,
    hint_of,
    key_parts,
    passage_lead,
    person_fields,
    section_title,
    subtitle,
)
from mlinterview.rendering.paper.model import Choice, Paper, Passage, Picture, Question, Section
from mlinterview.rendering.paper.words import words_in
from mlinterview.rendering.paper.writers import PageSetup, Written

__all__ = ["document"]

_WIDEST, _HIGHEST = 15.0, 11.0  # cm, of a figure
_OPTION = 1.5  # cm that options stand in
_EPOCH = (2000, 1, 1, 0, 0, 0)


def document(papers: Sequence[Paper], setup: PageSetup) -> Written:
    """The papers one after the other in one document, each with pages counted from 1.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    try:
        import docx  # noqa: F401 - only asks whether it is there
    except ImportError:
        raise MissingExtraError("writing Word documents", "exam") from None
    first = papers[0]
    made = new_document(setup, first.title, first.language)
    notes: dict[str, None] = {}
    for place, paper in enumerate(papers):
        words = words_in(paper.words)
        # how many pages one of several papers has is a field that not every program knows
        page = words.page_of if len(papers) == 1 else words.page_of.partition("{}")[0] + "{}"
        begin_section(made, subtitle(paper), page, first=place == 0)
        _Writer(made, paper, notes).add()
    target = io.BytesIO()
    made.save(target)
    return Written(_undated(target.getvalue()), notes=tuple(notes))


def _undated(content: bytes) -> bytes:
    """The same archive with the same dates whenever it is written."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            new.writestr(info, old.read(entry), zipfile.ZIP_DEFLATED)
    return target.getvalue()


class _Writer:
    """Adds one paper to a document."""

    def __init__(self, document: Any, paper: Paper, notes: dict[str, None]) -> None:
        self._document = document
        self._paper = paper
        self._notes = notes
        self._words = words_in(paper.words)

    def add(self) -> None:
        """All of it."""
        self._cover()
        self._document.add_page_break()
        for section in self._paper.sections:
            self._section(section)
        if self._paper.answer_sheet:
            self._document.add_page_break()
            add_sheet(self._document, self._paper)

    def _line(self, text: str, style: str | None = None) -> Any:
        return self._document.add_paragraph(clean(text), style=style)

    def _blocks(self, **options: Any) -> Blocks:
        return Blocks(self._document, **options)

    def _cover(self) -> None:
        paper, words = self._paper, self._words
        title = self._line(f"{words.key}: " if paper.with_key else "", "Title")
        self._blocks().inline(title, paper.title, bold=True)
        self._line(subtitle(paper))
        if paper.person is not None or not paper.with_key:
            for name, value in person_fields(paper):
                self._line(f"{name}: {value or '_' * 40}")
        for name, value in facts(paper):
            self._line(f"{name}: {value}")
        if paper.instructions:
            self._line(words.instructions, "Heading 2")
            self._blocks().add(paper.instructions)
        if paper.with_key:
            self._keys()
        elif len(paper.sections) > 1:
            self._section_table()

    def _keys(self) -> None:
        rows = [
            (str(question.number), question.key.answer if question.key else "", question.points)
            for question in self._paper.questions
        ]
        table = add_table(self._document, len(rows), 3, (1.2, 13.0, 2.0))
        for at, (number, answer, points) in enumerate(rows):
            cells = table.rows[at].cells
            cells[0].paragraphs[0].add_run(number).bold = True
            if answer:
                Blocks(cells[1]).inline(cells[1].paragraphs[0], answer)
            else:
                cells[1].paragraphs[0].add_run(self._words.rubric).italic = True
            cells[2].paragraphs[0].add_run(self._words.number(points))

    def _section_table(self) -> None:
        paper, words = self._paper, self._words
        table = add_table(self._document, len(paper.sections) + 2, 4, (7.7, 2.8, 2.8, 2.8))
        head = (words.section, words.questions, words.points, words.earned)
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(words.capital(text)).bold = True
        for at, section in enumerate(paper.sections, 1):
            cells = table.rows[at].cells
            Blocks(cells[0]).inline(cells[0].paragraphs[0], section_title(section, words))
            cells[1].paragraphs[0].add_run(str(len(section.questions)))
            cells[2].paragraphs[0].add_run(words.number(section.points))
        total = (words.total, str(len(paper.questions)), words.number(paper.points))
        for cell, text in zip(table.rows[-1].cells, total, strict=False):
            cell.paragraphs[0].add_run(text).bold = True

    def _section(self, section: Section) -> None:
        words = self._words
        if len(self._paper.sections) > 1 or section.title or section.instructions:
            heading = self._line("", "Heading 1")
            self._blocks().inline(heading, section_title(section, words))
            heading.add_run(f" ({words.point_count(section.points)})")
            if section.instructions:
                self._blocks(italic=True).add(section.instructions)
        for question in section.questions:
            if question.passage is not None:
                self._passage(question.passage)
            self._question(question)

    def _passage(self, passage: Passage) -> None:
        self._said(passage_lead(passage, self._words))
        if passage.title:
            self._line("").add_run(clean(passage.title)).bold = True
        if passage.text:
            self._blocks().add(passage.text)
        for picture in passage.pictures:
            self._picture(picture)

    def _said(self, text: str, *, above: bool = False) -> None:
        from docx.shared import Pt

        paragraph = self._line("")
        if above:  # a table has no space of its own below it
            paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run(clean(text)).italic = True
        paragraph.paragraph_format.keep_with_next = True

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        made = converted(picture, "png")
        shape: Any = None
        if made is not None:
            # python-docx reads the head of a picture, which may hold anything
            with suppress(Exception):
                shape = self._document.add_picture(io.BytesIO(made[1]))
        if shape is None:
            self._notes[not_printed(picture)] = None
            self._said(self._words.no_figure.format(picture.alt))
            return
        share = min(1, Cm(_WIDEST) / shape.width, Cm(_HIGHEST) / shape.height)
        shape.width, shape.height = int(shape.width * share), int(shape.height * share)
        shape._inline.docPr.set("descr", clean(picture.alt))

    def _question(self, question: Question) -> None:
        words = self._words
        self._line(
            f"{words.capital(words.question)} {question.number}"
            f" ({words.point_count(question.points)})",
            "Heading 2",
        )
        if hint := hint_of(question, words):
            self._said(hint)
        if question.passage is None and question.passage_at is not None:
            self._said(words.see_passage.format(question.passage_at))
        stem, parts = in_parts(question.stem, question.blanks)
        self._blocks(parts=parts).add(stem)
        for picture in question.pictures:
            self._picture(picture)
        self._answers(question)
        for head, text in key_parts(question, words):
            paragraph = self._line("")
            paragraph.add_run(clean(head)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            shaded(paragraph._p.get_or_add_pPr(), "E8F0E8")
            self._blocks().add(text)

    def _answers(self, question: Question) -> None:
        on_paper = not self._paper.answer_sheet and not self._paper.with_key
        if question.rows:
            self._rows(question, on_paper=on_paper)
            self._said(self._words.options, above=True)
        if question.choices:
            self._keep_last()
        self._choices(question.choices)
        for blank in question.blanks:
            if blank.choices:
                self._said(f"({blank.number})")
                self._choices(blank.choices)
        if question.key is None:
            self._room(question, on_paper=on_paper)

    def _rows(self, question: Question, *, on_paper: bool) -> None:
        boxes = on_paper or question.key is not None
        widths = (1.2, 13.0, 2.0) if boxes else (1.2, 15.0)
        table = add_table(self._document, len(question.rows), len(widths), widths)
        for at, row in enumerate(question.rows):
            cells = table.rows[at].cells
            cells[0].paragraphs[0].add_run(f"{row.number}.")
            Blocks(cells[1]).inline(cells[1].paragraphs[0], row.text)
            if row.letter is not None:
                cells[2].paragraphs[0].add_run(f"→ {row.letter}").bold = True
            if row.feedback:
                Blocks(cells[1], italic=True).add(row.feedback)

    def _keep_last(self) -> None:
        """The last paragraph, of a stem, stays on the page of what follows."""
        from docx.text.paragraph import Paragraph

        last = next(self._document.element.body.iterchildren("{*}p", reversed=True), None)
        if (
            last is not None
            and last.getnext() is not None
            and last.getnext().tag.endswith("}sectPr")
        ):
            Paragraph(last, self._document).paragraph_format.keep_with_next = True

    def _choices(self, choices: Sequence[Choice]) -> None:
        for place, choice in enumerate(choices, 1):
            self._choice(choice, more=place < len(choices))

    def _choice(self, choice: Choice, *, more: bool) -> None:
        from docx.shared import Cm

        paragraph = self._line("")
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent = Cm(_OPTION), Cm(-1.1)
        layout.tab_stops.add_tab_stop(Cm(_OPTION))
        layout.keep_with_next = more  # all options are seen at once
        mark = "✓ " if choice.right else ""
        paragraph.add_run(f"{mark}{choice.letter})\t").bold = choice.right
        self._blocks(indent=_OPTION).add(choice.text, first=paragraph)
        if choice.feedback:
            self._blocks(indent=_OPTION, italic=True).add(choice.feedback)

    def _room(self, question: Question, *, on_paper: bool) -> None:
        room = question.room
        if room.kind == "lines":
            ruled(self._document, room.count)
        elif on_paper and room.kind == "letters":
            self._line("____   " * room.count)
        elif on_paper and room.kind == "line":
            self._line(f"{self._words.answer}: {'_' * 30} {question.unit or ''}")
