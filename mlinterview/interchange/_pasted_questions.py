"""Paragraphs put together to questions: stem, options, answer, fields, feedback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from mlinterview.interchange._markdown import code_block
from mlinterview.interchange._pasted_lines import Line, Paragraph, classify

__all__ = ["Draft", "Misplaced", "Option", "drafts", "written"]

_KEY_HEADING = re.compile(
    r"\s*(?:answer\s+key|answers|key|solutions|(?:bảng\s+)?đáp\s+án)\s*:?\s*", re.IGNORECASE
)
_KEY_ENTRY = re.compile(
    r"\s*(?:(?:Q(?:uestion)?|câu)\s*\.?\s*)?(\d{1,4})\s*[.):=–-]?\s*"
    r"((?:[A-Za-z](?:\s*[,&]\s*[A-Za-z])*|true|false|đúng|sai)(?![\w]))[\s,;.]*",
    re.IGNORECASE,
)
_KEY_NUMBER = re.compile(r"(?:(?:Q(?:uestion)?|câu)\s*\.?\s*)?(\d{1,4})\s*[.):]?", re.IGNORECASE)
#: a heading of questions, where one follows
_SECTION = re.compile(
    r"\s*(?:part|section|phần)\s+(?:[ivx]{1,4}|\d{1,2}|[a-h])\s*(?:[.:)–—-].*)?", re.IGNORECASE
)
_SEVERAL = re.compile(r"(?:\t|\s{2,})(?=\*?\(?([B-Zb-z])[.)][\s\w])")


@dataclass(slots=True)
class Option:
    """An option with its label, its text in lines of Markdown, and what is said of it."""

    label: str
    lines: list[str]
    plain: str
    right: bool = False
    marked: bool = False
    feedback: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """All that belongs to one question."""

    number: str
    paragraph: int
    stem: list[Line] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    answer: str | None = None
    answer_markdown: str = ""
    feedback: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    figures: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether it is a text alone, without a number or anything else of a question."""
        told = self.number or self.options or self.feedback or self.fields or self.figures
        return not told and self.answer is None and bool(self.stem)


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A paragraph that belongs to no question."""

    number: int
    text: str


def drafts(paragraphs: Iterable[Paragraph]) -> tuple[list[Draft], list[Misplaced]]:
    """The questions of a text, and the paragraphs that were not understood.

    Where stems are numbered, each number that follows on the last one begins a question. Else a
    paragraph behind an answer does, or one apart from the options before it.
    """
    lines = [line for each in paragraphs for line in _apart(each)]
    numbered = sum(line.role == "number" for line in lines)
    answered = sum(line.role in ("answer", "option") for line in lines)
    builder = _Builder(numbered > 0 and _numbered(lines) if answered else numbered > 0)
    for line, following in zip_longest(lines, lines[1:]):
        builder.take(line, following)
    builder.end()
    return builder.done, builder.misplaced


def _numbered(lines: Sequence[Line]) -> bool:
    """Whether the first line that could be a stem has a number (a heading may stand before it)."""
    for index, line in enumerate(lines):
        if line.role == "option":
            return any(before.role == "number" for before in lines[:index])
        if line.role == "answer":
            return any(before.role == "number" for before in lines[:index])
    return True


def _apart(paragraph: Paragraph) -> list[Line]:
    """The lines of a paragraph: options may stand in one, behind tabs, wide spaces, or breaks."""
    first = classify(paragraph)
    if paragraph.code or first.role == "code":
        return [first]
    if paragraph.write is None or "\n" not in paragraph.text:
        return _in_line(first)
    starts = [0, *(found.end() for found in re.finditer("\n", paragraph.text))]
    parts = [
        classify(paragraph.part(start, end))
        for start, end in pairwise([*starts, len(paragraph.text)])
        if paragraph.text[start:end].strip()
    ]
    if all(part.role in ("other", "number") for part in parts[1:]):
        return [first]
    return [line for part in parts for line in _in_line(part)]


def _in_line(first: Line) -> list[Line]:
    paragraph = first.paragraph
    if first.role != "option":
        return [first]
    cuts = [found.end() for found in _SEVERAL.finditer(paragraph.text)]
    if not cuts:
        return [first]
    places = [0, *cuts, len(paragraph.text)]
    parts = [classify(paragraph.part(start, end)) for start, end in pairwise(places)]
    labels = [part.label for part in parts]
    expected = [chr(ord(labels[0] or "a") + step) for step in range(len(labels))]
    return parts if labels == expected else [first]


def written(line: Line) -> str:
    """What stands behind the label as Markdown; code in a fence."""
    if line.role == "code":
        return code_block(line.paragraph.text, line.paragraph.language)
    return line.markdown


def _is_first(line: Line | None) -> bool:
    return line is not None and line.role == "option" and line.label == "a"


def _in_table(text: str) -> Iterator[tuple[str, str]]:
    """The entries of a key in a table: below their numbers, or beside them."""
    rows = [
        [cell.strip() for cell in row.strip().strip("|").split("|")]
        for row in text.split("\n")
        if row.strip("|- ")
    ]
    above: list[str] = []
    for row in rows:
        numbers = [found[1] if (found := _KEY_NUMBER.fullmatch(cell)) else "" for cell in row]
        if above:
            pairs = zip(above, row, strict=False)
            above = []
        elif any(numbers) and all(numbers[1:]):
            above = numbers
            continue
        else:
            pairs = zip(numbers, row[1:], strict=False)
        yield from ((number, answer) for number, answer in pairs if number and answer)
        if not any(numbers):
            alone = [_KEY_ENTRY.fullmatch(cell) for cell in row]
            yield from ((found[1], found[2]) for found in alone if found)


def _is_section(line: Line, following: Line | None) -> bool:
    return (
        line.role == "other"
        and line.paragraph.apart
        and following is not None
        and following.role == "number"
        and _SECTION.fullmatch(line.paragraph.text) is not None
    )


class _Builder:
    """Takes one line after the other; ``numbered`` says how questions begin."""

    def __init__(self, numbered: bool) -> None:
        self.done: list[Draft] = []
        self.misplaced: list[Misplaced] = []
        self._numbered = numbered
        self._now: Draft | None = None
        self._last = ""  # the role of the line before, within the question
        self._key = False  # whether the answer key has begun
        self._told: Option | None = None  # the option that feedback goes to

    def take(self, line: Line, following: Line | None) -> None:
        if self._heading_of_key(line) or (self._key and self._key_entries(line, following)):
            return
        if line.role == "number" and self._begins(line):
            self._begin(line)
            return
        now = self._now
        if now is None:
            if self._numbered or line.role in ("answer", "field", "feedback", "option"):
                self._misplace(line)
            else:
                self._begin(line)
            return
        if self._last == "answer" and now.answer == "" and line.role in ("other", "option", "code"):
            now.answer, now.answer_markdown = line.paragraph.text.strip(), line.paragraph.markdown()
        elif line.role == "option" and self._is_option(now, line):
            option = Option(line.label, [line.markdown], line.text, line.right)
            option.marked = line.paragraph.marked
            now.options.append(option)
            self._last, self._told = "option", option
        elif line.role == "answer":
            self._answer(now, line)
        elif line.role == "field":
            now.fields[line.label] = line.text
            self._last = "field"
        elif line.role == "feedback":
            self._feedback(now, line)
        elif self._belongs_to_none(now, line, following):
            self._misplace(line)
        elif not self._numbered and now.answer is not None and _is_first(following):
            self._begin(line)  # the stem of the next question, without an empty line before it
        else:
            self._go_on(now, line, following)

    def _belongs_to_none(self, now: Draft, line: Line, following: Line | None) -> bool:
        late = line.role == "option" and now.answer is not None and self._last != "stem"
        return late or (self._numbered and _is_section(line, following))

    def _answer(self, now: Draft, line: Line) -> None:
        if now.answer is not None:
            self._misplace(line)
            return
        now.answer, now.answer_markdown = line.text, line.markdown
        self._last, self._told = "answer", None

    def _feedback(self, now: Draft, line: Line) -> None:
        self._last = "feedback"
        named = (
            [option for option in now.options if option.label == line.label] if line.label else []
        )
        if named:
            named[0].feedback.append(line.markdown)
        elif self._told is not None and now.answer is None and not line.label:
            self._told.feedback.append(line.markdown)
        else:
            now.feedback.append(line.markdown)

    def _go_on(self, now: Draft, line: Line, following: Line | None) -> None:
        """A paragraph without a label: it goes on with what stands before, or begins anew."""
        apart = line.paragraph.apart
        if self._last == "option" and self._numbered and line.role == "other":
            # a document has no broken lines: behind the last option its paragraph is a remark
            whole = line.paragraph.write is not None
            apart = apart or (whole and (following is None or following.role != "option"))
        if self._last in ("number", "stem"):
            now.stem.append(Line(line.paragraph, "code" if line.role == "code" else "other"))
            self._last = "stem"
        elif self._last == "option" and (not apart or line.role == "code"):
            now.options[-1].lines.append(written(line))
            now.options[-1].plain += " " + line.paragraph.text
        elif self._last == "feedback" and (not apart or line.role == "code"):
            told = self._told.feedback if self._told and self._told.feedback else now.feedback
            if told and line.role != "code":
                told[-1] += "\n" + line.markdown
            else:
                told.append(written(line))
        elif self._last == "answer" and line.role == "code" and now.answer is not None:
            now.answer += "\n" + line.paragraph.text
            now.answer_markdown += "\n\n" + written(line)
        elif self._numbered:
            self._misplace(line)
        else:
            self._begin(Line(line.paragraph, "other"))

    def _begins(self, line: Line) -> bool:
        if not self._numbered:
            return self._now is None or self._now.answer is not None
        if self._now is None or self._last in ("option", "answer", "feedback", "field"):
            return True
        # a list within the stem begins with 1 again
        return not self._now.number or int(line.label) == int(self._now.number) + 1

    def _begin(self, line: Line) -> None:
        self.end()
        number = line.label if line.role == "number" else ""
        self._now = Draft(number, line.paragraph.number)
        if line.text or line.role == "code":
            self._now.stem.append(line)
        self._last = "number"
        self._told = None

    def _is_option(self, now: Draft, line: Line) -> bool:
        if not line.label or not now.options:
            return not line.label or line.label == "a" or bool(now.stem and line.paragraph.write)
        last = now.options[-1].label
        return bool(last) and ord(line.label) == ord(last) + 1 and now.answer is None

    def _heading_of_key(self, line: Line) -> bool:
        text = line.paragraph.text
        if not _KEY_HEADING.fullmatch(text) or not any(
            d.number for d in [*self.done, self._now] if d
        ):
            return False
        if line.role == "answer" and (not line.paragraph.apart or self._last in ("number", "stem")):
            return False
        self.end()
        self._key = True
        return True

    def _key_entries(self, line: Line, following: Line | None) -> bool:
        """``1. B  2. C, D``, or one answer of any kind: answers to questions that have none."""
        text, place = line.paragraph.text, 0
        found: list[tuple[str, str]] = []
        if text.startswith("| ") and "\n|" in text:
            found = list(_in_table(text))
            place = len(text)
        while entry := _KEY_ENTRY.match(text, place):
            found.append((entry[1], entry[2]))
            place = entry.end()
        by_number = {draft.number: draft for draft in self.done}
        if not found or place < len(text.rstrip()):
            return self._key_entry(line, following, by_number)
        for number, answer in found:
            draft = by_number.get(number)
            if draft is None or draft.answer is not None:
                self.misplaced.append(Misplaced(line.paragraph.number, f"{number}. {answer}"))
            else:
                draft.answer = draft.answer_markdown = answer
        return True

    def _key_entry(
        self, line: Line, following: Line | None, by_number: Mapping[str, Draft]
    ) -> bool:
        asks = following is not None and following.role in ("option", "answer")
        if self._now is not None or line.role != "number" or not line.text or asks:
            return False
        draft = by_number.get(line.label)
        if draft is None or draft.answer is not None:
            self._misplace(line)
        else:
            draft.answer, draft.answer_markdown = line.text, line.markdown
        return True

    def _misplace(self, line: Line) -> None:
        if not line.paragraph.text.strip():  # it holds a picture, which is told of elsewhere
            return
        self.misplaced.append(Misplaced(line.paragraph.number, line.paragraph.text))

    def end(self) -> None:
        """The question that is open is done."""
        now = self._now
        if now is not None:
            told = [option for option in now.options if option.feedback]
            if len(now.options) > 1 and told == now.options[-1:]:  # it is about the question
                now.feedback += told[0].feedback
                told[0].feedback = []
            self.done.append(now)
        self._now = None
