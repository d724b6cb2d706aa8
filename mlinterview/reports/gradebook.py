"""Totals as gradebooks: CSV that Moodle and Canvas import, and a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from mlinterview.model.roster import Roster, RosterEntry
from mlinterview.reports._model import ExamineeReport, Report
from mlinterview.reports._wording import clean, count, number
from mlinterview.store._safe_cells import safe_cell

__all__ = ["GRADEBOOKS", "Gradebook", "GradebookKind", "gradebook"]

GradebookKind = Literal["moodle", "canvas", "xlsx"]
#: kind to the ending of its file
GRADEBOOKS: dict[str, str] = {"moodle": "csv", "canvas": "csv", "xlsx": "xlsx"}
_DIGITS = 5  # what Moodle keeps
_IDENTIFIERS = {
    "moodle": ("ID number", "Email address", "Username"),
    "canvas": ("SIS User ID", "SIS Login ID", "ID"),
    "xlsx": ("Examinee",),
}
_NAMED = 10  # people that a note names


@dataclass(frozen=True, slots=True)
class Gradebook:
    """A gradebook, ready to be written.

    Attributes:
        content: the file.
        notes: what must be known before it is imported, a line each.
    """

    content: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a gradebook; ``person`` is None for somebody on the roster without scores."""

    examinee: str
    name: str
    group: str
    person: ExamineeReport | None


def gradebook(
    report: Report,
    kind: GradebookKind,
    *,
    column: str | None = None,
    identifier: str | None = None,
    roster: Roster | None = None,
) -> Gradebook:
    """The totals of a report as a file that a gradebook takes.

    ``moodle``: CSV with the identifying column, name, group, ``COLUMN (Real)`` in points and
    ``COLUMN (Percentage)``; which columns are taken is chosen in Moodle's import. ``canvas``: CSV
    with the columns and the ``Points Possible`` row of a Canvas gradebook; one that ends in an
    assignment's number, ``Midterm (4711)``, fills that assignment, any other makes a new one.
    ``xlsx``: a workbook with totals, points by item and shares by area. Cells that a spreadsheet
    would read as formulas are made harmless.

    Args:
        column: what the grade is called; else the title of the report.
        identifier: the heading of the column with the examinees' ids: ``ID number``,
            ``Email address`` or ``Username`` for Moodle, ``SIS User ID``, ``SIS Login ID`` or
            ``ID`` for Canvas. Without it ids that look like addresses are e-mails or logins.
        roster: gives names and groups, the order, and people without scores, whose grade is empty.

    Raises:
        ValueError: there is no such kind or identifier.
        MissingExtraError: a workbook, and openpyxl is not installed.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> given = [{"examinee": "s01", "item": "loss-for-task", "response": {"house-price": "mse"}}]
    >>> found = mli.report(mli.grade_all(bank, given), bank=bank)
    >>> print(gradebook(found, "canvas", column="Quiz").content.decode(), end="")
    Student,ID,SIS User ID,SIS Login ID,Section,Quiz
        Points Possible,,,,,1.0
    s01,,s01,,,0.25
    """
    if kind not in GRADEBOOKS:
        raise ValueError(f"{', '.join(GRADEBOOKS)} expected as gradebook, found {kind!r}")
    if identifier is not None and identifier not in _IDENTIFIERS[kind]:
        known = ", ".join(_IDENTIFIERS[kind])
        raise ValueError(f"{known} expected as the {kind} column of ids, found {identifier!r}")
    lines, notes = _lines(report, roster)
    named = identifier or _identifier(kind, lines)
    title = clean(column or report.title or "Results").strip()
    notes += _provisional(lines)
    if kind == "xlsx":
        from mlinterview.reports._workbook import workbook

        return Gradebook(workbook(report, lines), tuple(notes))
    rows = (_moodle if kind == "moodle" else _canvas)(lines, title, named, notes)
    return Gradebook(_csv(rows), tuple(notes))


def _lines(report: Report, roster: Roster | None) -> tuple[list[Line], list[str]]:
    """People in the order of the roster, others after them."""
    if roster is None:
        return [Line(p.name, "", "", p) for p in report.examinees], []
    found: dict[str, ExamineeReport] = {}
    others: list[ExamineeReport] = []
    for person in report.examinees:
        entry = roster.find(person.name)
        if entry is None or entry.examinee in found:
            others.append(person)
        else:
            found[entry.examinee] = person
    lines = [_entry(entry, found.get(entry.examinee)) for entry in roster]
    lines += [Line(person.name, "", "", person) for person in others]
    absent = [line.examinee for line in lines if line.person is None]
    notes = []
    if absent:
        verb = "has" if len(absent) == 1 else "have"
        notes.append(f"{_people(absent)} {verb} no scores; the grade is empty.")
    if others:
        verb = "is" if len(others) == 1 else "are"
        notes.append(f"{_people([p.name for p in others])} {verb} not on the roster.")
    return lines, notes


def _entry(entry: RosterEntry, person: ExamineeReport | None) -> Line:
    return Line(entry.examinee, entry.name or "", entry.group or "", person)


def _people(names: Sequence[str]) -> str:
    shown = ", ".join(clean(name) for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{count(len(names), 'person').replace('persons', 'people')} ({shown}{more})"


def _identifier(kind: str, lines: Sequence[Line]) -> str:
    addresses = bool(lines) and all("@" in line.examinee for line in lines)
    return _IDENTIFIERS[kind][1 if addresses and kind != "xlsx" else 0]


def _provisional(lines: Sequence[Line]) -> list[str]:
    """Says whose totals open answers may still change."""
    found = [(line.examinee, open_range(line.person)) for line in lines if line.person is not None]
    open_ = [f"{who}: {words}" for who, words in found if words]
    if not open_:
        return []
    verb = "is" if len(open_) == 1 else "are"
    shown = "; ".join(clean(words) for words in open_[:_NAMED])
    more = f"; and {len(open_) - _NAMED} more" if len(open_) > _NAMED else ""
    return [f"{count(len(open_), 'total')} {verb} provisional ({shown}{more})."]


def open_range(person: ExamineeReport) -> str:
    """``41 to 46 of 60``, where answers are still open; else empty."""
    low, high = person.points_range
    if high <= low + 1e-9:
        return ""
    return f"{number(low)} to {number(high)} of {number(person.max_points)}"


def _moodle(
    lines: Sequence[Line], title: str, identifier: str, notes: list[str]
) -> Iterable[Sequence[object]]:
    maxima = {line.person.max_points for line in lines if line.person is not None}
    if len({round(value, 9) for value in maxima}) > 1:
        notes.append("Not everybody had the same maximum: import the percentage, not the points.")
    yield (
        identifier,
        "Full name",
        "Groups",
        f"{title} (Real)",
        f"{title} (Percentage)",
        "Maximum",
        "Note",
    )
    for line in lines:
        person = line.person
        if person is None:
            yield line.examinee, line.name, line.group, None, None, None, "no scores"
            continue
        words = open_range(person)
        yield (
            line.examinee,
            line.name,
            line.group,
            round(person.points, _DIGITS),
            None if person.share is None else round(100 * person.share, _DIGITS),
            round(person.max_points, _DIGITS),
            f"provisional: {words}" if words else None,
        )


def _canvas(
    lines: Sequence[Line], title: str, identifier: str, notes: list[str]
) -> Iterable[Sequence[object]]:
    maxima = {
        round(line.person.max_points, _DIGITS)
        for line in lines
        if line.person is not None and line.person.share is not None
    }
    same = len(maxima) == 1
    if not same and maxima:
        notes.append("Not everybody had the same maximum: the grades are per cent.")
    heads = _IDENTIFIERS["canvas"]
    yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", title
    yield "    Points Possible", None, None, None, None, maxima.pop() if same else 100.0
    for line in lines:
        person = line.person
        grade = None
        if person is not None and person.share is not None:
            grade = round(person.points if same else 100 * person.share, _DIGITS)
        ids = {head: line.examinee if head == identifier else None for head in heads}
        yield (
            line.name or line.examinee,
            ids["ID"],
            ids["SIS User ID"],
            ids["SIS Login ID"],
            line.group,
            grade,
        )


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return target.getvalue().encode()
