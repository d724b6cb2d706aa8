"""Plain text, as questions are pasted from a word processor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from mlinterview.interchange import _markdown as md
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._imported import Reading
from mlinterview.interchange._pasted_items import item_of
from mlinterview.interchange._pasted_lines import Paragraph, classify
from mlinterview.interchange._pasted_questions import Draft, drafts
from mlinterview.store._encoding import decode

__all__ = ["collect", "paragraphs", "read"]

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([A-Za-z0-9+#-]{0,20})\s*$")
_ROMAN = re.compile(r"\s+\(?[ivx]{1,5}[.)]\s+\S", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"\*\*([^*]+)\*\*(.*)")
_BULLET = re.compile(r"[-*+•]\s+(?=\**\(?[A-Za-z][.)])")
_LONGEST = 20_000
_MOST_LINES = 500_000


def read(content: bytes, name: str) -> Reading:
    """The questions of a text; lines that belong to none are listed with their number."""
    found = Collected()
    decoded = decode(content)
    if decoded.damaged:
        found.skip(f"line {decoded.damaged[0]}", "characters that are not UTF-8 were replaced")
    lines = md.clean(decoded.text.lstrip("\ufeff")).split("\n")
    if len(lines) > _MOST_LINES:
        found.skip(f"line {_MOST_LINES + 1}", f"over {_MOST_LINES:,} lines: the rest is left out")
    collect(paragraphs(lines[:_MOST_LINES]), found, "line")
    return Reading(items=tuple(found.items), skipped=tuple(found.skipped))


def collect(
    given: Iterator[Paragraph],
    found: Collected,
    unit: str,
    complete: Callable[[list[Draft]], None] | None = None,
) -> None:
    """Put the questions among the paragraphs into ``found``.

    ``unit`` names what is counted; ``complete`` may add to the questions before items are made.
    """
    made, misplaced = drafts(given)
    if complete is not None:
        complete(made)
    for number, draft in enumerate(made, 1):
        place = f"question {draft.number or number}, {unit} {draft.paragraph}"
        found.add(place, partial(item_of, draft, place, []))
    for each in misplaced:
        text = each.text if len(each.text) <= 80 else each.text[:80] + "…"
        found.skip(f"{unit} {each.number}", f"not understood: {text}")


def paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    """The lines that hold something; code in fences is one paragraph, indented code too."""
    number, apart = 0, True
    while number < len(lines):
        line = lines[number][:_LONGEST]
        number += 1
        if not line.strip():
            apart = True
            continue
        if fence := _FENCE.match(line):
            end = _end_of_fence(lines, number, fence[1])
            yield Paragraph(
                number, "\n".join(lines[number:end]), apart, code=True, language=fence[2]
            )
            number = end + 1
        elif _indented(line) and not _says_what_it_is(line):
            end = number
            while end < len(lines) and _indented(lines[end]) and not _says_what_it_is(lines[end]):
                end += 1
            text = "\n".join(lines[number - 1 : end])
            yield Paragraph(number, _dedented(text), apart, code=True)
            number = end
        elif not _RULE.fullmatch(line):
            yield _undecorated(Paragraph(number, line.strip(), apart))
        apart = False


def _undecorated(paragraph: Paragraph) -> Paragraph:
    """A line of Markdown that says what it is, without the signs of a heading, of bold, of a list.

    An option in bold is marked, as it is in a document.
    """
    text = _HEADING.sub("", paragraph.text)
    if found := _BOLD.fullmatch(text):
        text = found[1] + found[2]
    if (bullet := _BULLET.match(text)) and classify(Paragraph(0, text)).role == "other":
        text = text[bullet.end() :]
    line = classify(Paragraph(0, text))
    if line.role == "other" or (line.role == "option" and not line.label):
        return paragraph
    rest = text[line.start :]
    marked = line.role == "option" and (found := _BOLD.fullmatch(rest)) and not found[2].strip()
    if marked and found:
        text = text[: line.start] + found[1]
    return Paragraph(paragraph.number, text, paragraph.apart, marked=bool(marked))


def _end_of_fence(lines: list[str], start: int, sign: str) -> int:
    for place in range(start, min(len(lines), start + 2_000)):
        if lines[place].strip().startswith(sign) and not lines[place].strip().strip(sign[0]):
            return place
    return start


def _indented(line: str) -> bool:
    return line.startswith(("    ", "\t")) and bool(line.strip())


def _says_what_it_is(line: str) -> bool:
    """Whether an indented line says what it is: an option, an answer, points."""
    found = _ROMAN.match(line) or classify(Paragraph(0, line.strip())).role != "other"
    return bool(found)


def _dedented(text: str) -> str:
    from textwrap import dedent

    return dedent(text.expandtabs(4))
