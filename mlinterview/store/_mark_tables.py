"""Tables of marks: a row for each item, or for each criterion of an item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mlinterview.errors import RecordsError
from mlinterview.store._documents import Raw
from mlinterview.store._json import JsonFault, looks_like_json, read_json
from mlinterview.store._narrow import headings_of, number_or_text, sound
from mlinterview.store._problems import ProblemList
from mlinterview.store._settle import Items, settle_cell
from mlinterview.store._table import Row

__all__ = ["mark_rows"]

_WORDS = ("examinee", "item", "by", "note")
_NUMBERS = ("attempt", "item_version")
_VALUES = ("marks", "points", "criterion", "mark", "response")


def mark_rows(
    rows: Iterator[Row], items: Items, file: str, problems: ProblemList, damaged: frozenset[int]
) -> Iterator[Raw]:
    """The fields of each mark, rows of one item's criteria put together.

    Raises:
        RecordsError: the headings do not say what is marked, or by whom.
    """
    known = (*_WORDS, *_NUMBERS, *_VALUES)
    columns, width = headings_of(rows, known, ("item", "by"), file, problems)
    whole = [name for name in ("marks", "points") if name in columns]
    split = "criterion" in columns and "mark" in columns
    if len(whole) + split != 1:
        raise RecordsError(f"{file}: 'marks', 'points', or 'criterion' and 'mark' expected")
    found: dict[object, Raw] = {}
    for row in rows:
        if row.empty or not sound(row, width, problems, damaged):
            continue
        cells = {name: row.cells[at].strip() for name, at in columns.items() if at < len(row.cells)}
        fields: dict[str, Any] = {name: cells[name] for name in _WORDS if cells.get(name)}
        fields |= {name: number_or_text(cells[name]) for name in _NUMBERS if cells.get(name)}
        if cells.get("response"):
            cell = row.cells[columns["response"]]
            fields["response"] = settle_cell(cell, fields.get("item", ""), items)
        if not split:
            value = cells.get(whole[0], "")
            if value:  # an empty cell is not marked yet
                found[row.line] = Raw({**fields, "marks": _value(value)}, row.line, "")
            continue
        criterion, value = cells.get("criterion", ""), cells.get("mark", "")
        if not value:
            continue
        key = tuple(fields.get(name) for name in ("examinee", "item", "by", "attempt"))
        raw = found.setdefault(key, Raw({**fields, "marks": {}}, row.line, ""))
        if criterion in raw.fields["marks"]:
            reason = "the criterion is marked twice"
            problems.add(row.line, reason, where="criterion", value=criterion)
            continue
        raw.fields["marks"][criterion] = _value(value)
    yield from found.values()


def _value(cell: str) -> Any:
    number = number_or_text(cell)
    if not isinstance(number, str) or not looks_like_json(cell):
        return number
    try:
        return read_json(cell)
    except JsonFault:
        return cell
