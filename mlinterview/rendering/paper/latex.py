"""Papers as LaTeX source for the exam class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import PurePosixPath

from mlinterview.model.content import letter
from mlinterview.rendering._latex_chars import needs_vietnamese, text
from mlinterview.rendering._latex_text import blocks, inline
from mlinterview.rendering.paper._blanks import in_parts
from mlinterview.rendering.paper._converted import converted
from mlinterview.rendering.paper._figures import not_printed
from mlinterview.rendering.paper._latex_sheet import sheet
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


def document(papers: Sequence[Paper], setup: PageSetup) -> Written:
    """The papers one after the other, each with pages counted from 1.

    Right answers stand in the source only where the key is printed.
    """
    figures = _Figures(setup)
    body = "\n\\clearpage\n".join(
        _Source(paper, figures, place).whole() for place, paper in enumerate(papers)
    )
    words = words_in(papers[0].words)
    filled = {
        "OPTIONS": "12pt,addpoints" if setup.large_print else "11pt,addpoints",
        "PAPER": f"{setup.size}paper",
        # the last is the usual one; it has no letters of some European languages
        "ENCODINGS": "T1,T5" if needs_vietnamese(body) else "T1",
        "POINT": text(words.point),
        "POINTS": text(words.points),
        "ANSWERS": "\\printanswers" if any(paper.with_key for paper in papers) else "",
        "BODY": f"\\Large\n{body}" if setup.large_print else body,
    }
    source = resources.files("mlinterview.rendering.paper").joinpath("template.tex")
    whole = source.read_text(encoding="utf-8")
    before, _, after = whole.partition("@BODY@")
    for name, value in filled.items():
        before = before.replace(f"@{name}@", value)
    whole = before + filled["BODY"] + after
    return Written(whole.encode("utf-8", "replace"), figures.files, figures.notes)


class _Figures:
    """The figures of a document as files beside it."""

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup
        self._names: dict[str, str | None] = {}
        self._files: dict[str, bytes] = {}
        self._notes: dict[str, None] = {}

    @property
    def files(self) -> Mapping[str, bytes]:
        return self._files

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(self._notes)

    def name(self, picture: Picture) -> str | None:
        """The file's path from the document; None where it cannot be printed."""
        if picture.file not in self._names:
            made = None if self._setup.inline_figures else converted(picture, "pdf")
            if made is None:
                self._notes[not_printed(picture)] = None
                self._names[picture.file] = None
            else:
                name = self._free(picture.file, made[0])
                self._files[name] = made[1]
                self._names[picture.file] = name
        return self._names[picture.file]

    def _free(self, file: str, suffix: str) -> str:
        """A name that no other figure of the document has; TeX minds most signs in one."""
        parts = [part for part in PurePosixPath(file).with_suffix("").parts if part != "figures"]
        stem = "".join(
            sign if sign.isascii() and sign.isalnum() else "-" for sign in "-".join(parts)
        )
        name, count = f"{self._setup.folder}/{stem[-80:]}{suffix}", 1
        while name in self._files:
            count += 1
            name = f"{self._setup.folder}/{stem[-80:]}-{count}{suffix}"
        return name


class _Source:
    def __init__(self, paper: Paper, figures: _Figures, place: int) -> None:
        self._paper = paper
        self._figures = figures
        self._place = place
        self._words = words_in(paper.words)

    def whole(self) -> str:
        parts = [self._foot(), *self._cover(), "\\clearpage"]
        for section in self._paper.sections:
            parts += self._section(section)
        if self._paper.answer_sheet:
            parts += ["\\clearpage", sheet(self._paper)]
        parts.append(f"\\label{{paper-end-{self._place}}}")
        return "\n\n".join(part for part in parts if part)

    def _foot(self) -> str:
        before, between, after = map(text, (self._words.page_of + "{}").split("{}")[:3])
        last = f"\\pageref{{paper-end-{self._place}}}"
        page = f"{before}\\thepage{{}}{between}{last}{after}"
        return f"\\setcounter{{page}}{{1}}\n\\footer{{{text(subtitle(self._paper))}}}{{}}{{{page}}}"

    def _cover(self) -> Iterator[str]:
        paper, words = self._paper, self._words
        title = inline(paper.title)
        if paper.with_key:
            title = f"{text(words.key)}: {title}"
        yield f"{{\\LARGE\\bfseries {title}\\par}}\n{{{text(subtitle(paper))}\\par}}\n\\bigskip"
        if paper.person is not None or not paper.with_key:
            for name, value in person_fields(paper):
                if value:
                    yield f"\\field{{{text(name)}}}{{{text(value)}}}"
                else:
                    yield f"\\emptyfield{{{text(name)}}}"
            yield "\\medskip"
        for name, value in facts(paper):
            yield f"\\field{{{text(name)}}}{{{text(value)}}}"
        if paper.instructions:
            yield f"\\textbf{{{text(words.instructions)}}}"
            yield blocks(paper.instructions)
        if paper.with_key:
            yield self._key_table()
        elif len(paper.sections) > 1:
            yield self._section_table()

    def _section_table(self) -> str:
        paper, words = self._paper, self._words
        head = [words.section, words.questions, words.points, words.earned]
        rows = [
            f"{inline(section_title(section, words))} & {len(section.questions)}"
            f" & {words.number(section.points)} &"
            for section in paper.sections
        ]
        total = f"{text(words.total)} & {len(paper.questions)} & {words.number(paper.points)} &"
        lines = "".join(f"{row} \\\\[0pt] \\hline\n" for row in [*rows, total])
        return (
            "\\begin{center}\n\\begin{tabular}{|p{0.45\\linewidth}|r|r|p{0.15\\linewidth}|}\n\\hline\n"
            + " & ".join(f"\\textbf{{{text(words.capital(cell))}}}" for cell in head)
            + f" \\\\[0pt] \\hline\n{lines}\\end{{tabular}}\n\\end{{center}}"
        )

    def _key_table(self) -> str:
        """The answers at a glance, as paragraphs, which may run over pages."""
        lines = []
        for question in self._paper.questions:
            answer = question.key.answer if question.key is not None else ""
            shown = inline(answer) if answer else f"\\emph{{{text(self._words.rubric)}}}"
            lines.append(f"\\noindent\\textbf{{{question.number}}}\\quad {shown}")
        return "\n\n".join(lines)

    def _section(self, section: Section) -> Iterator[str]:
        words = self._words
        if len(self._paper.sections) > 1 or section.title or section.instructions:
            title = inline(section_title(section, words))
            points = text(words.point_count(section.points))
            said = f"\n\n{blocks(section.instructions)}" if section.instructions else ""
            yield f"\\bigskip{{\\large\\bfseries {title}}}\\hfill {points}{said}"
        # what stands between questions may hold lists and code, which the class has no room for
        # within their list: it ends there, and another counts on
        inside = False
        for question in section.questions:
            if question.passage is not None:
                if inside:
                    yield "\\end{questions}"
                yield self._passage(question.passage)
                inside = False
            if not inside:
                yield f"\\begin{{questions}}\n\\setcounter{{question}}{{{question.number - 1}}}"
                inside = True
            yield from self._question(question)
        if inside:
            yield "\\end{questions}"

    def _passage(self, passage: Passage) -> str:
        parts = [f"\\hint{{{text(passage_lead(passage, self._words))}}}"]
        if passage.title:
            parts.append(f"\\textbf{{{text(passage.title)}}}")
        if passage.text:
            parts.append(blocks(passage.text))
        parts += map(self._picture, passage.pictures)
        return "\n\n".join(parts)

    def _picture(self, picture: Picture) -> str:
        name = self._figures.name(picture)
        if name is None:
            return f"\\nofigure{{{text(self._words.no_figure.format(picture.alt))}}}"
        return f"\\figurefile{{{name}}}"

    def _question(self, question: Question) -> Iterator[str]:
        words = self._words
        said = _points(question.points)
        # the class counts whole and half points; others are printed in its manner
        bare = "" if said else f"({text(words.point_count(question.points))}) "
        opening = f"\\question{said}{{}} {bare}"
        if question.passage is None and question.passage_at is not None:
            opening += f"\\emph{{{text(words.see_passage.format(question.passage_at))}}}\n\n"
        stem, runs = in_parts(question.stem, question.blanks)
        yield opening + blocks(stem, parts=runs)
        if hint := hint_of(question, words):
            yield f"\\hint{{{text(hint)}}}"
        yield from map(self._picture, question.pictures)
        yield from self._answers(question)
        parts = [
            f"\\textbf{{{text(head)}}}\n\n{blocks(body)}"
            for head, body in key_parts(question, words)
        ]
        if parts:
            inner = "\n\n".join(parts)
            yield f"\\begin{{solution}}\n{inner}\n\\end{{solution}}"

    def _answers(self, question: Question) -> Iterator[str]:
        on_paper = not self._paper.answer_sheet and not self._paper.with_key
        if question.rows:
            rows = []
            for row in question.rows:
                side = (
                    f" \\textbf{{→ {row.letter}}}".replace("→", "\\ensuremath{\\to}")
                    if row.letter
                    else ""
                )
                side = side or (" \\hfill\\letterbox" if on_paper else "")
                rows.append(
                    f"\\item[{row.number}.]{{}} {inline(row.text)}{side}{_feedback(row.feedback)}"
                )
            yield "\\begin{itemize}\n" + "\n".join(rows) + "\n\\end{itemize}"
            yield f"\\hint{{{text(self._words.options)}}}"
        if question.choices:
            yield _choices(question.choices)
        for blank in question.blanks:
            if blank.choices:
                yield f"\\hint{{({blank.number})}}"
                yield _choices(blank.choices)
        if question.key is None:
            yield from self._room(question, on_paper=on_paper)

    def _room(self, question: Question, *, on_paper: bool) -> Iterator[str]:
        room = question.room
        if room.kind == "lines":
            yield f"\\fillwithlines{{{room.count}\\linefillheight}}"
        elif on_paper and room.kind == "letters":
            yield "\\noindent" + "\\letterbox{}" * room.count
        elif on_paper and room.kind == "line":
            yield f"\\answerrule{{{text(self._words.answer)}}}{{{text(question.unit or '')}}}"


def _points(points: float) -> str:
    """The class's argument for points; empty where it cannot count them."""
    whole, rest = divmod(points, 1)
    if rest not in (0, 0.5) or points > 9_999:
        return ""
    return f"[{int(whole) or ''}\\half]" if rest else f"[{int(whole)}]"


def _choices(choices: Sequence[Choice]) -> str:
    usual = (
        all(choice.letter == letter(at) for at, choice in enumerate(choices)) and len(choices) < 27
    )
    lines = []
    for choice in choices:
        label = "" if usual else f"\\renewcommand{{\\thechoice}}{{{choice.letter}}}\n"
        kind = "CorrectChoice" if choice.right else "choice"
        lines.append(f"{label}\\{kind}{{}} {blocks(choice.text)}{_feedback(choice.feedback)}")
    return "\\begin{choices}\n" + "\n".join(lines) + "\n\\end{choices}"


def _feedback(written: str | None) -> str:
    return f"\n\\begin{{feedback}}\n{blocks(written)}\n\\end{{feedback}}" if written else ""
