"""Files of scores: what is written is read again, and nobody sees half a file."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.errors import RecordsError
from mlinterview.model.score import ItemScore
from mlinterview.store import iter_scores, read_scores, write_scores

Write = Callable[[str, "str | bytes"], Path]


@pytest.fixture(scope="module")
def scores(bank: Bank) -> list[ItemScore]:
    """One of each kind."""
    records = [
        {"examinee": "Jürgen 🎲", "item": "loss-for-prices", "response": "mse", "seconds": 2.5},
        {"examinee": "Jürgen 🎲", "item": "loss-by-task", "response": {"price": "mse"}},
        {"examinee": "b", "item": "precision-value", "response": "my secret answer"},
        {"examinee": "b", "item": "version-string", "response": None},
        {"examinee": "b", "item": "explain-leakage", "response": "The target leaks,\nmy secret."},
        {"examinee": "b", "item": "no-such-item", "response": ["secret"]},
    ]
    return list(mli.grade_all(bank, records))


def test_scores_come_back_as_they_were(scores: list[ItemScore], tmp_path: Path) -> None:
    """From JSON Lines, all at once and one by one."""
    path = tmp_path / "scores.jsonl"
    assert write_scores(path, iter(scores)) == len(scores)
    found = read_scores(path)
    assert list(found) == scores
    assert found.problems == ()
    with iter_scores(path) as stream:
        assert list(stream) == scores
    assert [file.name for file in tmp_path.iterdir()] == ["scores.jsonl"]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"scores": rows, "summary": {}}])
def test_the_document_that_grade_prints_is_read_too(
    wrap: Callable[[object], object], scores: list[ItemScore], write: Write
) -> None:
    """A JSON list, or a document with ``scores``."""
    rows = [score.model_dump(mode="json") for score in scores]
    path = write("grade.json", json.dumps(wrap(rows), indent=2))
    assert list(read_scores(path)) == scores


def test_scores_without_what_was_written(scores: list[ItemScore]) -> None:
    """No word of a response is left, in evidence and messages either; the points are."""
    out = io.StringIO()
    write_scores(out, scores, responses=False)
    assert "secret" not in out.getvalue()
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["points"] for row in rows] == [score.points for score in scores]
    assert {row["response"] for row in rows} == {None}


def test_ctrl_c_leaves_the_old_file(scores: list[ItemScore], tmp_path: Path) -> None:
    """What was there stays as it was, and nothing else is left behind."""
    path = tmp_path / "scores.jsonl"
    path.write_text("before", encoding="utf-8")

    def interrupted() -> Iterator[ItemScore]:
        yield scores[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_scores(path, interrupted())
    assert path.read_text(encoding="utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["scores.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX")
def test_mode_and_link_of_the_file_are_kept(scores: list[ItemScore], tmp_path: Path) -> None:
    """Writing through a link replaces what it leads to."""
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write_scores(link, scores)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(read_scores(real)) == len(scores)
    write_scores(os.devnull, scores)
    assert Path(os.devnull).is_char_device()


def test_a_place_that_cannot_be_written(scores: list[ItemScore], tmp_path: Path) -> None:
    """One line names it."""
    for path in (tmp_path, tmp_path / "no" / "such" / "folder.jsonl"):
        with pytest.raises(RecordsError, match=str(path).replace("\\", ".")):
            write_scores(path, scores)


ODD = {
    "half a character": ("\ud83d", "\ud83d"),
    "a set": ({"a"}, ["a"]),
    "a foreign object": (object, repr(object)),
    "not a number": (float("nan"), None),
}


@pytest.mark.parametrize("case", ODD)
def test_responses_that_json_has_no_words_for(
    case: str, scores: list[ItemScore], tmp_path: Path
) -> None:
    """A score made by hand is written whatever its response is, as JSON that others read."""
    given, expected = ODD[case]
    score = scores[0].model_copy(update={"response": given})
    write_scores(tmp_path / "s.jsonl", [score])
    row = json.loads((tmp_path / "s.jsonl").read_text(encoding="utf-8"))
    assert row["response"] == expected


def test_a_terminal_of_another_code_page_gets_escapes(scores: list[ItemScore]) -> None:
    """Windows' standard output takes no emoji; JSON can say it in ASCII."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="cp1252")
    write_scores(out, scores)
    out.flush()
    assert raw.getvalue().isascii()
    assert json.loads(raw.getvalue().splitlines()[0])["examinee_id"] == "Jürgen 🎲"


BAD = {
    "no json": ("nonsense", "not JSON"),
    "a list": ("[]", "mapping of fields"),
    "a field missing": ("-points", "points: the field is missing"),
    "no status": ('status="great"', "status: expected"),
    "not a number": ("points=NaN", "finite"),
    "without end": ("max_points=1e999", "finite"),
    "points without being read": ('status="invalid"', "points with the status"),
    "graded without points": ("points=null", "no points"),
    "more than the maximum": ("points=3.5", "3.5 points of 1"),
    "a negative maximum": ("max_points=-1", "above 0"),
    "text for points": ('points="many"', "points: expected"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_score_is_a_problem_and_the_others_are_read(
    case: str, scores: list[ItemScore], write: Write
) -> None:
    """What would poison a mean is kept out, with its line."""
    change, reason = BAD[case]
    good = scores[0].model_dump_json()
    row = json.loads(good)
    if change.startswith("-"):
        del row[change[1:]]
        bad = json.dumps(row)
    elif "=" in change:
        name, _, value = change.partition("=")
        bad = json.dumps({**row, name: "@"}).replace('"@"', value)
    else:
        bad = change
    path = write("s.jsonl", f"{good}\n{bad}\n{good}\n")
    found = read_scores(path)
    assert list(found) == [scores[0]] * 2
    assert [problem.line for problem in found.problems] == [2]
    assert reason in str(found.problems[0])


@pytest.mark.parametrize("name", ["s.csv", "s.yaml"])
def test_scores_are_json(name: str, write: Write) -> None:
    """Another shape is refused by name."""
    with pytest.raises(RecordsError, match="JSON Lines expected"):
        read_scores(write(name, "a: 1\n"))
