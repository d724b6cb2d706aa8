"""`review` and `mark`: from a file of scores to marks that `grade` uses, and interviews."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlinterview import load_bank, read_marks

TOLD = "interview-project-that-failed"
OPEN = "residual-block-gradient"
Typing = Callable[[str], None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Types lines beforehand."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Answers of three people to one item, two of them equal, and one to another."""
    path = tmp_path / "answers.jsonl"
    given = [("ann", TOLD, "It failed."), ("bo", TOLD, "it failed"), ("cy", TOLD, "=Never")]
    given.append(("ann", OPEN, "It adds the input. Scratch that."))
    lines = [json.dumps({"examinee": w, "item": i, "response": r}) for w, i, r in given]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def scores(mli: Any, answers: Path, tmp_path: Path) -> Path:
    """What `grade --out` makes of them."""
    path = tmp_path / "scores.jsonl"
    assert mli("grade", answers, "--out", path).code == 0
    return path


def _marks(path: Path) -> dict[tuple[str | None, str], Any]:
    return {(mark.examinee, mark.item): mark.marks for mark in read_marks(path)}


def test_from_scores_to_marks_to_grades(
    mli: Any, answers: Path, scores: Path, tmp_path: Path, typing: Typing
) -> None:
    """Decisions on lines go to the file; `grade --marks` uses them; the same command goes on."""
    out = tmp_path / "marks.jsonl"
    typing("1,2\n\nq\n")
    ended = mli("review", scores, "--out", out, "--by", "kim")
    assert ended.code == 0
    assert "2 marks added to" in ended.out
    assert "2 answers left" in ended.out
    assert set(_marks(out)) == {("ann", TOLD), ("bo", TOLD)}
    again = mli("grade", answers, "--marks", out, "--json").json()["scores"]
    assert {s["status"] for s in again if s["examinee_id"] in ("ann", "bo")} >= {"graded"}
    typing("-\n-\n")
    assert mli("review", scores, "--out", out, "--by", "kim").code == 0
    assert len(_marks(out)) == 4
    assert "No answer waits" in mli("review", scores, "--out", out, "--by", "kim").out
    typing("p 2\n")
    mli("review", scores, "--out", out, "--by", "kim", "--force", "--item", OPEN)
    assert _marks(out)["ann", OPEN] == 2


def test_json_is_one_document(mli: Any, scores: Path, tmp_path: Path, typing: Typing) -> None:
    """The questions go to stderr, what was decided to stdout."""
    typing("1\n")
    ended = mli("review", scores, "--out", tmp_path / "m.jsonl", "--item", TOLD, "--json")
    document = ended.json()
    assert document["marks"] == 2
    assert (document["decided"], document["left"], document["ended"]) == (1, 1, "stopped")
    assert load_bank(strict=False)[TOLD].label in ended.err


def test_a_sheet_goes_out_and_comes_back(mli: Any, scores: Path, tmp_path: Path) -> None:
    """Filled rows become marks, faults are told with exit code 3, reading twice adds nothing."""
    sheet, out = tmp_path / "sheet.csv", tmp_path / "marks.jsonl"
    assert mli("review", scores, "--to", "csv", "--out", sheet, "--by", "kim").code == 0
    assert mli("review", scores, "--to", "csv", "--out", sheet).code == 2
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    filled = [line.replace(",,,kim", ",2,Fine,kim") for line in lines]
    filled.append(lines[1].replace(lines[1].split(",")[1], "anobody"))
    sheet.write_text("\n".join(filled) + "\n", encoding="utf-8")
    ended = mli("review", scores, "--sheet", sheet, "--out", out)
    assert ended.code == 3
    assert "'anobody'" in ended.err
    assert "4 marks added" in ended.out
    assert set(_marks(out).values()) == {2}
    again = mli("review", scores, "--sheet", sheet, "--out", out, "--json")
    assert again.json()["marks"] == 0
    assert len(again.json()["problems"]) == 1


def test_a_page_is_written(mli: Any, scores: Path, tmp_path: Path) -> None:
    """To a file with what is in it, or to stdout; --all takes more than what waits."""
    page = tmp_path / "sheet.html"
    ended = mli("review", scores, "--to", "html", "--out", page, "--all", "--json")
    assert ended.json() == {"file": str(page), "answers": 3, "items": 2}
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert mli("review", scores, "--to", "html").out.startswith("<!DOCTYPE html>")


def test_marks_elsewhere_are_left_out(mli: Any, scores: Path, tmp_path: Path) -> None:
    """--marks names what is decided already."""
    marks = tmp_path / "other.csv"
    marks.write_text(f"examinee,item,points,by\ncy,{TOLD},1,lee\n", encoding="utf-8")
    out = tmp_path / "s.html"
    ended = mli("review", scores, "--to", "html", "--marks", marks, "--out", out, "--json")
    assert ended.json()["answers"] == 2


def test_two_markers_are_compared(mli: Any, scores: Path, tmp_path: Path) -> None:
    """Kappa by item and over all; answers they differ on without names."""
    ids = [criterion.id for criterion in load_bank(strict=False)[TOLD].rubric.criteria]
    files = []
    for name, met in (("kim", ids), ("lee", ids[:-1])):
        path = tmp_path / f"{name}.jsonl"
        decided = {one: "met" if one in met else "not met" for one in ids}
        mark = {"examinee": "ann", "item": TOLD, "marks": decided, "by": name}
        path.write_text(json.dumps(mark) + "\n", encoding="utf-8")
        files.append(path)
    ended = mli("review", scores, "--compare", *files)
    assert ended.code == 0
    assert f"{len(ids) - 1} of {len(ids)} judgements agree" in ended.out
    assert "It failed." in ended.out
    assert f"{ids[-1]}: met / not met" in ended.out
    assert "ann" not in ended.out.split()
    document = mli("review", "--compare", files[0], files[0], "--json").json()
    assert (document["kappa"], document["differences"]) == (1.0, [])


@pytest.mark.parametrize(
    "words",
    [
        ["review"],
        ["review", "SCORES", "--to", "csv", "--json"],
        ["review", "SCORES", "--out", "-"],
        ["review", "SCORES", "--to", "csv", "--sheet", "SCORES"],
        ["review", "SCORES", "--item", "no-such-item"],
        ["review", "-"],
        ["review", "missing.jsonl"],
        ["mark", "no-such-form", "--examinee", "ada"],
        ["mark", "seed"],
        ["mark", "seed", "--examinee", " "],
        ["mark", "seed", "--examinee", "ada", "--scores", "-"],
    ],
)
def test_wrong_usage(
    mli: Any, scores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """Said with exit code 2, and no file is left behind."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert mli(*(scores if word == "SCORES" else word for word in words)).code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_nobody_to_mark(mli: Any, scores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no name, one must be given."""

    def unknown() -> str:
        raise OSError("no username")

    monkeypatch.setattr("getpass.getuser", unknown)
    ended = mli("review", scores)
    assert ended.code == 2
    assert "--by" in ended.err


def test_a_file_that_holds_no_marks_is_left_alone(mli: Any, scores: Path, tmp_path: Path) -> None:
    """Marks are added to JSON Lines alone."""
    out = tmp_path / "marks.yaml"
    out.write_text("- {examinee: cy, item: other, marks: 1, by: kim}\n", encoding="utf-8")
    ended = mli("review", scores, "--out", out)
    assert ended.code == 1
    assert "JSON Lines" in ended.err
    assert out.read_text(encoding="utf-8").startswith("- {")


def test_scores_of_another_bank_are_told(mli: Any, scores: Path, tmp_path: Path) -> None:
    """Answers whose item is not there cannot be shown; how many is said."""
    assert mli("init", tmp_path / "own").code == 0
    ended = mli("review", scores, "--bank", tmp_path / "own", "--out", tmp_path / "m.jsonl")
    assert ended.code == 0
    assert f"{TOLD}: 3 answers left out: the bank does not have the item" in ended.err


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form for an interview."""
    path = tmp_path / "talk.form.yaml"
    path.write_text(f"minutes: 20\nsections: [{{items: [{TOLD}, {OPEN}]}}]\n", encoding="utf-8")
    return path


def test_an_interview_is_marked(mli: Any, form: Path, tmp_path: Path, typing: Typing) -> None:
    """Marks and scores are written, the report printed, what is open named; it can go on."""
    out, scores = tmp_path / "marks.jsonl", tmp_path / "s.jsonl"
    words = ["mark", form, "--examinee", "ada", "--by", "kim", "--out", out]
    typing("1,2\n\n")
    ended = mli(*words, "--scores", scores)
    assert ended.code == 0
    assert "2 to 6 of 9 until 1 answer is reviewed" in ended.out
    assert f"Not marked, and open from 0 to their points: {OPEN}" in ended.err
    report = mli("report", scores, "--form", form, "--json").json()
    (person,) = report["examinees"]
    assert (person["examinee_id"], person["points"], person["max_points"]) == ("ada", 2, 9)
    typing("\n1\n")
    document = mli(*words, "--json").json()
    assert document["not_marked"] == []
    assert [score["points"] for score in document["scores"]] == [2, 1]
    assert mli(*words, "--scores", scores).code == 2  # not overwritten


@pytest.mark.parametrize("command", ["review", "mark"])
def test_help_has_an_example(mli: Any, command: str) -> None:
    """As every command's does."""
    shown = mli(command, "--help")
    assert shown.code == 0
    assert f"Example: mlinterview {command} " in shown.out
