"""Sheets that somebody filled in: a table, or what the HTML page saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mlinterview.console.checklist import Value
from mlinterview.errors import RecordsError, abbreviate
from mlinterview.marking._sheet_rows import SheetResult, SheetRow, taken_in
from mlinterview.marking.queue import ReviewGroup
from mlinterview.marking.sheet_csv import rows_of_csv
from mlinterview.store._encoding import decode
from mlinterview.store._files import open_source
from mlinterview.store._json import JsonFault, read_values

__all__ = ["SheetResult", "read_sheet"]

_LARGEST = 50_000_000


def read_sheet(
    path: str | Path, groups: Sequence[ReviewGroup], due: Sequence[ReviewGroup], *, by: str
) -> SheetResult:
    """The marks of a filled sheet, and what of it cannot be used.

    Args:
        path: the CSV file, or the JSON file that the HTML page saved; ``-`` is standard input.
        groups: every group that the sheet may be about.
        due: the groups that it should hold; those that it lacks are named.
        by: who marks, where the sheet does not say.

    Raises:
        RecordsError: the file is no sheet.
    """
    with open_source(path) as source:
        name = source.name
        text = decode(source.read(_LARGEST)).text
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        rows, problems = _rows_of_json(text.lstrip("\ufeff"), name)
    else:
        rows, problems = rows_of_csv(text, name)
    return taken_in(rows, groups, due, by=by, problems=problems)


def _rows_of_json(text: str, file: str) -> tuple[list[SheetRow], list[str]]:
    try:
        document = read_values(text)
    except JsonFault as fault:
        raise RecordsError(f"{file}:{fault.line}: {fault}") from None
    answers = document.get("answers") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(answers, list):
        raise RecordsError(f"{file}: a sheet with 'answers' expected")
    problems: list[str] = []
    by = document.get("by")
    rows = list(_rows(answers, by if isinstance(by, str) else None, file, problems))
    return rows, problems


def _rows(
    answers: Sequence[Any], by: str | None, file: str, problems: list[str]
) -> Iterator[SheetRow]:
    for number, answer in enumerate(answers):
        place = f"{file}: answers[{number}]"
        try:
            yield _row(answer, by, place)
        except (TypeError, ValueError) as error:
            problems.append(f"{place}: {error}")


def _row(answer: Any, by: str | None, place: str) -> SheetRow:
    """The row of one entry.

    Raises:
        ValueError: it holds what it cannot hold.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get("answer"), str):
        raise ValueError(f"a mapping with 'answer' expected, found {abbreviate(answer)}")
    criteria = answer.get("criteria") or {}
    if not isinstance(criteria, Mapping):
        raise ValueError(f"criteria: a mapping expected, found {abbreviate(criteria)}")
    points = answer.get("points")
    note = answer.get("note")
    return SheetRow(
        place,
        answer["answer"],
        str(answer.get("item") or ""),
        {str(name): _value(value, str(name)) for name, value in criteria.items()},
        None if points is None else _number(points, "points"),
        note.strip() or None if isinstance(note, str) else None,
        (by or "").strip() or None,
        answer.get("done") is True,
    )


def _value(value: Any, name: str) -> Value:
    if value is None or isinstance(value, bool):
        return value
    return _number(value, name)


def _number(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{what}: a number expected, found {abbreviate(value)}")
    return float(value)
