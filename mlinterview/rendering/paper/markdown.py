"""Papers as Markdown: the bank's own text, with figures beside it or within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from mlinterview.model.cloze import MARKER
from mlinterview.rendering.paper._figures import content_of, data_address, not_printed
from mlinterview.rendering.paper._lines import (
    facts,
    hint_of,
    key_parts,
    passage_lead,
    person_fields,
    section_title,
)
from mlinterview.rendering.paper.model import Choice, Paper, Passage, Picture, Question, Section
from mlinterview.rendering.paper.words import words_in
from mlinterview.rendering.paper.writers import PageSetup, Written
from mlinterview.rendering.terminal import literal, printable

__all__ = ["document"]


def document(papers: Sequence[Paper], setup: PageSetup) -> Written:
    """The papers one after the other, parted by rules."""
    files: dict[str, bytes] = {}
    notes: list[str] = []
    texts = [_Text(paper, setup, files, notes).whole() for paper in papers]
    text = printable("\n\n---\n\n".join(texts)) + "\n"
    return Written(text.encode("utf-8", "replace"), files, tuple(dict.fromkeys(notes)))


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def _entry(label: str, text: str, note: str | None = None) -> str:
    """An entry of a list whose further lines are its own."""
    whole = f"{text}\n\n{_indented(note.strip(), '> ')}" if note else text
    return f"- {label} " + _indented(whole, "  ").lstrip()


class _Text:
    def __init__(
        self, paper: Paper, setup: PageSetup, files: dict[str, bytes], notes: list[str]
    ) -> None:
        self._paper = paper
        self._setup = setup
        self._files = files
        self._notes = notes
        self._words = words_in(paper.words)

    def whole(self) -> str:
        parts = [*self._cover()]
        for section in self._paper.sections:
            parts += self._section(section)
        if self._paper.answer_sheet:
            parts += self._sheet()
        return "\n\n".join(part for part in parts if part)

    def _cover(self) -> Iterator[str]:
        paper, words = self._paper, self._words
        yield f"# {words.key}: {paper.title}" if paper.with_key else f"# {paper.title}"
        if paper.person is not None or not paper.with_key:
            yield "\n".join(
                f"- {literal(name)}: {literal(value) if value else '____________________'}"
                for name, value in person_fields(paper)
            )
        yield "\n".join(f"- {literal(name)}: {literal(value)}" for name, value in facts(paper))
        if paper.instructions:
            yield f"**{words.instructions}**"
            yield paper.instructions.strip()
        if paper.with_key:
            yield from self._keys()

    def _keys(self) -> Iterator[str]:
        words = self._words
        rows = [f"| | {words.key} | {words.capital(words.points)} |", "|---:|---|---:|"]
        for question in self._paper.questions:
            answer = question.key.answer if question.key is not None else ""
            cell = " ".join((answer or f"*{words.rubric}*").split()).replace("|", "\\|")
            rows.append(f"| {question.number} | {cell} | {words.number(question.points)} |")
        yield "\n".join(rows)

    def _section(self, section: Section) -> Iterator[str]:
        words = self._words
        if len(self._paper.sections) > 1 or section.title or section.instructions:
            points = words.point_count(section.points)
            yield f"## {section_title(section, words)} ({points})"
            if section.instructions:
                yield section.instructions.strip()
        for question in section.questions:
            if question.passage is not None:
                yield from self._passage(question.passage)
            yield from self._question(question)

    def _passage(self, passage: Passage) -> Iterator[str]:
        yield f"*{passage_lead(passage, self._words)}*"
        if passage.title:
            yield f"**{literal(passage.title)}**"
        if passage.text:
            yield passage.text.strip()
        yield from map(self._picture, passage.pictures)

    def _picture(self, picture: Picture) -> str:
        if self._setup.inline_figures:
            address = data_address(picture)
        else:
            content = content_of(picture)
            address = None
            if content is not None:
                # the path below the bank, so that two figures of one name stay two
                name = PurePosixPath(self._setup.folder, *_safe(picture.file))
                self._files[str(name)] = content
                address = f"<{name}>" if " " in str(name) else str(name)
        if address is None:
            self._notes.append(not_printed(picture))
            return f"*{literal(self._words.no_figure.format(picture.alt))}*"
        return f"![{literal(picture.alt)}]({address})"

    def _question(self, question: Question) -> Iterator[str]:
        words = self._words
        points = words.point_count(question.points)
        yield f"### {words.capital(words.question)} {question.number} ({points})"
        if hint := hint_of(question, words):
            yield f"*{hint}*"
        if question.passage is None and question.passage_at is not None:
            yield f"*{words.see_passage.format(question.passage_at)}*"
        numbers = {blank.id: blank.number for blank in question.blanks}
        yield MARKER.sub(
            lambda match: (
                f"({numbers[match[1]]}) \\_\\_\\_\\_\\_\\_" if match[1] in numbers else match[0]
            ),
            question.stem.strip(),
        )
        yield from map(self._picture, question.pictures)
        yield from self._answers(question)
        for head, text in key_parts(question, words):
            yield f"**{head}**"
            yield text.strip()

    def _answers(self, question: Question) -> Iterator[str]:
        if question.rows:
            yield "\n".join(
                _entry(
                    f"{row.number}\\.",
                    row.text.strip() + (f" **→ {row.letter}**" if row.letter else " ____"),
                    row.feedback,
                )
                for row in question.rows
            )
            yield f"*{self._words.options}*"
        if question.choices:
            yield self._choices(question.choices)
        for blank in question.blanks:
            if blank.choices:
                yield f"({blank.number})"
                yield self._choices(blank.choices)
        if question.key is None and question.room.kind == "lines":  # as many as it takes
            yield f"{self._words.answer}:"
        if question.key is None and question.room.kind in ("line", "letters"):
            unit = f" {literal(question.unit)}" if question.unit else ""
            yield f"{self._words.answer}: ____________________{unit}"

    def _choices(self, choices: Sequence[Choice]) -> str:
        return "\n".join(
            _entry(
                f"{choice.letter})" + (" ✓" if choice.right else ""),
                choice.text.strip(),
                choice.feedback,
            )
            for choice in choices
        )

    def _sheet(self) -> Iterator[str]:
        words = self._words
        yield f"## {words.answer_sheet}"
        rows = [f"| | {words.answer} |", "|---:|---|"]
        for question in self._paper.questions:
            rows += (f"| {label} | {entry} |" for label, entry in self._entries(question))
        yield "\n".join(rows)

    def _entries(self, question: Question) -> Iterator[tuple[str, str]]:
        number = str(question.number)
        letters = " ".join(choice.letter for choice in question.choices)
        if question.rows:
            yield from ((f"{number}, {row.number}", letters) for row in question.rows)
        elif question.format == "true_false":
            yield number, " / ".join(choice.text for choice in question.choices)
        elif question.room.kind == "letters":
            yield number, " ".join(["\\_\\_\\_"] * question.room.count)
        elif question.choices:
            yield number, letters
        elif question.blanks:
            for blank in question.blanks:
                entry = " ".join(choice.letter for choice in blank.choices)
                yield f"{number} ({blank.number})", entry or literal(blank.unit or "")
        elif question.room.kind == "line":
            yield number, literal(question.unit or "")
        else:
            yield number, f"*{self._words.on_question}*"


def _safe(file: str) -> tuple[str, ...]:
    """The parts of a figure's path that stay below the folder they are written to."""
    parts = PurePosixPath(file.replace("\\", "/")).parts
    kept = tuple(part for part in parts if part not in ("/", "..", ".") and ":" not in part)
    return kept[1:] if len(kept) > 1 and kept[0] == "figures" else kept
