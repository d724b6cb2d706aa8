"""Files of marks, in every shape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from mlinterview.bank.bank import Bank
from mlinterview.errors import RecordsError
from mlinterview.model.records import Mark
from mlinterview.store import read_marks

Write = Callable[[str, "str | bytes"], Path]

MARKS: list[dict[str, Any]] = [
    {"examinee": "ann", "item": "explain-leakage", "marks": {"idea": "met"}, "by": "Dr Ito",
     "note": "fine, with a comma"},
    {"examinee": "007", "item": "explain-leakage", "marks": {"idea": 0.5}, "by": "Dr Ito"},
    {"examinee": "bob", "item": "version-string", "marks": 1, "by": "Dr Ito", "attempt": 2,
     "item_version": 3, "response": "1.10"},
]  # fmt: skip


def _table(rows: list[list[Any]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _rows() -> list[list[Any]]:
    fields = ["examinee", "item", "marks", "by", "note", "attempt", "item_version", "response"]
    body = [
        [json.dumps(mark[f]) if isinstance(mark.get(f), dict) else mark.get(f, "") for f in fields]
        for mark in MARKS
    ]
    return [fields, *body]


def _xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in _rows():
        book.active.append(row)
    book.save(out)
    return out.getvalue()


SHAPES: dict[str, Callable[[], str | bytes]] = {
    "m.yaml": lambda: yaml.safe_dump(MARKS),
    "below.yaml": lambda: yaml.safe_dump({"marks": MARKS}),
    "m.json": lambda: json.dumps(MARKS),
    "m.jsonl": lambda: "\n".join(map(json.dumps, MARKS)),
    "m.csv": lambda: _table(_rows()),
    "m.tsv": lambda: _table(_rows(), "\t"),
    "m.xlsx": _xlsx,
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_same_marks(name: str, write: Write, bank: Bank) -> None:
    """With text that looks like a number kept as text."""
    found = read_marks(write(name, SHAPES[name]()), bank=bank)
    assert found.problems == ()
    assert list(found) == [Mark.model_validate(mark) for mark in MARKS]


def test_a_document_may_name_its_marker_once(write: Write) -> None:
    """``by`` beside ``marks`` holds for all of them; one mark needs no list."""
    text = "by: Dr Ito\nmarks:\n- {item: a, marks: 1}\n- {item: b, marks: 2, by: Dr Ng}\n"
    assert [mark.by for mark in read_marks(write("m.yaml", text))] == ["Dr Ito", "Dr Ng"]
    one = read_marks(write("one.yaml", "{item: a, marks: {idea: not met}, by: Dr Ito}"))
    assert [mark.marks for mark in one] == [{"idea": False}]


def test_a_table_may_have_a_row_for_each_criterion(write: Write) -> None:
    """Rows of one item are one mark; an empty cell is not marked yet."""
    rows = [
        ["examinee", "item", "criterion", "mark", "by"],
        ["ann", "a", "idea", "met", "Ito"],
        ["bob", "a", "idea", "0,5", "Ito"],
        ["ann", "a", "example", "not met", "Ito"],
        ["ann", "b", "idea", "", "Ito"],
        ["bob", "a", "idea", "1", "Ito"],
    ]
    found = read_marks(write("m.csv", _table(rows)))
    assert [(mark.examinee, mark.marks) for mark in found] == [
        ("ann", {"idea": True, "example": False}),
        ("bob", {"idea": 0.5}),
    ]
    assert [problem.line for problem in found.problems] == [6]


BAD = {
    "no marker": ("{item: a, marks: 1}", "by: the field is missing"),
    "no item": ("{marks: 1, by: Ito}", "'item' and 'marks' expected"),
    "no points": ("{item: a, marks: great, by: Ito}", "'met', 'not met' or points expected"),
    "a flag": ("{item: a, marks: true, by: Ito}", "points, or a mark for each criterion"),
    "unknown field": ("{item: a, marks: 1, bye: Ito, by: Ito}", "unknown field; did you mean 'by'"),
    "twice": ("{item: a, marks: {x: 1, x: 2}, by: Ito}", "stands twice"),
    "text": ("nonsense", "a mark with"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_mark_is_a_problem_and_the_others_are_read(case: str, write: Write) -> None:
    """With its line and reason."""
    bad, reason = BAD[case]
    good = "- {item: a, marks: 1, by: Ito}\n"
    found = read_marks(write("m.yaml", f"{good}- {bad}\n{good}"))
    assert len(found) == 2
    assert [problem.line for problem in found.problems] == [2]
    assert reason in str(found.problems[0])


@pytest.mark.parametrize("head", ["item,by", "item,marks", "item,by,marks,points", "a,b"])
def test_a_table_must_say_what_is_marked_and_by_whom(head: str, write: Write) -> None:
    """One way of marking, and a person."""
    with pytest.raises(RecordsError, match="expected"):
        read_marks(write("m.csv", f"{head}\n1,2\n"))
