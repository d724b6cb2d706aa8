"""What a sheet for answers asks for, whatever it is printed in: one entry an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mlinterview.rendering.paper.model import Choice, Question

__all__ = ["Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer on the sheet.

    Attributes:
        number: that of the question.
        row, blank: of a matching and of a cloze, which of its rows or blanks.
        kind: ``letters`` (one of ``choices`` is marked by its letter), ``words`` (by its text),
            ``boxes`` (``count`` letters in order), ``rule`` (a line, before ``unit``) or
            ``question`` (the answer stands below the question).
    """

    number: int
    kind: Literal["letters", "words", "boxes", "rule", "question"]
    row: int | None = None
    blank: int | None = None
    choices: tuple[Choice, ...] = ()
    count: int = 0
    unit: str = ""

    @property
    def label(self) -> str:
        """``4``, ``4 [2]`` for its second row, ``4 (2)`` for its second blank."""
        if self.row is not None:
            return f"{self.number} [{self.row}]"
        return str(self.number) if self.blank is None else f"{self.number} ({self.blank})"


def entries(question: Question) -> Iterator[Entry]:
    """What is filled in for one question.

    A question without options, rows, blanks and a line has the entry ``question``.
    """
    number, choices = question.number, question.choices
    if question.rows:
        for row in question.rows:
            yield Entry(number, "letters", row=row.number, choices=choices)
    elif question.format == "true_false":
        yield Entry(number, "words", choices=choices)
    elif question.room.kind == "letters":
        yield Entry(number, "boxes", count=question.room.count)
    elif choices:
        yield Entry(number, "letters", choices=choices)
    elif question.blanks:
        for blank in question.blanks:
            yield Entry(
                number,
                "letters" if blank.choices else "rule",
                blank=blank.number,
                choices=blank.choices,
                unit=blank.unit or "",
            )
    elif question.room.kind == "line":
        yield Entry(number, "rule", unit=question.unit or "")
    else:
        yield Entry(number, "question")
