"""What a column of a wide table is, and what could not be placed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

__all__ = ["Column", "Unplaced", "Use"]

Use = Literal[
    "item", "examinee", "variant", "seed", "form", "attempt", "seconds", "ignored", "unplaced"
]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column was taken for; ``str()`` gives it on one line.

    Attributes:
        number: counted from 1.
        heading: as the table has it.
        use: ``item``, ``examinee``, another field of the records, ``ignored``, or ``unplaced``
            where nobody can tell: its values are in no record.
        item: the item's id.
        part: the row, blank, option or step that the column holds, where it is not all of the item.
        by: what told: ``id``, ``position``, ``stem``, ``title``, ``start of the stem``, ``name``
            or ``map``; for ``ignored`` and ``unplaced`` the reason.
    """

    number: int
    heading: str
    use: Use
    item: str | None = None
    part: str | None = None
    by: str = ""

    def __str__(self) -> str:
        target = self.use if self.item is None else self.item
        part = f" [{self.part}]" if self.part is not None else ""
        by = f" ({self.by})" if self.by else ""
        return f"column {self.number} {_short(self.heading)!r}: {target}{part}{by}"

    def as_json(self) -> dict[str, Any]:
        """The fields, JSON-ready."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A column or value that could not be placed; ``str()`` gives it on one line.

    Attributes:
        line: line or row of the file, 0 for a whole column.
        column: number of the column, from 1.
        heading: of the column.
        value: the cell's text, cut short; empty for a whole column.
        reason: what was expected there.
        examinee: whose value it is.
        item: the item it was meant for, None where that is unknown.
        file: the file's name as it was given.
    """

    line: int
    column: int
    heading: str
    value: str
    reason: str
    examinee: str | None = None
    item: str | None = None
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f"column {self.column} {_short(self.heading)!r}" if self.column else ""
        value = repr(self.value) if self.value else ""
        return ": ".join(part for part in (place, column, value, self.reason) if part)

    def as_json(self) -> dict[str, Any]:
        """The fields, JSON-ready."""
        return asdict(self)


def _short(heading: str) -> str:
    heading = " ".join(heading.split())
    return heading if len(heading) <= 60 else heading[:59] + "…"
