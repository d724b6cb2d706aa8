"""Tables with one response a row: ``examinee,item,response`` and what else a record has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from mlinterview.errors import RecordsError
from mlinterview.store._documents import Raw
from mlinterview.store._problems import ProblemList, shown
from mlinterview.store._settle import Items, settle_cell
from mlinterview.store._table import Row

__all__ = ["headings_of", "number_or_text", "table_records"]

_FIELDS = ("examinee", "item", "response", "seconds", "attempt", "seed", "variant", "form")
_NUMBERS = frozenset({"seconds", "attempt", "seed"})
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}[.,][0-9]{1,18}")
_WIDE_HINT = "; a table of one row a person needs --wide (wide=True)"


def table_records(
    rows: Iterator[Row], items: Items, file: str, problems: ProblemList, damaged: frozenset[int]
) -> Iterator[Raw]:
    """The records of a table, cells read by the formats of their items.

    Raises:
        RecordsError: the first row has no ``item`` and ``response``.
    """
    columns, width = headings_of(rows, _FIELDS, ("item", "response"), file, problems)
    return _records(rows, columns, width, items, problems, damaged)


def _records(
    rows: Iterator[Row],
    columns: dict[str, int],
    width: int,
    items: Items,
    problems: ProblemList,
    damaged: frozenset[int],
) -> Iterator[Raw]:
    for row in rows:
        if row.empty:
            continue
        if sound(row, width, problems, damaged):
            fields: dict[str, Any] = {}
            for name, index in columns.items():
                cell = row.cells[index].strip() if index < len(row.cells) else ""
                if cell and name != "response":
                    fields[name] = number_or_text(cell) if name in _NUMBERS else cell
            item = fields.get("item", "")
            place = columns["response"]
            cell = row.cells[place] if place < len(row.cells) else ""
            try:
                fields["response"] = settle_cell(cell, item, items)
            except ValueError as error:
                problems.add(row.line, str(error), where="response", value=cell)
                continue
            yield Raw({"item": item, **fields}, row.line, "")


def sound(row: Row, width: int, problems: ProblemList, damaged: frozenset[int]) -> bool:
    """Whether a row can be read cell by cell; else it is a problem."""
    if damaged and not damaged.isdisjoint(range(row.line, row.line + _height(row))):
        problems.add(row.line, "bytes that are no text in the file's encoding")
        return False
    if any("\0" in cell for cell in row.cells):
        problems.add(row.line, "a NUL byte, which no text holds")
        return False
    extra = [cell for cell in row.cells[width:] if cell.strip()]
    if extra:
        problems.add(
            row.line,
            f"{len(row.cells)} cells under {width} headings; put cells that hold the delimiter in"
            " quotes",
            value=extra[0],
        )
        return False
    return True


def _height(row: Row) -> int:
    return 1 + sum(cell.count("\n") for cell in row.cells)


def headings_of(
    rows: Iterator[Row],
    fields: tuple[str, ...],
    needed: tuple[str, ...],
    file: str,
    problems: ProblemList,
    *,
    hint: str = _WIDE_HINT,
    others: ProblemList | None = None,
) -> tuple[dict[str, int], int]:
    """Which column holds which field, and how many columns there are.

    A column that is nearly a field's is a problem; of other unknown columns ``others`` is told.
    ``hint`` ends the refusal of a table without the columns it needs.

    Raises:
        RecordsError: a field that is needed is missing or stands twice.
    """
    for row in rows:
        if not row.empty:
            break
    else:
        raise RecordsError(f"{file}: no row of headings")
    names = [re.sub(r"[\s_-]+", "_", cell.strip().strip("\ufeff").lower()) for cell in row.cells]
    columns: dict[str, int] = {}
    for index, name in enumerate(names):
        if name not in fields:
            close = get_close_matches(name, fields, n=1, cutoff=0.8) if name else []
            if close and close[0] not in names:
                reason = f"unknown column, left out; did you mean {close[0]!r}?"
                problems.add(row.line, reason, where=shown(row.cells[index], 40))
            elif name and others is not None:
                where = shown(row.cells[index], 40)
                others.add(row.line, "unknown column, left out", where=where)
            continue
        if name in columns:
            raise RecordsError(f"{file}:{row.line}: the column {name!r} stands twice")
        columns[name] = index
    missing = [name for name in needed if name not in columns]
    if missing:
        found = shown(", ".join(cell.strip() for cell in row.cells if cell.strip()), 160)
        raise RecordsError(
            f"{file}:{row.line}: {'columns' if len(needed) > 1 else 'a column'}"
            f" {' and '.join(map(repr, needed))} expected, found {found}{hint}"
        )
    return columns, len(names)


def number_or_text(cell: str) -> int | float | str:
    """A number in a cell, with a point or a comma; the text where it is none."""
    text = cell.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    return text
