"""A workbook of totals, points by item and shares by area, by openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mlinterview.errors import MissingExtraError
from mlinterview.reports._lines import plain_title
from mlinterview.reports._model import Report
from mlinterview.reports._wording import clean, shorten, status_word
from mlinterview.store._safe_cells import looks_like_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from mlinterview.reports.gradebook import Line

__all__ = ["workbook"]

_TOTALS = (
    "Examinee",
    "Name",
    "Group",
    "Points",
    "Lowest",
    "Highest",
    "Maximum",
    "Share",
    "Passed",
    "Band",
    "Note",
)
_PERCENT = "0.0%"
_POINTS = "0.00"
_WIDEST = 40
_LONGEST = 1000


def workbook(report: Report, lines: Sequence[Line]) -> bytes:
    """The workbook as a file.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError("writing spreadsheets", "xlsx") from None
    book = Workbook()
    totals = book.active
    assert totals is not None
    totals.title = "Totals"
    _fill(totals, _TOTALS, map(_total, lines), {4: _POINTS, 5: _POINTS, 6: _POINTS, 8: _PERCENT})
    items = {item.item_id: item for person in report.examinees for item in person.items}
    if items:
        sheet = book.create_sheet("Items")
        _fill(sheet, ("Examinee", *items), (_items(line, list(items)) for line in lines), {})
        # under the ids, what they stand for
        titles = book.create_sheet("Item titles")
        named = ((item_id, plain_title(item), item.max_points) for item_id, item in items.items())
        _fill(titles, ("Item", "Title", "Maximum"), named, {})
    for kind in dict.fromkeys(kind for person in report.examinees for kind in person.by):
        rows = {row.id: row.title for person in report.examinees for row in person.by[kind]}
        if rows:
            sheet = book.create_sheet(f"By {kind}"[:31])
            shares = (_shares(line, kind, list(rows)) for line in lines)
            formats = dict.fromkeys(range(2, len(rows) + 2), _PERCENT)
            _fill(sheet, ("Examinee", *rows.values()), shares, formats)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _total(line: Line) -> tuple[object, ...]:
    from mlinterview.reports.gradebook import open_range

    person = line.person
    if person is None:
        return line.examinee, line.name, line.group, *(None,) * 7, "no scores"
    words = open_range(person)
    return (
        line.examinee,
        line.name,
        line.group,
        person.points,
        *person.points_range,
        person.max_points,
        person.share,
        None if person.passed is None else "yes" if person.passed else "no",
        person.band,
        f"provisional: {words}" if words else None,
    )


def _items(line: Line, item_ids: Sequence[str]) -> tuple[object, ...]:
    """Points; where there are none yet the status, and nothing for what was not given."""
    found: dict[str, object] = {}
    for item in line.person.items if line.person is not None else ():
        if not item.repeated:
            found[item.item_id] = status_word(item.status) if item.points is None else item.points
    return line.examinee, *(found.get(item_id) for item_id in item_ids)


def _shares(line: Line, kind: str, ids: Sequence[str]) -> tuple[object, ...]:
    rows = line.person.by[kind] if line.person is not None else ()
    shares = {row.id: row.share for row in rows}
    return line.examinee, *(shares.get(identity) for identity in ids)


def _fill(
    sheet: Worksheet,
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    formats: dict[int, str],
) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    widths = [len(name) for name in head]
    for number, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column)
            _put(cell, value)
            widths[column - 1] = max(widths[column - 1], len(str(cell.value)))
            if number == 1:
                cell.font = Font(bold=True)
            elif column in formats:
                cell.number_format = formats[column]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, width + 2)
    sheet.freeze_panes = "B2"


def _put(cell: Any, value: object) -> None:
    """A value in a cell; text is text, whatever it begins with."""
    if isinstance(value, float):
        cell.value = round(value, 5)
    elif isinstance(value, str):
        text = shorten(clean(value), _LONGEST)
        cell.value = text
        cell.data_type = "s"
        # what somebody types over it stays text too
        cell.quotePrefix = looks_like_formula(text)
    else:
        cell.value = value
