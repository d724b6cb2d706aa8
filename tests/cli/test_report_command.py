"""``report``: roles, PDF and gradebooks on the command line."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

import mlinterview


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people on the seed exam's closed questions."""
    bank = mlinterview.load_bank()
    answers = [
        {"examinee": who, "item": item, "response": bank[item].key_response() if right else None}
        for who, right in (("ann", True), ("bo", True), ("cy", False))
        for item in ("loss-for-task", "single-batch-loss-oscillates")
    ]
    path = tmp_path_factory.mktemp("scores") / "scores.jsonl"
    mlinterview.write_scores(path, mlinterview.grade_all(bank, answers))
    return path


def test_roles_in_json(mli: Any, scores: Path) -> None:
    """Under each examinee, in the order asked for; rows by role stay as they were."""
    found = mli("report", scores, "--role", "ml_engineer, data_scientist", "--json").json()
    for person in found["examinees"]:
        assert [role["id"] for role in person["roles"]] == ["ml_engineer", "data_scientist"]
        assert "role" not in person["by"]
        for role in person["roles"]:
            assert {bar["verdict"] for bar in role["bars"]} <= {"too_few", "not_asked"}
    by_role = mli("report", scores, "--by", "role", "--json").json()["examinees"][0]
    assert len(by_role["roles"]) == len(mlinterview.load_bank().roles)
    assert by_role["by"]["role"]


def test_no_such_role(mli: Any, scores: Path) -> None:
    """A name on the line that does not exist is wrong usage."""
    outcome = mli("report", scores, "--role", "ml_enginer")
    assert outcome.code == 2
    assert "did you mean ml_engineer" in outcome.err


def test_pdf_into_files(mli: Any, scores: Path, tmp_path: Path) -> None:
    """One for the class, or one a person; not on a screen, and nothing is overwritten."""
    paper = tmp_path / "class.pdf"
    assert mli("report", scores, "--to", "pdf", "--out", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert mli("report", scores, "--to", "pdf", "--out", paper).code == 2
    assert mli("report", scores, "--to", "pdf").code == 2
    assert mli("report", scores, "--to", "pdf", "--each", tmp_path / "each").code == 0
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == [
        "ann.pdf",
        "bo.pdf",
        "cy.pdf",
    ]


def test_the_page_of_a_class_has_its_analysis(mli: Any, scores: Path, tmp_path: Path) -> None:
    """HTML shows it; JSON stays without."""
    page = tmp_path / "class.html"
    assert mli("report", scores, "--to", "html", "--out", page).code == 0
    assert "Item analysis" in page.read_text(encoding="utf-8")
    assert mli("report", scores, "--json").json()["class_summary"]["analysis"] is None


def test_gradebooks(mli: Any, scores: Path, tmp_path: Path) -> None:
    """On stdout or into a file; names come from the roster, and notes go to stderr."""
    roster = tmp_path / "roster.csv"
    roster.write_text("examinee,name,group\ncy,Cy Orr,B\ndi,Di Ek,A\n", encoding="utf-8")
    outcome = mli("report", scores, "--gradebook", "canvas", "--roster", roster)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "Student,ID,SIS User ID,SIS Login ID,Section,Results"
    assert lines[2] == "Cy Orr,,cy,,B,0.0"
    assert "di) has no scores" in outcome.err
    assert "(ann, bo) are not on the roster" in outcome.err
    book = tmp_path / "book.xlsx"
    assert mli("report", scores, "--gradebook", "xlsx", "--out", book).code == 0
    assert book.read_bytes().startswith(b"PK")
    moodle = mli("report", scores, "--gradebook", "moodle", "--column", "Quiz 1", "--out", "-")
    assert moodle.out.splitlines()[0].startswith("ID number,Full name,Groups,Quiz 1 (Real)")


@pytest.mark.parametrize(
    "words",
    [
        ("--gradebook", "xlsx"),
        ("--gradebook", "moodle", "--json"),
        ("--gradebook", "moodle", "--to", "html"),
        ("--gradebook", "moodle", "--id-column", "Shoe size"),
        ("--column", "Quiz"),
        ("--gradebook", "excel"),
    ],
)
def test_what_does_not_go_together(mli: Any, scores: Path, words: tuple[str, ...]) -> None:
    """Wrong usage, told before anything is written."""
    outcome = mli("report", scores, *words)
    assert (outcome.code, outcome.out) == (2, "") or "--json" in words


def test_schema_of_a_role(mli: Any) -> None:
    """For editors."""
    found = mli("schema", "--of", "role").json()
    assert found["required"] == ["tasks"]
    assert found["additionalProperties"] is False


def test_scores_of_another_bank(mli: Any, tmp_path: Path) -> None:
    """`grade` prints the command with bank and form; without them `report` says what is missing."""
    bank, form, scores = tmp_path / "own bank", tmp_path / "f.yaml", tmp_path / "s.jsonl"
    assert mli("init", bank).code == 0
    form.write_text("sections: [{items: [my-first-item]}]\n", encoding="utf-8")
    answers = tmp_path / "a.csv"
    answers.write_text("examinee,item,response\nann,my-first-item,first-idea\n", encoding="utf-8")
    graded = mli("grade", answers, "--bank", bank, "--form", form, "--out", scores)
    words = shlex.join(["report", str(scores), "--form", str(form), "--bank", str(bank)])
    assert f"(mlinterview {words} prints them again)" in graded.out
    assert mli(*shlex.split(words)).err == ""
    told = "none of the items of these scores is in this bank; name theirs with --bank"
    assert mli("report", scores).err.splitlines() == [told]
