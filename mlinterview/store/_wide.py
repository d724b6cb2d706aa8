"""Wide tables: one row a person, as form tools and spreadsheets export them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlinterview.errors import RecordsError
from mlinterview.model.records import ResponseRecord
from mlinterview.store._answers import AnswerReader
from mlinterview.store._columns import Column
from mlinterview.store._encoding import decode
from mlinterview.store._files import open_source
from mlinterview.store._headings import Headings
from mlinterview.store._map_file import ColumnMap, read_map
from mlinterview.store._problems import ProblemList
from mlinterview.store._resolve import Resolver, find_headings, headings_again
from mlinterview.store._seating import Seating
from mlinterview.store._sequences import MAX_RECORDS
from mlinterview.store._settle import Items, settle
from mlinterview.store._shapes import shape_of
from mlinterview.store._table import Row, csv_rows
from mlinterview.store.responses import ResponseFile

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.form import Form
    from mlinterview.model.roster import Roster

__all__ = ["read_wide"]

#: a spreadsheet has 16,384 at most
MAX_COLUMNS = 20_000


def read_wide(
    path: str | Path,
    *,
    form: Form | None,
    bank: Bank | None,
    examinee_column: str | None,
    mapping: Mapping[str, Any] | str | Path | None,
    roster: Roster | None = None,
) -> ResponseFile:
    """See `mlinterview.read_responses` with ``wide=True``.

    Raises:
        RecordsError: no table that can be read, or no such examinee column.
    """
    if bank is None:
        from mlinterview.bank.loader import load_bank

        bank = load_bank(strict=False)
    targets = read_map(mapping)
    name, rows, problems = _table(path)
    if any(len(row.cells) > MAX_COLUMNS for row in rows[:10]):
        raise RecordsError(f"{name}: over {MAX_COLUMNS:,} columns")
    headings = Headings(bank.items_by_id, form)
    at = find_headings(rows, headings)
    if at >= len(rows) or rows[at].empty:
        raise RecordsError(f"{name}: no row of headings")
    names = rows[at].cells
    start = at + 1
    while start < len(rows) and not rows[start].empty and headings_again(rows[start], headings):
        start += 1
    body = [row for row in rows[start:] if not row.empty]
    items = dict(bank.items_by_id)
    resolver = Resolver(headings, items, form, targets, examinee_column, name)
    columns = resolver.resolve(names, body)
    for heading in targets.unused():
        problems.add(0, "the map names a column that is not there", where=heading[:60])
    forms = dict(bank.forms)
    if form is not None:
        forms[form.id] = form
    values = _values(columns, targets, Items(bank))
    seating = Seating(roster)
    reader = AnswerReader(columns, items, forms, form, values, name, problems, seating)
    if len(body) * reader.item_count > MAX_RECORDS:
        raise RecordsError(f"{name}: over {MAX_RECORDS:,} answers; split the table")
    reader.learn(body)
    records: list[ResponseRecord] = []
    for row in body:
        records.extend(reader.records(row))
    found = problems.all()
    return ResponseFile(name, records, found, columns, reader.place_all(), seating.notes())


def _table(path: str | Path) -> tuple[str, list[Row], ProblemList]:
    """All rows of a file, cells without what no text holds."""
    with open_source(path) as source:
        problems = ProblemList(source.name)
        shape = shape_of(source, table=True)
        content = source.read()
        if shape == "xlsx":
            from mlinterview.store._xlsx import xlsx_rows

            return source.name, list(xlsx_rows(content, source.name)), problems
    decoded = decode(content)
    for line in decoded.damaged:
        problems.add(line, f"bytes that are no {decoded.encoding.upper()}, read as \ufffd")
    rows = []
    for row in csv_rows(decoded.text, problems):
        if any("\0" in cell for cell in row.cells):
            problems.add(row.line, "a NUL byte, read as \ufffd")
            row = replace(row, cells=[cell.replace("\0", "\ufffd") for cell in row.cells])
        rows.append(row)
    return source.name, rows, problems


def _values(
    columns: Sequence[Column], targets: ColumnMap, items: Items
) -> dict[int, Mapping[str, Any]]:
    """What the map says that cell texts stand for, by column."""
    found: dict[int, Mapping[str, Any]] = {}
    for column in columns:
        target = targets.find(column.number, column.heading)
        if target is not None and target.values and column.item is not None:
            found[column.number] = {
                text: value if isinstance(value, str) else settle(value, column.item, items)
                for text, value in target.values.items()
            }
    return found
