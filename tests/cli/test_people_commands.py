"""`exam sheet` and `grade --roster`: from the list of people to their points."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROSTER = """\
examinee,name,group,variant,time_factor
s01,Ann Lee,Mon,A,
s02,Bo Li,Mon,B,25%
s03,Cy,Tue,,
"""


@pytest.fixture
def quiz(mli: Any, tmp_path: Path) -> Path:
    """A form of two items: a choice, and rows to match."""
    path = tmp_path / "quiz.form.yaml"
    ids = ("churn-discount-target", "loss-for-task")
    assert mli("exam", "pick", *ids, "--out", path).code == 0
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A list of three people."""
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def test_an_empty_table_for_everybody(mli: Any, quiz: Path, roster: Path, tmp_path: Path) -> None:
    """A row a person with the code of the paper, a column an answer; never overwritten."""
    out = tmp_path / "answers.csv"
    words = ("exam", "sheet", quiz, "--roster", roster, "--variants", 2, "--out", out)
    done = mli(*words)
    assert (done.code, done.err) == (0, "")
    assert "3 people, 5 columns for answers" in done.out
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["examinee", "name", "variant", "1", "2 [1]", "2 [2]", "2 [3]", "2 [4]"],
        ["s01", "Ann Lee", "A", *[""] * 5],
        ["s02", "Bo Li", "B", *[""] * 5],
        ["s03", "Cy", "A", *[""] * 5],
    ]
    assert mli(*words).code == 2
    assert mli(*words, "--force").code == 0


def test_headings_alone_on_standard_output(mli: Any, quiz: Path) -> None:
    """Without people there is one line, ready for a pipe."""
    done = mli("exam", "sheet", quiz, "--headings", "ids")
    assert done.code == 0
    assert done.out == (
        "examinee,variant,churn-discount-target,loss-for-task [house-price],"
        "loss-for-task [explicit-image],loss-for-task [email-category],"
        "loss-for-task [speaker-match]\n"
    )


def test_a_spreadsheet(mli: Any, quiz: Path, roster: Path, tmp_path: Path) -> None:
    """By the suffix of the file."""
    out = tmp_path / "answers.xlsx"
    assert mli("exam", "sheet", quiz, "--roster", roster, "--out", out).code == 0
    sheet = openpyxl.load_workbook(out)["Answers"]
    assert [cell.value for cell in sheet["A"]] == ["examinee", "s01", "s02", "s03"]


def test_json_tells_what_is_typed_where(mli: Any, quiz: Path, roster: Path) -> None:
    """One document, with people and columns."""
    document = mli("exam", "sheet", quiz, "--roster", roster, "--json").json()
    assert document["people"][1] == {"examinee": "s02", "variant": "B"}
    assert document["columns"][1] == {
        "heading": "2 [1]",
        "item": "loss-for-task",
        "part": "house-price",
        "format": "matching",
        "how": "the option's letter, a to e",
    }


@pytest.mark.parametrize(
    "words",
    [
        ("--out", "answers.ods"),
        ("--json", "--out", "-"),
        ("--variants", 2),
        ("--headings", "stems"),
        ("--roster", "no-such-file.csv"),
    ],
)
def test_wrong_usage(mli: Any, quiz: Path, words: tuple[object, ...]) -> None:
    """Exit 2, whatever it is."""
    assert mli("exam", "sheet", quiz, *words).code == 2


def test_no_such_form(mli: Any) -> None:
    """A form is a file or one of the bank's."""
    assert mli("exam", "sheet", "no-such-form").code == 2


def test_faults_of_a_roster_are_told_and_the_table_is_written(
    mli: Any, quiz: Path, roster: Path, tmp_path: Path
) -> None:
    """Exit 3, a line each; columns that a roster does not have are named too."""
    roster.write_text("examinee,e-mail\ns01,x\ns01,y\n", encoding="utf-8")
    out = tmp_path / "answers.csv"
    done = mli("exam", "sheet", quiz, "--roster", roster, "--out", out)
    assert done.code == 3
    assert done.err.splitlines() == [
        f"{roster}:1: e-mail: unknown column, left out",
        f"{roster}:3: examinee: 's01' is in line 2 already, which counts",
    ]
    assert out.is_file()


def test_people_are_looked_up_on_the_roster(
    mli: Any, quiz: Path, roster: Path, tmp_path: Path
) -> None:
    """Absent, unknown, doubled people and wrong variants, in words and in the document."""
    table = tmp_path / "answers.csv"
    table.write_text(
        "examinee,variant,1\nann lee,,a\ns02,A,b\ns02,A,c\neve,B,d\ns03,,\n", encoding="utf-8"
    )
    words = ("grade", table, "--wide", "--form", quiz, "--roster", roster)
    graded = mli(*words, "--json")
    assert graded.code == 3
    document = graded.json()
    assert document["roster"] == {
        "present": 2,
        "absent": ["s03"],
        "unknown": ["eve"],
        "duplicate": ["s02"],
        "wrong_variant": ["s02"],
        "variants": {"s02": {"roster": "B", "found": ["A"]}},
    }
    people = [person["examinee_id"] for person in document["report"]["examinees"]]
    assert sorted(people) == ["eve", "s01", "s02"]
    assert document["scores"][0]["presented"]["variant"] == "A"
    told = mli(*words)
    for line in (
        "roster: named otherwise than on it: 'ann lee' is s01",
        "roster: no variant given, so that of the roster is taken: s01 A",
        "roster: absent, so not scored (1): s03",
    ):
        assert line in told.err.splitlines()


def test_papers_are_dealt_as_they_were_printed(
    mli: Any, quiz: Path, roster: Path, tmp_path: Path
) -> None:
    """With --variants, people without a code on the list have the one that they were dealt."""
    table = tmp_path / "answers.csv"
    table.write_text("examinee,variant,1\ns03,,a\ns01,B,a\n", encoding="utf-8")
    words = ("grade", table, "--wide", "--form", quiz, "--roster", roster)
    document = mli(*words, "--variants", 2, "--json").json()
    variants = {score["examinee_id"]: score["presented"]["variant"] for score in document["scores"]}
    assert variants == {"s03": "A", "s01": "B"}
    assert document["roster"]["wrong_variant"] == ["s01"]
    assert mli("grade", table, "--wide", "--form", quiz, "--variants", 2).code == 2


def test_check_compares_people_too(mli: Any, quiz: Path, roster: Path, tmp_path: Path) -> None:
    """Before anything is graded."""
    table = tmp_path / "answers.csv"
    table.write_text("examinee,variant,1\ns01,A,a\neve,A,a\n", encoding="utf-8")
    words = ("grade", table, "--wide", "--form", quiz, "--roster", roster, "--check")
    done = mli(*words)
    assert done.code == 0
    assert "roster: not on the roster (1): eve" in done.out
    assert mli(*words, "--json").json()["roster"]["absent"] == ["s02", "s03"]


def test_marks_find_people_by_the_roster(
    mli: Any, quiz: Path, roster: Path, tmp_path: Path
) -> None:
    """A mark under another spelling of the person's id is used."""
    table, marks = tmp_path / "answers.csv", tmp_path / "marks.csv"
    table.write_text("examinee,variant,1\ns01,A,a\n", encoding="utf-8")
    marks.write_text(
        "examinee,item,points,by\nANN LEE,churn-discount-target,0.5,Dr Ito\n", encoding="utf-8"
    )
    words = ("grade", table, "--wide", "--form", quiz, "--roster", roster, "--marks", marks)
    done = mli(*words, "--json")
    assert done.code == 0
    assert done.json()["scores"][0]["points"] == 0.5


def test_a_second_row_is_one_line(mli: Any, quiz: Path, roster: Path, tmp_path: Path) -> None:
    """However many questions it answers; each stays a record that was not counted."""
    table = tmp_path / "answers.csv"
    rows = "examinee,variant,1,2 [1]\ns01,A,a,a\ns01,A,b,b\ns02,B,a,a\n"
    table.write_text(rows, encoding="utf-8")
    words = ("grade", table, "--wide", "--form", quiz, "--roster", roster)
    line = "s01: churn-discount-target, loss-for-task: {}a second record for attempt 1;"
    assert mli(*words, "--check").out.count(line.format("")) == 1
    told = mli(*words)
    assert told.code == 3
    assert told.err.count(line.format("invalid: ")) == 1
    assert told.err.count("a second record") == 1
    assert "- s01, churn-discount-target, loss-for-task: a second record" in told.out
    assert mli(*words, "--json").json()["summary"]["invalid"] == 2


def test_one_persons_rows_are_that_persons(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """Under the heading `examinee` one id in all rows is one person, who sat twice."""
    table = tmp_path / "answers.csv"
    table.write_text("examinee,attempt,1\nann,1,a\nann,2,b\n", encoding="utf-8")
    document = mli("grade", table, "--wide", "--form", quiz, "--json").json()
    (person,) = document["report"]["examinees"]
    assert (person["examinee_id"], person["responses"], person["invalid"]) == ("ann", 2, 0)
