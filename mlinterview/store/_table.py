"""Tables: the rows of CSV files, read strictly enough that no quote swallows a record unseen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlinterview.store._problems import ProblemList

__all__ = ["Row", "csv_rows", "delimiter_of"]

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_SAMPLE_ROWS = 50
_MAX_CELL = 1_000_000
_MAX_RESTARTS = 1_000
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it begins in a text file; the row's number in a spreadsheet.
        number: counted as a spreadsheet counts, the headings as row 1.
        cells: their texts; empty where nothing stands.
    """

    line: int
    number: int
    cells: list[str]

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


def delimiter_of(text: str) -> str:
    """What parts the cells: the delimiter that gives the heading most columns, and other rows too.

    >>> delimiter_of("name;Which loss, if any?\\nann;mse\\n")
    ';'
    """
    declared = _DECLARED.match(text)
    if declared:
        return declared[1]
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        rows = [row for row in _sample(text, delimiter) if any(cell.strip() for cell in row)]
        if not rows:
            continue
        columns = len(rows[0])
        alike = sum(len(row) == columns for row in rows) / len(rows)
        score = (columns - 1) * alike
        if score > most:
            best, most = delimiter, score
    return best


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return rows[:-1] if len(rows) > 1 and len(text) > _SAMPLE else rows


def csv_rows(text: str, problems: ProblemList) -> Iterator[Row]:
    """The rows of a CSV text; those that cannot be read are problems, and the next line is read.

    Cells may hold line ends, delimiters and doubled quotes within quotes.
    """
    if csv.field_size_limit() < _MAX_CELL:
        csv.field_size_limit(_MAX_CELL)  # the module knows no limit of one reader's own
    delimiter = delimiter_of(text)
    lines = _Lines(text)
    if _DECLARED.match(text):
        next(lines)
    restarts = number = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            problems.add(lines.start, _reason(error, lines), where=f"row {number}")
            restarts += 1
            if restarts > _MAX_RESTARTS:
                problems.add(lines.start, "too many rows that cannot be read: the rest is left out")
                return
            lines.back_to_second()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        number += 1
        yield Row(lines.start, number, cells)


def _reason(error: csv.Error, lines: _Lines) -> str:
    message = str(error)
    if "unexpected end" in message:
        return "a quote opens in this row and is never closed"
    if "expected after" in message:
        return "text after a closing quote; put cells with quotes in quotes, and double theirs"
    if "field larger" in message:
        return f"a cell of over {_MAX_CELL:,} characters; maybe a quote is not closed"
    return f"not read as CSV: {message}"


class _Lines:
    """The lines of a text, with the place where the present row begins."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self._line = 0
        self.start = 1
        self._second = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline()
        if not line:
            raise StopIteration
        self._line += 1
        if self._line == self.start:
            self._second = self._text.tell()
        return line

    def begin(self) -> None:
        """A row begins at the next line."""
        self.start = self._line + 1

    def back_to_second(self) -> None:
        """Read on at the line after the one where the row began."""
        self._text.seek(self._second)
        self._line = self.start
