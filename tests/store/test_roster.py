"""Files of rosters: what is read, what is told of, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview import RecordsError, RosterEntry, read_roster

Write = Callable[[str, "str | bytes"], Path]

PEOPLE = [
    RosterEntry(examinee="s01", name="Ann Lee", group="Mon", variant="A", notes="front row, left"),
    RosterEntry(examinee="007", name="Nguyễn Thị Hằng", group="Mon", time_factor=1.25),
    RosterEntry(examinee="s03", name="Zoë", variant="B"),
]
FIELDS = ("examinee", "name", "group", "variant", "time_factor", "notes")


def cells() -> list[list[str]]:
    """The people as a table."""
    body = [
        ["" if (value := getattr(one, name)) in (None, 1) else str(value) for name in FIELDS]
        for one in PEOPLE
    ]
    return [list(FIELDS), *body]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def xlsx() -> bytes:
    """The people as a spreadsheet, numbers as numbers."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in cells():
        book.active.append([float(cell) if cell == "1.25" else cell for cell in row])
    book.save(out)
    return out.getvalue()


SHAPES: dict[str, Callable[[], str | bytes]] = {
    "r.csv": lambda: table(cells()),
    "semicolons.csv": lambda: table(cells(), ";").replace("1.25", "1,25"),
    "r.tsv": lambda: table(cells(), "\t").replace("1.25", "25%"),
    "marked.csv": lambda: table(cells()).encode("utf-8-sig"),
    "utf16.csv": lambda: table(cells()).encode("utf-16"),
    "r.xlsx": xlsx,
    "unnamed": lambda: table(cells()),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_same_people(name: str, write: Write) -> None:
    """CSV of any delimiter and encoding, and XLSX, hold the same roster."""
    roster = read_roster(write(name, SHAPES[name]()))
    assert list(roster) == PEOPLE
    assert roster.problems == roster.notes == ()


@pytest.mark.parametrize(
    ("text", "factor"),
    [("", 1), ("1", 1), ("1.25", 1.25), ("1,5", 1.5), ("25%", 1.25), ("+25 %", 1.25),
     ("125%", 1.25), ("100%", 1), ("+100%", 2), ("0%", 1), ("4", 4), ("12.5%", 1.125)],
)  # fmt: skip
def test_time_factors(text: str, factor: float, write: Write) -> None:
    """A factor is a number from 1 to 4, or the time that is added in per cent."""
    (entry,) = read_roster(write("r.csv", table([["examinee", "time_factor"], ["ann", text]])))
    assert entry.time_factor == factor


@pytest.mark.parametrize("text", ["0.5", "5", "-1", "nan", "1e0", "half", "+1.25", "-25%", "500%"])
def test_a_time_factor_that_is_none_is_told(text: str, write: Write) -> None:
    """It is a problem on one line, and the person stays, with the usual time."""
    roster = read_roster(write("r.csv", table([["examinee", "time_factor"], ["ann", text]])))
    assert [entry.time_factor for entry in roster] == [1]
    (problem,) = roster.problems
    assert (problem.line, problem.where) == (2, "time_factor")
    assert str(problem).endswith("taken as 1")
    assert "\n" not in str(problem)


def test_faults_are_told_a_line_each_and_the_rest_is_read(write: Write) -> None:
    """Rows without a person, doubled people, nearly right and foreign columns."""
    text = (
        "examinee,nme,e-mail\nann,Ann,a@x\n,Nobody,\n\nbo,Bo,,extra\ncy,Cy,\n ann ,Again,\n"
        f"dee,{'x' * 600},\n"
    )
    roster = read_roster(write("r.csv", text))
    assert [entry.examinee for entry in roster] == ["ann", "cy", "dee"]
    found = [
        (problem.line, problem.reason.split(":")[0].split(";")[0]) for problem in roster.problems
    ]
    assert found == [
        (1, "unknown column, left out"),
        (3, "a row without an examinee"),
        (5, "4 cells under 3 headings"),
        (7, "'ann' is in line 2 already, which counts"),
    ]
    assert [(note.where, note.reason) for note in roster.notes] == [
        ("e-mail", "unknown column, left out")
    ]


def test_a_cell_that_is_too_long_is_left_out(write: Write) -> None:
    """An unclosed quote must not become a name of pages."""
    roster = read_roster(write("r.csv", table([["examinee", "name"], ["ann", "x" * 600]])))
    assert [entry.name for entry in roster] == [None]
    assert [problem.where for problem in roster.problems] == ["name"]


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        (
            "r.csv",
            "name,group\nAnn,1\n",
            "r.csv:1: a column 'examinee' expected, found name, group",
        ),
        ("r.csv", "examinee,name\n", "no person"),
        ("r.csv", "examinee\n\x00\n", "no person; "),
        ("r.csv", " \n", "the file is empty"),
        ("r.csv", "examinee,name,name\na,b,c\n", "the column 'name' stands twice"),
        ("r.xlsx", "examinee\nann\n", "not a spreadsheet"),
        ("r.xlsx", b"PK\x03\x04 nonsense", "not a spreadsheet that can be read"),
        ("r.json", "[]", "a table expected (CSV or XLSX), found JSON"),
    ],
)
def test_what_is_no_roster_is_refused(
    name: str, content: str | bytes, part: str, write: Write
) -> None:
    """One line that says what was found and what was expected."""
    with pytest.raises(RecordsError) as caught:
        read_roster(write(name, content))
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_too_many_people_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """No list of people fills the memory."""
    monkeypatch.setattr("mlinterview.store.roster._MAX_PEOPLE", 2)
    with pytest.raises(RecordsError, match="over 2 people"):
        read_roster(write("r.csv", "examinee\na\nb\nc\n"))


@given(rows=st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=5))
def test_any_table_is_read_or_refused(rows: list[list[str]], tmp_path_factory: Any) -> None:
    """Whatever stands below the headings: people with one line each, or RecordsError."""
    path = tmp_path_factory.mktemp("any") / "r.csv"
    path.write_text(table([list(FIELDS), *rows]), encoding="utf-8", errors="replace", newline="")
    try:
        roster = read_roster(path)
    except RecordsError:
        return
    assert len({entry.examinee for entry in roster}) == len(roster)
    for entry in roster:
        assert 1 <= entry.time_factor <= 4
        assert all(
            text is None or text.splitlines() == [text]
            for text in (entry.examinee, entry.name, entry.variant)
        )
