"""GIFT, Moodle's text format, as Moodle reads it."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from mlinterview.interchange import _markdown as md
from mlinterview.interchange._entry import Collected, entry
from mlinterview.interchange._from_html import Texts, plain_text
from mlinterview.interchange._gift_text import Piece, pieces, plain
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._scored import (
    Choice,
    Number,
    Unsuited,
    Word,
    many_of,
    matching_of,
    numeric_of,
    one_of,
    ordering_notes,
    ordering_of,
    person_marked,
    some_right,
    words_of,
)
from mlinterview.interchange._values import difficulty_of, left_tags, whole_number
from mlinterview.store._encoding import decode

__all__ = ["read"]

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_ORDERING = re.compile(
    r">\s*(?P<count>\d*)\s*(?P<kind>ALL|RANDOM|CONTIGUOUS|EXACT|REL|CONTIG)?\s*"
    r"(?P<layout>VERTICAL|HORIZONTAL|VERT|HORI|H|V|1|0)?\s*"
    r"(?P<grading>ALL_OR_NOTHING|ABSOLUTE_POSITION|ABSOLUTE|ABS|RELATIVE_[A-Z_]+|RELATIVE|REL"
    r"|LONGEST_[A-Z_]+)?\s*(?P<shown>SHOW|TRUE|YES|HIDE|FALSE|NO)?\s*"
    r"(?P<numbers>none|123|abc|ABCD|iii|IIII)?[ \t]*(?=\n|=|$)",
)


def read(content: bytes, name: str) -> Reading:
    """The questions of a GIFT file."""
    decoded = decode(content)
    found = Collected()
    pictures = Pictures()
    if decoded.damaged:
        found.skip(f"line {decoded.damaged[0]}", "characters that are not UTF-8 were replaced")
    for number, piece in enumerate(pieces(md.clean(decoded.text)), 1):
        place = f"question {number}, line {piece.line}"
        found.add(place, partial(_made, piece, pictures, place))
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )


def _made(piece: Piece, pictures: Pictures, place: str) -> Imported:
    return _Question(piece, pictures).made(place)


class _Question:
    """One question: its texts know the format that the question declares."""

    def __init__(self, piece: Piece, pictures: Pictures) -> None:
        self._piece = piece
        self._texts = Texts(pictures)
        self._format = "moodle"

    def made(self, place: str) -> Imported:
        piece = self._piece
        if piece.fault:
            raise Unsuited(piece.fault)
        if piece.answer is None:
            raise Unsuited("a description, which asks nothing")
        stem = self._stem()
        answer, sign, general = piece.answer.rpartition("####")
        if not sign:
            answer, general = piece.answer, ""
        notes = self._texts.notes
        notes += piece.notes
        content = self._content(answer.strip())
        explanation = self._text(general)
        if piece.category:
            notes.append(f"category there: {piece.category}")
        notes += left_tags(piece.tags)
        return entry(
            place,
            content,
            stem=stem,
            title=plain_text(piece.name),
            identity=piece.identity,
            explanation=explanation,
            figures=self._texts.figures,
            notes=notes,
            difficulty=difficulty_of(piece.tags),
        )

    def _stem(self) -> str:
        before, after = self._piece.before, self._piece.after
        if declared := _FORMAT.match(before):
            self._format = declared[1].lower()
            before = before[declared.end() :]
        gap = "_____" if after.strip() else ""
        return self._text(f"{before}{gap}{after}", named=False)

    def _text(self, raw: str, *, named: bool = True) -> str:
        """A part of the question as Markdown, by the format it declares or the question's."""
        kind = self._format
        if declared := _FORMAT.match(raw):
            kind, raw = declared[1].lower(), raw[declared.end() :]
        text = plain(raw)
        if kind == "markdown":
            return md.from_markdown(text)
        if kind == "plain":
            return md.from_plain(text)
        if kind == "moodle":
            text = re.sub(r"(?<!>)\n(?!\s*<)", "<br>", text)
        return self._texts.html(text, named=named)

    def _typed(self, raw: str) -> str:
        """A part that is compared with what people type."""
        text = plain(_FORMAT.sub("", raw, count=1))
        return plain_text(text) if "<" in text or "&" in text else " ".join(text.split())

    def _content(self, answer: str) -> dict[str, Any]:
        notes = self._texts.notes
        if not answer:
            return person_marked(1)
        if answer.startswith("#"):
            return self._numeric(answer[1:])
        if answer.startswith(">") and (head := _ORDERING.match(answer)):
            return self._ordering(head, answer[head.end() :])
        if "~" in answer:
            first, *others = answer.replace("=", "~=").split("~")
            if any(not part.strip() for part in others):
                self._texts.note("an empty option was left out")
            given = [part.strip() for part in (first, *others) if part.strip()]
            choices = [self._choice(part) for part in given]
            if "=" in answer:
                return one_of(choices, notes)
            return many_of(some_right(choices), notes)
        if "=" in answer and "->" in answer:
            return self._matching(answer)
        first, *feedback = answer.split("#")
        word = first.strip().upper()
        if word in ("T", "TRUE", "F", "FALSE"):
            return self._true_false(word.startswith("T"), feedback)
        words = []
        for part in _split(answer, "="):
            share, text, comment = _parted(part, right=True)
            words.append(Word(self._typed(text), share, self._text(comment)))
        return words_of(words, notes)

    def _choice(self, part: str) -> Choice:
        share, text, comment = _parted(part.removeprefix("="), right=part.startswith("="))
        return Choice(self._text(text), share, self._text(comment))

    def _true_false(self, right: bool, feedback: list[str]) -> dict[str, Any]:
        texts = [self._text(part) for part in feedback[:2]] + ["", ""]
        keys = [str(not right).lower(), str(right).lower()]  # the wrong response's comes first
        told = {key: text for key, text in zip(keys, texts, strict=False) if text}
        content: dict[str, Any] = {"format": "true_false", "answer": right}
        if told:
            content["feedback"] = told
        return content

    def _matching(self, answer: str) -> dict[str, Any]:
        pairs, extra = [], []
        for part in _split(answer, "="):
            left, sign, right = part.partition("->")
            if not sign:
                raise Unsuited(f"a pair without '->': {plain(part)[:60]}")
            left_text, right_text = self._text(left), self._text(right)
            if left_text:
                pairs.append((left_text, right_text))
            else:
                extra.append(right_text)
        return matching_of(pairs, extra, self._texts.notes)

    def _ordering(self, head: re.Match[str], rest: str) -> dict[str, Any]:
        steps = [self._text(line) for line in re.split(r"\n|(?:^|\s)=", rest) if line.strip()]
        self._texts.notes += ordering_notes(head["grading"] or "")
        if (head["kind"] or "ALL") != "ALL":
            self._texts.note("some of the steps were drawn there; here all are shown")
        return ordering_of(steps)

    def _numeric(self, answer: str) -> dict[str, Any]:
        answer, sign, _ = answer.partition("~")
        notes = self._texts.notes
        if sign:
            notes.append("feedback on all other answers was left out")
        numbers = []
        ranges: list[tuple[float, float]] = []
        for part in _split(answer, "="):
            share, text, comment = _parted(part, right=True)
            typed = plain(text).strip()
            if typed == "*":
                continue
            number, span = _number(typed, share, self._text(comment))
            numbers.append(number)
            if span:
                ranges.append(span)
        if len(numbers) == 1 and ranges and numbers[0].share >= 0.999:
            if numbers[0].feedback:
                notes.append("feedback on single numbers was left out: a number takes none here")
            return {"format": "numeric", "range": list(ranges[0])}
        return numeric_of(numbers, notes)


def _split(text: str, sign: str) -> list[str]:
    return [part.strip() for part in text.split(sign) if part.strip()]


def _parted(part: str, *, right: bool) -> tuple[float, str, str]:
    """Share, text and feedback of one answer."""
    part = part.strip()
    share = 1.0 if right else 0.0
    if weight := _WEIGHT.match(part):
        share, part = float(weight[1]) / 100, part[weight.end() :]
    text, _, comment = part.partition("#")
    return share, text, comment


def _number(text: str, share: float, feedback: str) -> tuple[Number, tuple[float, float] | None]:
    """A number with its tolerance, and the range that it was written as."""
    low, sign, high = text.partition("..")
    if sign:
        span = (whole_number(low), whole_number(high))
        if span[0] > span[1]:
            raise Unsuited(f"a range from low to high expected, found {text[:60]}")
        middle = (span[0] + span[1]) / 2
        return Number(middle, span[1] - middle, share, feedback), span
    value, _, tolerance = text.partition(":")
    return Number(whole_number(value), abs(whole_number(tolerance or "0")), share, feedback), None
