"""Sheets to fill in: a table for spreadsheets, a page for browsers, and both read back."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, ItemScore, RecordsError, ReviewGroup
from mlinterview.marking.sheet import SheetResult, read_sheet
from mlinterview.marking.sheet_csv import csv_sheet
from mlinterview.marking.sheet_html import html_sheet

Grading = Callable[..., list[ItemScore]]
PIECES = ("skip", "plus one", "not plus one", "dropout", "decay", "augmentation", "deeper network")
shared = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def queue(bank: Bank, graded: Grading) -> list[ReviewGroup]:
    """Four groups of answers to three items."""
    scores = graded(
        ("ann", "why", "A skip."),
        ("bo", "why", "a skip"),
        ("cy", "why", '=HYPERLINK("x")'),
        ("dee", "capped", "dropout"),
        ("eve", "word", "dropuot"),
    )
    return mli.review_queue(scores, bank)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def _written(rows: list[dict[str, str]], **format_: Any) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **format_)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _read(
    queue: list[ReviewGroup], folder: Path, text: str, *, encoding: str = "utf-8"
) -> SheetResult:
    path = folder / "sheet.csv"
    path.write_text(text, encoding=encoding, newline="")
    return read_sheet(path, queue, queue, by="kim")


def _column(row: dict[str, str], criterion: str) -> str:
    return next(name for name in row if name.partition(":")[0].endswith(criterion))


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4), min_size=1, max_size=6))
@shared
def test_a_sheet_read_back_unchanged_gives_the_engines_points(
    bank: Bank, tmp_path_factory: pytest.TempPathFactory, answers: list[list[str]]
) -> None:
    """Partial points, caps and what misconceptions take off included; open criteria stay open."""
    records = [
        {"examinee": f"p{number}", "item": item, "response": ". ".join(["So", *pieces])}
        for number, pieces in enumerate(answers)
        for item in ("why", "capped", "told")
    ]
    scores = list(mli.grade_all(bank, records))
    queue = mli.review_queue(scores, bank)
    result = _read(queue, tmp_path_factory.mktemp("sheet"), csv_sheet(queue, by="kim"))
    assert result.problems == ()
    again = list(mli.grade_all(bank, records, marks=result.marks))
    assert [s.points for s in again] == [pytest.approx(s.points) for s in scores]
    assert not any(score.problem for score in again)
    assert {s.status for s in again if s.item_id == "capped"} <= {"graded", "unanswered"}


def test_the_table_is_one_for_spreadsheets(queue: list[ReviewGroup]) -> None:
    """A byte-order mark, a row for each group, no formula, no name, the proposal in words."""
    text = csv_sheet(queue, by="kim")
    assert text.startswith("\ufeffitem,answer,text,engine points,confidence,")
    rows = _rows(text)
    assert len(rows) == len(queue) == 4
    assert any(row["text"] == '\'=HYPERLINK("x")' for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert not re.search("ann|bo\\b|dee|eve", text)
    skip = next(row for row in rows if "skip" in row["text"].lower())
    assert skip[_column(skip, "/path")] == "met"
    assert skip[_column(skip, "/sum")] == "not met"
    assert skip[_column(skip, "/depth")] == ""
    assert (skip["points"], skip["note"], skip["by"]) == ("", "", "kim")


def test_what_is_changed_counts_for_all_equal_answers(
    bank: Bank, queue: list[ReviewGroup], tmp_path: Path
) -> None:
    """Words, points for a criterion or the whole item, notes, and who marked."""
    rows = _rows(csv_sheet(queue, by="kim"))
    for row in rows:
        if "skip" in row["text"].lower():
            row[_column(row, "/path")] = "1,5"
            row[_column(row, "/sum")] = "Met"
            row[_column(row, "/depth")] = "x"
            row["note"] = "Good."
        if row["item"] == "word":
            row[_column(row, "right")] = "met"
            row["by"] = "lee"
        if row["item"] == "capped":
            row["points"] = "2.5"
    result = _read(queue, tmp_path, _written(rows))
    found = {(mark.examinee, mark.item): mark for mark in result.marks}
    assert found["ann", "why"].marks == {"path": 1.5, "sum": True, "depth": True}
    assert found["bo", "why"].marks == found["ann", "why"].marks
    assert found["bo", "why"].response == "a skip"
    assert (found["bo", "why"].note, found["bo", "why"].item_version) == ("Good.", 3)
    assert (found["eve", "word"].marks, found["eve", "word"].by) == (1, "lee")
    assert found["dee", "capped"].marks == 2.5


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")]
)
def test_what_a_spreadsheet_saves_is_read(
    queue: list[ReviewGroup], tmp_path: Path, delimiter: str, encoding: str
) -> None:
    """Other delimiters, encodings and spellings of true and false."""
    rows = _rows(csv_sheet(queue, by="kim"))
    for row in rows:
        for name, cell in row.items():
            row[name] = {"met": "TRUE", "not met": "FALSE"}.get(cell, cell)
    text = _written(rows, delimiter=delimiter)
    result = _read(queue, tmp_path, text, encoding=encoding)
    assert result.problems == ()
    assert len(result.marks) == 5


def test_each_fault_is_a_line_and_good_rows_count(queue: list[ReviewGroup], tmp_path: Path) -> None:
    """Unknown ids, doubled rows, bad values; what is missing or unchanged is said as well."""
    rows = _rows(csv_sheet(queue, by="kim"))
    skip = next(row for row in rows if "skip" in row["text"].lower())
    others = [row for row in rows if row["item"] == "why" and row is not skip]
    (capped,) = (row for row in rows if row["item"] == "capped")
    bad = [
        {**skip, "answer": "anobody"},
        skip,
        skip,
        {**capped, _column(capped, "dropout"): "perhaps"},
        {**others[0], "points": "40"},
    ]
    result = _read(queue, tmp_path, _written(bad))
    assert {mark.examinee for mark in result.marks} == {"ann", "bo"}
    lines = "\n".join(result.problems)
    assert len(result.problems) == 4
    for words in ("'anobody'", "stands twice", "'perhaps'", "0 to 4 expected, found 40"):
        assert words in lines
    assert all("sheet.csv" in line for line in result.problems)
    notes = "\n".join(result.notes)
    assert "1 answer as the engine proposed" in notes
    assert "2 answers not in the sheet" in notes


def test_a_criterion_of_another_item_is_a_fault(queue: list[ReviewGroup], tmp_path: Path) -> None:
    """A cell filled in the wrong column is not passed over."""
    rows = _rows(csv_sheet(queue, by="kim"))
    for row in rows:
        if row["item"] == "capped":
            row[_column(row, "/path")] = "met"
    (line,) = _read(queue, tmp_path, _written(rows)).problems
    assert "why/path" in line


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '{"scores": []}', "{", "[]"])
def test_what_is_no_sheet(queue: list[ReviewGroup], tmp_path: Path, text: str) -> None:
    """Said at once, with the file's name."""
    with pytest.raises(RecordsError, match=r"sheet\.csv"):
        _read(queue, tmp_path, text)


def test_the_page_stands_alone(queue: list[ReviewGroup]) -> None:
    """Nothing is fetched, only its own script may run, every box has a label, nobody is named."""
    page = html_sheet(queue, by="kim <b>")
    assert "http://" not in page
    assert "https://" not in page
    assert "src=" not in page
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script is not None
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27;" in page
    assert "kim &lt;b&gt;" in page
    assert page.count('type="checkbox"') == page.count('<label class="criterion"><input') + 4
    assert page.count("<article") == 4
    assert "<em>it</em>" in page
    assert "<mark>skip¹</mark>" in page
    assert not re.search(r"\b(ann|bo|dee|eve)\b", page)


def test_what_people_wrote_stays_text(bank: Bank, graded: Grading) -> None:
    """An answer cannot add markup or script to the page."""
    text = '</script><img src=x onerror=alert(1)> "skip"'
    page = html_sheet(mli.review_queue(graded(("ann", "why", text)), bank), by="kim")
    assert "<img" not in page
    assert page.count("</script>") == 1


def test_what_the_page_saves_is_read(queue: list[ReviewGroup], tmp_path: Path) -> None:
    """Answers that were looked at count; the name on the page wins."""
    skip = next(group for group in queue if "skip" in group.text.lower())
    other = next(group for group in queue if group.item.id == "capped")
    answers = [
        {
            "item": skip.item.id,
            "answer": skip.id,
            "criteria": {"path": True, "sum": None, "depth": False},
            "points": None,
            "note": " Fine. ",
            "done": True,
        },
        {"item": other.item.id, "answer": other.id, "criteria": {}, "points": 9, "done": False},
        {"answer": "anobody", "done": True},
        {"answer": other.id, "points": "many", "done": True},
        7,
    ]
    path = tmp_path / "marks-sheet.json"
    path.write_text(json.dumps({"by": "lee", "answers": answers}), encoding="utf-8")
    result = read_sheet(path, queue, queue, by="kim")
    assert {mark.examinee for mark in result.marks} == {"ann", "bo"}
    mark = result.marks[0]
    assert (mark.marks, mark.by, mark.note) == ({"path": True, "depth": False}, "lee", "Fine.")
    assert len(result.problems) == 4
