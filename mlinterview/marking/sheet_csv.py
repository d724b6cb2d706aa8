"""A review queue as a table for a spreadsheet, and the filled table read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from mlinterview.console.checklist import Value
from mlinterview.errors import RecordsError
from mlinterview.marking._sheet_rows import SheetRow
from mlinterview.marking.deciding import proposal, statements
from mlinterview.marking.queue import ReviewGroup
from mlinterview.store._problems import ProblemList
from mlinterview.store._safe_cells import safe_cell
from mlinterview.store._table import Row, csv_rows

__all__ = ["csv_sheet", "rows_of_csv"]

_BEFORE = ("item", "answer", "text", "engine points", "confidence")
_AFTER = ("points", "note", "by")
_WORDS: Mapping[str, bool] = {
    "met": True, "x": True, "yes": True, "true": True,
    "not met": False, "no": False, "false": False,
}  # fmt: skip


def csv_sheet(groups: Sequence[ReviewGroup], *, by: str) -> str:
    """The table: a row for each group, a column for each criterion, filled as the engine decided.

    It begins with a byte-order mark, which spreadsheets need to see that it is UTF-8, and no cell
    is a formula. With several items the columns of criteria are named ``item/criterion``.
    """
    columns = _columns(groups)
    target = StringIO()
    target.write("\ufeff")
    writer = csv.writer(target, lineterminator="\r\n")
    names = [f"{name}: {statement}" for name, statement in columns.items()]
    writer.writerow([safe_cell(cell) for cell in (*_BEFORE, *names, *_AFTER)])
    several = _several(groups)
    for group in groups:
        values = {_name(group, id_, several): v for id_, v in proposal(group).items()}
        cells: list[object] = [group.item.id, group.id, group.text, group.score.points]
        cells.append(round(group.confidence, 4))
        cells += [_word(values[name]) if name in values else None for name in columns]
        writer.writerow([safe_cell(cell) for cell in (*cells, None, None, by)])
    return target.getvalue()


def _several(groups: Sequence[ReviewGroup]) -> bool:
    return len({group.item.id for group in groups}) > 1


def _columns(groups: Sequence[ReviewGroup]) -> dict[str, str]:
    """Name and statement of each column, items one after the other."""
    several = _several(groups)
    return {
        _name(group, statement.id, several): " ".join(statement.text.split())
        for group in groups
        for statement in statements(group)
    }


def _name(group: ReviewGroup, criterion: str, several: bool) -> str:
    return f"{group.item.id}/{criterion}" if several and group.criteria else criterion


def _word(value: Value) -> object:
    if value is None:
        return None
    return ("met" if value else "not met") if isinstance(value, bool) else round(value, 6)


def rows_of_csv(text: str, file: str) -> tuple[list[SheetRow], list[str]]:
    """The rows of a filled table, and a line for each that cannot be read.

    Raises:
        RecordsError: the columns ``item`` and ``answer`` are missing.
    """
    problems = ProblemList(file)
    rows = csv_rows(text.removeprefix("\ufeff"), problems)
    head = next((row for row in rows if not row.empty), None)
    names = [] if head is None else [cell.strip().strip("\ufeff'") for cell in head.cells]
    if "answer" not in names or "item" not in names:
        raise RecordsError(f"{file}: the columns 'item' and 'answer' of a sheet expected")
    found = list(_rows(rows, names, problems))
    return found, [str(problem) for problem in problems.all()]


def _rows(rows: Iterable[Row], names: Sequence[str], problems: ProblemList) -> Iterator[SheetRow]:
    for row in rows:
        if row.empty:
            continue
        cells = {
            name: cell.strip() for name, cell in zip(names, row.cells, strict=False) if cell.strip()
        }
        try:
            yield _row(cells, f"{problems.file}:{row.line}")
        except ValueError as error:
            problems.add(row.line, str(error))


def _row(cells: Mapping[str, str], place: str) -> SheetRow:
    """The row with these cells.

    Raises:
        ValueError: a cell holds what it cannot hold.
    """
    item = cells.get("item", "")
    values: dict[str, Value] = {}
    for heading, cell in cells.items():
        if heading in _BEFORE or heading in _AFTER or ":" not in heading:
            continue
        owner, _, criterion = heading.partition(":")[0].strip().rpartition("/")
        if owner and owner != item:
            raise ValueError(f"{owner}/{criterion}: no criterion of {item}, but filled")
        values[criterion] = _value(cell, criterion)
    points = cells.get("points")
    return SheetRow(
        place,
        cells.get("answer", ""),
        item,
        values,
        None if points is None else _number(points, "points"),
        cells.get("note"),
        cells.get("by"),
    )


def _value(cell: str, criterion: str) -> Value:
    word = " ".join(cell.lower().split())
    if word in _WORDS:
        return _WORDS[word]
    return _number(cell, f"{criterion}: 'met', 'not met' or points")


def _number(cell: str, what: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        raise ValueError(f"{what} expected, found {cell[:40]!r}") from None
