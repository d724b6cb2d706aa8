"""Gradebooks: what Moodle and Canvas import, and the workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.model.roster import Roster, RosterEntry
from mlinterview.model.score import ItemScore
from mlinterview.reports.gradebook import gradebook

Make = Callable[..., ItemScore]


def rows(content: bytes) -> list[list[str]]:
    """A CSV file as its cells."""
    return list(csv.reader(io.StringIO(content.decode())))


@pytest.fixture
def made(bank: mli.Bank, score: Make) -> mli.Report:
    """Three people: one passed, one waits for a review, one with a name like a formula."""
    scores = [
        score("choice-1", 1.0, examinee_id="ann"),
        score("choice-2", 0.5, examinee_id="ann"),
        score("choice-1", 0.0, examinee_id="bo"),
        score("choice-2", 0.0, examinee_id="bo", status="needs_review", shares=(0.0, 1.0)),
        score("choice-1", 1 / 3, examinee_id="=cmd|' /C calc'!A0"),
        score("choice-2", 1.0, examinee_id="=cmd|' /C calc'!A0"),
    ]
    return mli.report(scores, bank=bank)


ROSTER = Roster(
    [
        RosterEntry(examinee="bo", name="Bo Ek", group="B"),
        RosterEntry(examinee="cy", name="+1 Orr", group="A"),
        RosterEntry(examinee="ann", name="Ann Lee", group="A"),
    ]
)


def test_canvas(made: mli.Report) -> None:
    """The columns of a Canvas gradebook, the row of points possible, then a row a person."""
    book = gradebook(made, "canvas", column="Midterm (4711)", roster=ROSTER)
    assert rows(book.content) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Midterm (4711)"],
        ["    Points Possible", "", "", "", "", "2.0"],
        ["Bo Ek", "", "bo", "", "B", "0.0"],
        ["'+1 Orr", "", "cy", "", "A", ""],
        ["Ann Lee", "", "ann", "", "A", "1.5"],
        ["'=cmd|' /C calc'!A0", "", "'=cmd|' /C calc'!A0", "", "", "1.33333"],
    ]
    assert book.notes == (
        "1 person (cy) has no scores; the grade is empty.",
        "1 person (=cmd|' /C calc'!A0) is not on the roster.",
        "1 total is provisional (bo: 0 to 1 of 2).",
    )


def test_moodle(made: mli.Report) -> None:
    """Points and per cent, and a note on what is provisional."""
    book = gradebook(made, "moodle", roster=ROSTER)
    found = rows(book.content)
    assert found[0] == [
        "ID number",
        "Full name",
        "Groups",
        "Results (Real)",
        "Results (Percentage)",
        "Maximum",
        "Note",
    ]
    assert found[1] == ["bo", "Bo Ek", "B", "0.0", "0.0", "2.0", "provisional: 0 to 1 of 2"]
    assert found[2] == ["cy", "'+1 Orr", "A", "", "", "", "no scores"]
    assert found[3] == ["ann", "Ann Lee", "A", "1.5", "75.0", "2.0", ""]


def test_unequal_maxima(bank: mli.Bank, score: Make) -> None:
    """Points of different papers are not comparable: per cent for Canvas, a word for Moodle."""
    scores = [
        score("choice-1", 1.0, examinee_id="ann", form="one"),
        score("several", 0.5, examinee_id="bo", form="two"),
    ]
    made = mli.report(scores, bank=bank)
    canvas, moodle = gradebook(made, "canvas"), gradebook(made, "moodle")
    assert [row[-1] for row in rows(canvas.content)[1:]] == ["100.0", "100.0", "50.0"]
    assert "per cent" in canvas.notes[0]
    assert "percentage" in moodle.notes[0]


@pytest.mark.parametrize(
    ("kind", "names", "identifier", "expected"),
    [
        ("moodle", ["a@x.org", "b@x.org"], None, "Email address"),
        ("moodle", ["a@x.org", "b"], None, "ID number"),
        ("moodle", ["a", "b"], "Username", "Username"),
        ("canvas", ["a@x.org", "b@x.org"], None, "SIS Login ID"),
        ("canvas", ["a", "b"], "ID", "ID"),
    ],
)
def test_the_column_of_ids(
    bank: mli.Bank, score: Make, kind: Any, names: list[str], identifier: str | None, expected: str
) -> None:
    """Addresses are told from numbers, and the caller has the last word."""
    made = mli.report([score("choice-1", examinee_id=name) for name in names], bank=bank)
    found = rows(gradebook(made, kind, identifier=identifier).content)
    place = found[0].index(expected)
    assert sorted(row[place] for row in found[-2:]) == sorted(names)


@pytest.mark.parametrize(
    ("kind", "identifier", "words"),
    [("blackboard", None, "expected as gradebook"), ("canvas", "Username", "SIS Login ID")],
)
def test_what_there_is_not(made: mli.Report, kind: Any, identifier: Any, words: str) -> None:
    """The message names what there is."""
    with pytest.raises(ValueError, match=words):
        gradebook(made, kind, identifier=identifier)


def test_the_workbook(made: mli.Report) -> None:
    """Totals, points by item, titles and shares; text is text, and numbers are numbers."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(gradebook(made, "xlsx", roster=ROSTER).content))
    assert book.sheetnames[:4] == ["Totals", "Items", "Item titles", "By category"]
    totals = [[cell.value for cell in row] for row in book["Totals"].iter_rows()]
    assert totals[0][:4] == ["Examinee", "Name", "Group", "Points"]
    assert totals[1][:8] == ["bo", "Bo Ek", "B", 0, 0, 1, 2, 0]
    assert totals[1][-1] == "provisional: 0 to 1 of 2"
    assert totals[2] == ["cy", "+1 Orr", "A", *[None] * 7, "no scores"]
    hostile = book["Totals"]["A5"]
    assert (hostile.value, hostile.data_type, hostile.quotePrefix) == (
        "=cmd|' /C calc'!A0",
        "s",
        True,
    )
    items = [[cell.value for cell in row] for row in book["Items"].iter_rows()]
    assert items[0] == ["Examinee", "choice-1", "choice-2"]
    assert items[3] == ["ann", 1, 0.5]


def test_the_workbook_holds_the_record_that_counts(bank: mli.Bank, score: Make) -> None:
    """A second record of an item does not hide the points of the first."""
    openpyxl = pytest.importorskip("openpyxl")
    made = mli.report([score("choice-1", 0.5), score("choice-1", 1.0)], bank=bank)
    book = openpyxl.load_workbook(io.BytesIO(gradebook(made, "xlsx").content))
    assert [cell.value for cell in book["Items"][2]][1:] == [0.5]


def test_without_people_there_are_only_headings(bank: mli.Bank) -> None:
    """An empty report makes an empty gradebook."""
    made = mli.report([], bank=bank)
    assert len(rows(gradebook(made, "moodle").content)) == 1
    assert rows(gradebook(made, "canvas").content)[1][-1] == "100.0"
