"""Tables of other programs: scores or chosen options, one row a person, one column an item."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mlinterview.analysis.matrix import ItemFacts, OptionFacts, ScoreMatrix
from mlinterview.errors import RecordsError
from mlinterview.store._encoding import decode
from mlinterview.store._files import open_source
from mlinterview.store._problems import ProblemList, RecordProblem
from mlinterview.store._shapes import shape_of
from mlinterview.store._table import Row, csv_rows

__all__ = ["TableFile", "read_choice_table", "read_score_table"]

#: headings of a first column that names people; ``examinee`` does so wherever it stands
_WHO = frozenset({"", "examinee", "id", "name", "person", "student", "user"})
_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "."})
_NOT_GIVEN = frozenset({"na", "n/a", "nan"})
#: exactly so: Max is somebody's name
_MAX_ROW = ("max", "MAX")
#: more distinct texts than this in a column are no options
_MOST_OPTIONS = 60


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a table holds.

    Attributes:
        name: the file, as it was given.
        matrix: its scores.
        problems: cells, rows and items that could not be read.
    """

    name: str
    matrix: ScoreMatrix
    problems: tuple[RecordProblem, ...]


def read_score_table(path: str | Path, *, max_points: float | None = None) -> TableFile:
    """A CSV or XLSX table of scores: a row a person, a column an item.

    A column ``examinee`` names the people. An empty cell (or NA) is missing: it was not given.

    Args:
        path: the file; ``-`` is standard input.
        max_points: full marks of every item; else those of the row whose first cell is ``max``,
            else the highest score of each column, at least 1.

    Raises:
        RecordsError: the file cannot be read at all, or holds no score.
        MissingExtraError: numpy is not installed, or openpyxl for a spreadsheet.
        ValueError: ``max_points`` is not above 0.
    """
    if max_points is not None and not 0 < max_points < math.inf:
        raise ValueError(f"max_points above 0 expected, found {max_points}")
    name, rows, problems = _rows(path)
    sheet = _sheet(name, rows, problems)
    maxima = _maxima(sheet, max_points, problems)
    notes: tuple[str, ...] = ()
    points = [
        [
            _score(text, top, item, row, problems)
            for text, top, item in zip(row.cells, maxima, sheet.items, strict=True)
        ]
        for row in sheet.people
    ]
    if max_points is None and sheet.top is None:
        maxima = [
            max([1.0, *(row[place] or 0.0 for row in points)]) for place in range(len(sheet.items))
        ]
        if any(top > 1 for top in maxima):
            notes = ("No maximum was given: full marks are the highest score of each column.",)
    if not any(value is not None for row in points for value in row):
        raise RecordsError(f"{name}: no score that could be read")
    facts = [ItemFacts(item, top) for item, top in zip(sheet.items, maxima, strict=True)]
    made = ScoreMatrix.of(points, examinees=sheet.names, items=facts)
    return TableFile(name, replace(made, notes=notes), problems.all())


def read_choice_table(path: str | Path, key: str | Path | Mapping[str, str]) -> TableFile:
    """A CSV or XLSX table of chosen options, scored by a key: 1 for the right option, else 0.

    Upper and lower case are one. An empty cell is unanswered and scores 0; ``NA`` is missing. A key
    of several options (``a;c``) makes an item on which all of them and no others are right.

    Args:
        path: the file; ``-`` is standard input.
        key: a table with the columns ``item`` and ``key``, and maybe ``options`` (how many there
            are: guessing then earns one over that); or a mapping from item to key.

    Raises:
        RecordsError: a file cannot be read at all, or none of its items has a key.
        MissingExtraError: numpy is not installed, or openpyxl for a spreadsheet.
    """
    name, rows, problems = _rows(path)
    sheet = _sheet(name, rows, problems)
    if sheet.top is not None:
        sheet = replace(sheet, people=(sheet.top, *sheet.people), names=(_MAX_ROW[0], *sheet.names))
    keys, sizes, key_problems = _keys(key)
    for item in [item for item in keys if item not in sheet.items]:
        problems.add(0, "the key names an item that is no column", where=item)
    for item in [item for item in sheet.items if item not in keys]:
        problems.add(0, "the key has no such item: left out", where=item)
    places = [place for place, item in enumerate(sheet.items) if item in keys]
    if not places:
        raise RecordsError(f"{name}: the key names none of its columns")
    if not sheet.people:
        raise RecordsError(f"{name}: no person that could be read")
    columns = [
        _column([row.cells[place] for row in sheet.people], keys[sheet.items[place]])
        for place in places
    ]
    facts = [
        ItemFacts(
            sheet.items[place],
            guess=_guess(sizes.get(sheet.items[place]), column.several),
            options=column.options,
            several=column.several,
        )
        for place, column in zip(places, columns, strict=True)
    ]
    return TableFile(
        name, _choice_matrix(sheet.names, facts, columns), (*problems.all(), *key_problems)
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with its headings understood; rows hold one cell an item."""

    items: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[Row, ...]
    top: Row | None


@dataclass(frozen=True, slots=True)
class _Column:
    """One item's cells: the options named in each (None where missing), and which are right."""

    chosen: list[frozenset[int] | None]
    options: tuple[OptionFacts, ...]
    key: frozenset[int]
    several: bool


def _rows(path: str | Path) -> tuple[str, list[Row], ProblemList]:
    with open_source(path) as source:
        problems = ProblemList(source.name)
        shape = shape_of(source)
        content = source.read()
        if shape == "xlsx":
            from mlinterview.store._xlsx import xlsx_rows

            return source.name, list(xlsx_rows(content, source.name)), problems
        if shape != "csv":
            raise RecordsError(f"{source.name}: a CSV table expected, found {shape.upper()}")
        return source.name, list(csv_rows(decode(content).text, problems)), problems


def _sheet(name: str, rows: Sequence[Row], problems: ProblemList) -> _Sheet:
    filled = [row for row in rows if not row.empty]
    if not filled:
        raise RecordsError(f"{name}: the file is empty")
    headings = [cell.strip() for cell in filled[0].cells]
    while headings and not headings[-1] and len(headings) > 1:
        headings.pop()
    folded = [heading.casefold() for heading in headings]
    who = folded.index("examinee") if "examinee" in folded else 0 if folded[0] in _WHO else None
    places = [place for place, heading in enumerate(headings) if place != who and heading]
    items = [headings[place] for place in places]
    if not items:
        raise RecordsError(f"{name}: no column of an item found in the first row")
    twice = [item for item, count in Counter(items).items() if count > 1]
    if twice:
        raise RecordsError(f"{name}: the column {twice[0]!r} stands twice")
    people: list[Row] = []
    names: list[str] = []
    top: Row | None = None
    seen: set[str] = set()
    for row in filled[1:]:
        cells = [cell.strip() for cell in row.cells]
        labelled = who is None and cells[0] in _MAX_ROW
        if labelled and len(cells) == len(headings) + 1:
            cells = cells[1:]  # a label before the numbers, in a table without names
        while len(cells) > len(headings) and not cells[-1]:
            cells.pop()
        if len(cells) > len(headings):
            reason = f"{len(cells)} cells under {len(headings)} headings: left out"
            problems.add(row.line, reason, where=f"row {row.number}")
            continue
        cells += [""] * (len(headings) - len(cells))
        label = cells[who] if who is not None else ""
        kept = replace(row, cells=[cells[place] for place in places])
        if labelled or label in _MAX_ROW:
            top = kept
            continue
        label = label or str(len(people) + 1)
        if label in seen:
            problems.add(row.line, "the examinee stands twice: left out", where=label)
            continue
        seen.add(label)
        people.append(kept)
        names.append(label)
    return _Sheet(tuple(items), tuple(names), tuple(people), top)


def _maxima(sheet: _Sheet, max_points: float | None, problems: ProblemList) -> list[float]:
    """Full marks of each item; infinite where the scores themselves have to tell."""
    if max_points is not None:
        return [float(max_points)] * len(sheet.items)
    if sheet.top is None:
        return [math.inf] * len(sheet.items)
    maxima = []
    for item, text in zip(sheet.items, sheet.top.cells, strict=True):
        value = _number(text)
        if value is None or not 0 < value < math.inf:
            problems.add(sheet.top.line, "full marks above 0 expected; 1 used", where=item)
            value = 1.0
        maxima.append(value)
    return maxima


def _score(text: str, top: float, item: str, row: Row, problems: ProblemList) -> float | None:
    if text.casefold() in _MISSING:
        return None
    value = _number(text)
    if value is None or not math.isfinite(value):
        problems.add(row.line, f"a number expected, found {text!r}", where=item, value=text)
        return None
    if abs(value) > top * (1 + 1e-9):
        problems.add(row.line, f"{value:g} points of {top:g}: left out", where=item, value=text)
        return None
    return value


def _number(text: str) -> float | None:
    try:
        return float(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))
    except ValueError:
        return None


def _keys(
    key: str | Path | Mapping[str, str],
) -> tuple[dict[str, str], dict[str, int], tuple[RecordProblem, ...]]:
    if isinstance(key, Mapping):
        return {str(item): str(value) for item, value in key.items()}, {}, ()
    name, rows, problems = _rows(key)
    filled = [row for row in rows if not row.empty]
    headings = [cell.strip().casefold() for cell in filled[0].cells] if filled else []
    if "item" not in headings or "key" not in headings:
        raise RecordsError(f"{name}: the columns 'item' and 'key' expected")
    keys: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for row in filled[1:]:
        cells = dict(zip(headings, (cell.strip() for cell in row.cells), strict=False))
        item, value = cells.get("item", ""), cells.get("key", "")
        if not item or not value or item in keys:
            reason = "the item stands twice" if item in keys else "an item and its key expected"
            problems.add(row.line, reason, where=item)
            continue
        keys[item] = value
        count = cells.get("options", "")
        if count.isdecimal() and 1 < int(count) <= 1000:
            sizes[item] = int(count)
        elif count:
            problems.add(row.line, "a number of options from 2 expected", where=item, value=count)
    return keys, sizes, problems.all()


def _column(cells: Sequence[str], key: str) -> _Column:
    right = _names(key, several=True)
    several = len(right) > 1
    shown: dict[str, str] = {}
    named: list[list[str] | None] = []
    for cell in cells:
        if cell.casefold() in _NOT_GIVEN:
            named.append(None)
            continue
        parts = _names(cell, several=several)
        for part in parts:
            shown.setdefault(part.casefold(), part)
        named.append([part.casefold() for part in parts])
    for part in right:
        shown[part.casefold()] = part
    order = sorted(shown)
    few = len(order) <= _MOST_OPTIONS
    place = {name: index for index, name in enumerate(order)}
    keyed = frozenset(place[part.casefold()] for part in right)
    options = tuple(OptionFacts(shown[name], key=place[name] in keyed) for name in order)
    chosen = [None if parts is None else frozenset(place[p] for p in parts) for parts in named]
    return _Column(chosen, options if few else (), keyed, several)


def _names(text: str, *, several: bool) -> list[str]:
    parts = text.split(";") if several else [text]
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _guess(options: int | None, several: bool) -> float | None:
    if options is None:
        return None
    return 0.5**options if several else 1 / options


def _choice_matrix(
    names: Sequence[str], facts: Sequence[ItemFacts], columns: Sequence[_Column]
) -> ScoreMatrix:
    points = [
        [
            None if (picked := column.chosen[row]) is None else float(picked == column.key)
            for column in columns
        ]
        for row in range(len(names))
    ]
    made = ScoreMatrix.of(points, examinees=names, items=facts)
    import numpy as np

    chosen = np.full(made.points.shape, -1, dtype=np.int16)
    unanswered = np.zeros(made.points.shape, dtype=bool)
    ticked = {}
    for place, column in enumerate(columns):
        unanswered[:, place] = [picked == frozenset() for picked in column.chosen]
        if not column.options:
            continue
        if column.several:
            ticks = np.zeros((len(names), len(column.options)), dtype=bool)
            for row, picked in enumerate(column.chosen):
                ticks[row, sorted(picked or ())] = True
            ticked[place] = ticks
        else:
            chosen[:, place] = [min(picked or {-1}) for picked in column.chosen]
    return replace(made, chosen=chosen, unanswered=unanswered, ticked=ticked)
