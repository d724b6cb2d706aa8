"""GIFT cut into questions: comments, categories, names, the text and the answer in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["Piece", "pieces", "plain"]

#: what a backslash may stand before, as signs of a private area until the text is cut
_ESCAPED = "\\:#={}~"
_PRIVATE = {sign: chr(0xE100 + place) for place, sign in enumerate(_ESCAPED)}
_LINE_END = "\ue110"
_BACK = str.maketrans({**{private: sign for sign, private in _PRIVATE.items()}, _LINE_END: "\n"})
_FOREIGN = re.compile("[\ue100-\ue110]")
_ESCAPE = re.compile(r"\\([\\:#={}~]|n(?!abla\b|eq\b|otin\b))")
_TAG = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_BRACES = re.compile(r"\\.|[{}]|[^\\{}]+|\\$", re.DOTALL)
_BLOCK = re.compile(r"\{([^{}]*)\}")


@dataclass(slots=True)
class Piece:
    """One question as it stands; signs that were escaped are still private ones.

    ``answer`` is None where there are no braces. ``fault`` says why nothing can be made of it.
    """

    line: int
    before: str = ""
    after: str = ""
    answer: str | None = None
    name: str = ""
    category: str = ""
    identity: str = ""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fault: str = ""


def plain(text: str) -> str:
    """A part of a question with its escaped signs back."""
    return text.translate(_BACK).strip()


def pieces(text: str) -> Iterator[Piece]:
    """The questions of a GIFT text, in order.

    Questions are parted by empty lines; an empty line within braces parts nothing, and questions
    without one between them are parted where a new line begins after the answer.
    """
    category = ""
    for line, chunk in _chunks(text.lstrip("\ufeff")):
        comments, body, first = _comments(chunk, line)
        rest = _escaped(body)
        while rest.lstrip().startswith("$CATEGORY:"):
            head, _, rest = rest.lstrip().partition("\n")
            category = plain(head[len("$CATEGORY:") :])
            first += 1
        if not rest.strip():
            continue
        parts = _apart(rest)
        for index, part in enumerate(parts):
            start = first + rest[: rest.find(part)].count("\n") if index else first
            piece = _piece(part, start)
            piece.category = category
            if index == 0:
                found = _TAG.findall(comments)
                piece.identity = next((plain(_escaped(v)) for kind, v in found if kind == "id"), "")
                piece.tags = [plain(_escaped(value)) for kind, value in found if kind == "tag"]
            if len(parts) > 1:
                piece.notes.append("no empty line between questions: parted after the answer")
            yield piece


def _escaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: _LINE_END if found[1] == "n" else _PRIVATE[found[1]], _FOREIGN.sub("", text)
    )


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that hold something, with the number of the first.

    A run whose braces are open goes on behind an empty line, until another brace opens there.
    """
    found: list[str] = []
    start, opened, empty = 1, False, 0  # ``empty``: where an empty line stands within braces
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            if found and not opened:
                yield start, found
                found = []
            elif found:
                empty = len(found)
                found.append("")
            continue
        braces = "" if line.lstrip().startswith("//") else _BRACES.sub(_brace, line)
        if found and empty and "{" in braces.partition("}")[0]:
            yield start, found[:empty]  # a brace that nothing closes
            start, found, opened, empty = start + empty + 1, found[empty + 1 :], False, 0
        if not found:
            start = number
        found.append(line)
        if braces:
            opened = braces[-1] == "{"
            empty = empty if opened else 0
    if found:
        yield start, found


def _brace(found: re.Match[str]) -> str:
    return found[0] if found[0] in "{}" else ""


def _comments(lines: list[str], start: int) -> tuple[str, str, int]:
    """Comments, the text without them, and the line where the text begins."""
    kept: list[str] = []
    comments: list[str] = []
    for line in lines:
        (comments if line.lstrip().startswith("//") else kept).append(line.strip())
    lead = next((i for i, line in enumerate(lines) if not line.lstrip().startswith("//")), 0)
    return "\n".join(comments), "\n".join(kept).strip("\n"), start + lead


def _apart(text: str) -> list[str]:
    """Questions that no empty line parts: each ends with the line on which its answer closes."""
    blocks = list(_BLOCK.finditer(text))
    if len(blocks) < 2:
        return [text]
    parts, place = [], 0
    for block, following in pairwise(blocks):
        end = text.find("\n", block.end())
        if end != -1 and end < following.start():
            parts.append(text[place:end].strip())
            place = end + 1
    parts.append(text[place:].strip())
    return [part for part in parts if part]


def _piece(text: str, line: int) -> Piece:
    piece = Piece(line)
    text = text.strip()
    if text.startswith("::"):
        name, sign, rest = text[2:].partition("::")
        if sign:
            piece.name, text = plain(name), rest.strip()
    start, end = text.find("{"), text.find("}")
    if start == -1 and end == -1:
        piece.before = text
        return piece
    block = _BLOCK.search(text)
    if start == -1 or end == -1 or end < start or block is None or block.start() != start:
        piece.fault = "braces that do not close, or stand within each other (write \\{ and \\})"
        return piece
    rest = text[block.end() :]
    if "{" in rest or "}" in rest:
        piece.fault = "a second answer in braces within one question"
        return piece
    piece.before, piece.answer, piece.after = text[:start], block[1], rest
    return piece
