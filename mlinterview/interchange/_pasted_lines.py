"""Paragraphs of pasted text, and what each says: a question, an option, an answer, points ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from mlinterview.interchange import _markdown as md

__all__ = ["Line", "Paragraph", "classify"]

Role = Literal["number", "option", "answer", "field", "feedback", "code", "other"]

_NUMBER = re.compile(
    r"\s*(?:(?:Question|Q|Câu(?:\s+hỏi)?)\s*\.?\s*(?P<named>\d{1,4})(?:\s*(?:/|of\b)\s*\d{1,4})?\s*[.):–-]?"
    r"|(?P<number>\d{1,4})\s*[.)])(?:\s+|$|(?<=[.)])(?=(?-i:[^\W\d_a-z])))",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"\s*(?P<star>[*✓✔]\s*)?(?:\((?P<round>[A-Za-z])\)|\[(?P<square>[A-Za-z])\]|(?P<bare>[A-Za-z])\s?[.)])"
    r"(?P<after>\s*[*✓✔](?!\*))?(?:\s+|$|(?<=\))(?=\S)|(?<=[A-H]\.)(?=\w)(?![A-Za-z]\.\s?[A-Za-z]))"
)
_BOX = re.compile(r"\s*(?:[-*]\s*)?\[(?P<mark>[ xX✓✔*]?)\]\s+")
_ANSWER = re.compile(
    r"\s*(?:the\s+)?(?:correct\s+(?=\w))?"
    r"(?:answers?|ans|key|correct(?:\s+(?:option|choice)s?)?|đáp án)\s*(?:is|are)?\s*[:=]\s*"
    r"|\s*the\s+(?:correct|right)\s+(?:answer|option|choice)s?\s+(?:is|are)\s+(?=\S)"
    r"|\s*(?:correct\s+)?(?:answer|ans)\s*[.–-]\s*(?=\(?[A-Za-z]\)?\.?\s*$)",
    re.IGNORECASE,
)
_FEEDBACK = re.compile(
    r"\s*(?:@\s*|(?:general\s+)?(?:feedback|explanation|rationale|solution|why|giải thích)"
    r"\s*(?:\(?(?P<letter>[A-Za-z])\)?)?\s*[:=]\s*)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s*(?P<name>points?|pts|marks?|score|điểm|difficulty|level|title|name|type|id|tolerance|units?"
    r"|topics?|tags?|category|references?|source|minutes|time|sample answer|model answer|rubric"
    r"|grading)\s*[:=]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text, or a paragraph of a document.

    Attributes:
        number: counted from 1.
        text: as it is read.
        apart: whether an empty line stands before it.
        code: whether all of it is code.
        language: of the code, where it is named.
        marked: whether it stands out: all that follows its label, or the label alone.
        write: gives the Markdown of a stretch of ``text``.
        stands_out: tells of a stretch, and where its label ends, whether it is ``marked``.
    """

    number: int
    text: str
    apart: bool = False
    code: bool = False
    marked: bool = False
    language: str = ""
    write: Callable[[int, int], str] | None = field(default=None, compare=False, repr=False)
    stands_out: Callable[[int, int, int], bool] | None = field(
        default=None, compare=False, repr=False
    )

    def markdown(self, start: int = 0, end: int | None = None) -> str:
        """A stretch of the text as Markdown."""
        stop = len(self.text) if end is None else end
        if self.write is not None:
            return self.write(start, stop).strip()
        return md.from_plain(self.text[start:stop])

    def part(self, start: int, end: int) -> Paragraph:
        """A stretch of it as a paragraph of its own, without the space around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text, apart = text.strip(), self.apart and not self.text[:start].strip()
        write, stands_out = self.write, self.stands_out
        if write is None:
            return Paragraph(self.number, text, apart)
        label = start + classify(Paragraph(self.number, text)).start
        return Paragraph(
            self.number,
            text,
            apart,
            marked=stands_out is not None and stands_out(start, label, start + len(text)),
            write=lambda low, high: write(start + low, start + high),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What a paragraph is: its role, the label that says so, and where the rest begins."""

    paragraph: Paragraph
    role: Role
    label: str = ""
    start: int = 0
    end: int | None = None
    right: bool = False

    @property
    def text(self) -> str:
        """What stands behind the label."""
        return self.paragraph.text[self.start : self.end].strip()

    @property
    def markdown(self) -> str:
        """The same as Markdown."""
        return self.paragraph.markdown(self.start, self.end)


def classify(paragraph: Paragraph) -> Line:
    """What a paragraph is by itself; whether a number begins a question, its neighbours tell."""
    text = paragraph.text
    if paragraph.code:
        return Line(paragraph, "code")
    if found := _BOX.match(text):
        return Line(paragraph, "option", "", found.end(), None, bool(found["mark"].strip()))
    if found := _ANSWER.match(text):
        return Line(paragraph, "answer", "", found.end())
    if found := _FEEDBACK.match(text):
        return Line(paragraph, "feedback", (found["letter"] or "").lower(), found.end())
    if found := _FIELD.match(text):
        return Line(paragraph, "field", found["name"].lower(), found.end())
    if found := _NUMBER.match(text):
        label = found["named"] or found["number"]
        return Line(paragraph, "number", label, found.end())
    if found := _OPTION.match(text):
        return _option(paragraph, found)
    return Line(paragraph, "other")


def _option(paragraph: Paragraph, found: re.Match[str]) -> Line:
    letter = found["round"] or found["square"] or found["bare"]
    start, end = found.end(), len(paragraph.text)
    right = bool(found["star"] or found["after"])
    rest = paragraph.text[start:]
    # a star before or behind the text, unless it is emphasis or a wildcard's
    if rest[:1] in "*✓✔" and rest[:1] and not rest.startswith("**") and rest.count("*") % 2:
        start += len(rest) - len(rest[1:].lstrip())
        right = True
    elif _ends_in_star(tail := rest.rstrip()):
        end = start + len(tail[:-1].rstrip())
        right = True
    return Line(paragraph, "option", letter.lower(), start, end, right)


def _ends_in_star(text: str) -> bool:
    if text.endswith("*"):
        return not text.endswith("**") and text.count("*") % 2 == 1
    return text.endswith(("✓", "✔"))
