"""Rosters: the people of an exam from a CSV or XLSX table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from mlinterview.errors import RecordsError
from mlinterview.model.roster import MOST_TIME, Roster, RosterEntry
from mlinterview.store._documents import Raw
from mlinterview.store._encoding import decode
from mlinterview.store._files import open_source
from mlinterview.store._narrow import headings_of, sound
from mlinterview.store._problems import ProblemList, RecordProblem, shown
from mlinterview.store._shapes import shape_of
from mlinterview.store._table import Row, csv_rows
from mlinterview.store._validate import validated

__all__ = ["RosterFile", "read_roster"]

_FIELDS = ("examinee", "name", "group", "variant", "time_factor", "notes")
_MAX_BYTES = 20_000_000
_MAX_PEOPLE = 100_000
_MAX_CELL = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FACTOR = re.compile(r"(\+?)([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(%?)")


class RosterFile(Roster):
    """What a roster file holds: the people, and what could not be read.

    Attributes:
        name: the file, as it was given.
        problems: rows and cells that could not be read; the others were. A person whose time
            factor cannot be read is on the roster, with the usual time.
        notes: what was left out without harm: columns that a roster does not have.
    """

    def __init__(
        self,
        name: str,
        entries: Iterable[RosterEntry],
        problems: Iterable[RecordProblem] = (),
        notes: Iterable[RecordProblem] = (),
    ) -> None:
        super().__init__(entries)
        self.name = name
        self.problems = tuple(problems)
        self.notes = tuple(notes)


def read_roster(path: str | Path) -> RosterFile:
    """The people of a CSV or XLSX table, one a row.

    The column ``examinee`` is needed; ``name``, ``group``, ``variant``, ``time_factor`` and
    ``notes`` may be there. A time factor is a number from 1 to 4 (``1.25``), or the time added in
    per cent (``25%``); an empty cell is 1. Delimiter, encoding and byte-order mark are detected.

    Args:
        path: the file; ``-`` is standard input.

    Returns:
        The people in the file's order; of two rows with one examinee the first.

    Raises:
        RecordsError: the file cannot be read at all, or has no column ``examinee`` or no person.
        MissingExtraError: a spreadsheet, and openpyxl is not installed.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "roster.csv"
    >>> _ = file.write_text("examinee;name;time_factor\\ns01;Ann Lee;25%\\n", encoding="utf-8")
    >>> [(entry.name, entry.time_factor) for entry in read_roster(file)]
    [('Ann Lee', 1.25)]
    """
    with open_source(path) as source:
        problems, notes = ProblemList(source.name), ProblemList(source.name)
        shape = shape_of(source, table=True)
        content = source.read(_MAX_BYTES)
    damaged: frozenset[int] = frozenset()
    if shape == "xlsx":
        from mlinterview.store._xlsx import xlsx_rows

        rows = xlsx_rows(content, source.name)
    else:
        decoded = decode(content)
        rows, damaged = csv_rows(decoded.text, problems), frozenset(decoded.damaged)
    columns, width = headings_of(
        rows, _FIELDS, ("examinee",), source.name, problems, hint="", others=notes
    )
    people: dict[str, RosterEntry] = {}
    lines: dict[str, int] = {}
    for row in rows:
        if row.empty or not sound(row, width, problems, damaged):
            continue
        entry = _entry(row, columns, problems)
        if entry is None:
            continue
        first = lines.setdefault(entry.examinee, row.line)
        if entry.examinee in people:
            reason = f"{shown(entry.examinee, 40)!r} is in line {first} already, which counts"
            problems.add(row.line, reason, where="examinee", value=entry.examinee)
            continue
        if len(people) >= _MAX_PEOPLE:
            raise RecordsError(f"{source.name}: over {_MAX_PEOPLE:,} people")
        people[entry.examinee] = entry
    if not people:
        raise RecordsError("; ".join([f"{source.name}: no person", *map(str, problems.all()[:1])]))
    return RosterFile(source.name, people.values(), problems.all(), notes.all())


def _entry(row: Row, columns: dict[str, int], problems: ProblemList) -> RosterEntry | None:
    fields: dict[str, str | float] = {}
    for name, text in _cells(row, columns):
        if len(text) > _MAX_CELL:
            reason = f"over {_MAX_CELL} characters; maybe a quote is not closed"
            problems.add(row.line, reason, where=name, value=text)
        elif name != "time_factor":
            fields[name] = text
        else:
            try:
                fields[name] = _factor(text)
            except ValueError as error:
                problems.add(row.line, f"{error}; taken as 1", where=name, value=text)
    if "examinee" not in fields:
        problems.add(row.line, "a row without an examinee: left out", where="examinee")
        return None
    return validated(RosterEntry, fields, Raw(dict(fields), row.line, ""), problems)


def _cells(row: Row, columns: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The cells that hold something, on one line each: they are printed on papers."""
    for name, index in columns.items():
        if index < len(row.cells):
            text = " ".join(_CONTROL.sub(" ", row.cells[index]).split())
            if text:
                yield name, text


def _factor(text: str) -> float:
    """``1.25``, ``1,25``, ``25%``, ``+25%`` and ``125%`` are all a quarter more.

    Raises:
        ValueError: it is none of these, or not from 1 to 4.
    """
    expected = f"a time factor from 1 to {MOST_TIME} (1.25) or added time (25%) expected"
    match = _FACTOR.fullmatch(text)
    if match is None or (match[1] and not match[3]):
        raise ValueError(f"{expected}, found {shown(text, 40)!r}")
    value = Fraction(match[2].replace(",", "."))
    if match[3]:
        value /= 100
        # less than the usual time makes no sense, so that 25% is what is added
        value += 1 if match[1] or value < 1 else 0
    if not 1 <= value <= MOST_TIME:
        raise ValueError(f"{expected}, found {shown(text, 40)!r}")
    return int(value) if value.denominator == 1 else float(value)
