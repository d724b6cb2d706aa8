"""What in a file of records could not be read, as data: the rest is read all the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from mlinterview.errors import abbreviate

__all__ = ["MAX_PROBLEMS", "ProblemList", "RecordProblem", "shown"]

#: one file tells this many problems, and one line says how many more there are
MAX_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """One thing in a file that could not be read; ``str()`` gives it on one line.

    Attributes:
        line: line of a text file, row of a spreadsheet, counted from 1; 0 if unknown.
        where: the place in the line or document, such as ``responses[2].seconds`` or a heading.
        value: what was found there, cut short; may be empty.
        reason: what is wrong, and what was expected.
        file: the file's name as it was given.
    """

    line: int
    where: str
    value: str
    reason: str
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, self.reason) if part)

    def as_json(self) -> dict[str, Any]:
        """The fields, JSON-ready."""
        return asdict(self)


class ProblemList:
    """Collects problems of one file, the first `MAX_PROBLEMS` of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[RecordProblem] = []
        self._more = 0

    def add(self, line: int, reason: str, *, where: str = "", value: object = "") -> None:
        """Note a problem."""
        if len(self._found) < MAX_PROBLEMS:
            text = value if isinstance(value, str) else abbreviate(value)
            self._found.append(RecordProblem(line, where, shown(text), reason, self.file))
        else:
            self._more += 1

    def all(self) -> tuple[RecordProblem, ...]:
        """The problems in the order they were found; the last one counts those not listed."""
        if not self._more:
            return tuple(self._found)
        reason = f"{self._more:,} more problems are not listed"
        return (*self._found, RecordProblem(0, "", "", reason, self.file))


def shown(text: str, limit: int = 80) -> str:
    """``text`` on one line, cut short, without what a terminal would obey."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return "".join(char if char.isprintable() else " " for char in cut).strip()
