"""One finding about a bank: a loading fault, or what a lint rule found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

__all__ = ["Level", "Problem"]

Level = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault or finding, on one line: file, line, place in the item, reason.

    Attributes:
        rule: the id of the lint rule (``E01`` for loading faults).
        level: ``error``, ``warning`` or ``hint``.
        message: what was found and what was expected.
        file: path as shown to people (relative to the bank where possible), ``""`` if unknown.
        line: 1-based line in the file, 0 if unknown.
        item: the item's id, ``""`` where the problem is not of one item.
        where: place in the item, such as ``options[1].text``.
        waived: the reason given in the item's ``waive``, else None.
    """

    rule: str
    level: Level
    message: str
    file: str = ""
    line: int = 0
    item: str = ""
    where: str = ""
    waived: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [place, self.item, self.where]
        head = ": ".join(part for part in parts if part)
        waived = f" (waived: {self.waived})" if self.waived is not None else ""
        return (
            f"{head}: {self.rule} {self.message}{waived}" if head else f"{self.rule} {self.message}"
        )

    def as_json(self) -> dict[str, Any]:
        """The record that ``lint --json`` prints."""
        return asdict(self)
