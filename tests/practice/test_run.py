"""Practice from end to end over streams: what is printed, kept and reported."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from mlinterview import Bank, UnknownNameError, grade_all, read_responses
from mlinterview.practice import PracticeResult, keeper, run_practice


class Output(io.StringIO):
    """A stream that is no terminal."""

    encoding = "utf-8"


def _run(
    bank: Bank, out: Path | None, typed: str, *ids: str, **options: Any
) -> tuple[str, PracticeResult]:
    stdout = Output()
    items = [bank[name] for name in ids]
    options = {"seed": 3, **options}
    result = run_practice(bank, items, out=out, stdin=io.StringIO(typed), stdout=stdout, **options)
    return stdout.getvalue(), result


def test_answers_are_told_kept_and_reported(bank: Bank, tmp_path: Path) -> None:
    """Questions, verdicts, the report, where the answers are and how to go on."""
    out = tmp_path / "answers.jsonl"
    text, result = _run(bank, out, "the-key\nb\n", "one-of-three", "a-word")
    assert "1/2 One of three" in text
    assert "Right: 1 of 1 point" in text
    assert "Wrong: 0 of 1 point" in text
    assert text.index("Wrong: 0 of 1") < text.index("1 of 2 points")
    assert f"\n2 answers are kept in {out}\n" in text
    assert f"\nPractise what was missed: mlinterview practice --missed {out}\n" in text
    assert (result.ended, result.seed, result.out) == ("all", 3, out)


def test_what_is_kept_grades_alike(bank: Bank, tmp_path: Path) -> None:
    """The file that practice writes, read and graded, gives the scores that practice gave."""
    out = tmp_path / "answers.jsonl"
    typed = "b\na, c\nf\n1=a\n\n12\nx\na; 3\nskip connection\n"
    _, result = _run(bank, out, typed, *bank)
    again = list(grade_all(bank, read_responses(out)))
    assert [(s.points, s.status, s.seconds) for s in again] == [
        (s.points, s.status, s.seconds) for s in result.sitting.scores
    ]


def test_two_sittings_share_a_file(bank: Bank, tmp_path: Path) -> None:
    """The second sitting adds the next attempt, and nothing stands twice when it is graded."""
    out = tmp_path / "answers.jsonl"
    for typed in ("x\n", "bias\n"):
        _run(bank, out, typed, "a-word")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line.get("attempt", 1) for line in lines] == [1, 2]


def test_the_end_of_input_ends_with_the_report(bank: Bank, tmp_path: Path) -> None:
    """What was answered is reported; the question on the screen is not kept."""
    text, result = _run(bank, tmp_path / "a.jsonl", "bias\n", "a-word", "one-of-three")
    assert result.ended == "stopped"
    assert "1 of 1 point" in text
    assert "\n1 answer is kept in" in text


def test_nothing_answered_leaves_no_file(bank: Bank, tmp_path: Path) -> None:
    """A sitting that is left at once says so and writes nothing."""
    text, result = _run(bank, tmp_path / "a.jsonl", "", "a-word")
    assert "No question was answered." in text
    assert result.out is None
    assert list(tmp_path.iterdir()) == []


def test_pipes_get_no_escape_codes_and_80_columns(bank: Bank, tmp_path: Path) -> None:
    """What is no terminal gets plain lines."""
    text, _ = _run(bank, tmp_path / "a.jsonl", "\n" * 9, *bank)
    assert "\x1b" not in text
    path_free = [line for line in text.splitlines() if str(tmp_path)[:10] not in line]
    assert all(len(line) <= 80 for line in path_free)


def test_what_was_typed_stands_behind_its_prompt(bank: Bank, tmp_path: Path) -> None:
    """A transcript shows the answers, though nobody typed them there."""
    text, _ = _run(bank, tmp_path / "a.jsonl", "bias\n", "a-word")
    assert "\n> bias\n" in text


def test_a_narrow_encoding_loses_signs_not_the_sitting(bank: Bank, tmp_path: Path) -> None:
    """A stream that cannot print ✓ gets a question mark for it."""
    raw = io.BytesIO()
    stdout = io.TextIOWrapper(raw, encoding="ascii")
    run_practice(
        bank,
        [bank["a-word"]],
        out=tmp_path / "a.jsonl",
        seed=1,
        stdin=io.StringIO("bias\n"),
        stdout=stdout,
    )
    stdout.flush()
    assert b"Your answer: bias" in raw.getvalue()


def test_the_usual_file_is_used(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a name answers go to the user's data directory."""
    place = tmp_path / "data" / "answers.jsonl"
    monkeypatch.setattr("mlinterview.practice.run.default_file", lambda: place)
    _, result = _run(bank, None, "bias\n", "a-word")
    assert result.out == place
    assert [record.item for record in read_responses(place)] == ["a-word"]


def test_without_a_data_directory_practice_goes_on(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home that cannot be written is said at the end; the sitting takes place."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(
        "mlinterview.practice.run.default_file", lambda: tmp_path / "file" / "answers.jsonl"
    )
    text, result = _run(bank, None, "bias\n", "a-word")
    assert "Answers are not kept:" in text
    assert (result.out, len(result.sitting.answers)) == (None, 1)


def test_a_full_disk_stops_nothing(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When an answer cannot be written, that is said once, and the sitting goes on."""

    def full(self: object, record: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeper.AnswerFile, "keep", full)
    text, result = _run(bank, tmp_path / "a.jsonl", "bias\nt\n", "a-word", "so-or-not")
    assert text.count("No space left on device") == 1
    assert len(result.sitting.answers) == 2


def test_a_form_is_sat_whole(bank: Bank, tmp_path: Path) -> None:
    """Without items the form's own are asked; points of the form count, missing answers too."""
    form = bank.forms["short"]
    text, result = _run(bank, tmp_path / "a.jsonl", "t\n12\n", form=form, seed=None)
    assert [answer.record.form for answer in result.sitting.answers] == ["short", "short"]
    assert result.seed is None
    assert "4 of 5 points" in text
    assert re.search(r"1 unanswered", text)


def test_time_that_is_up_is_said(bank: Bank, tmp_path: Path) -> None:
    """A limit that has passed ends the sitting with the report."""
    text, result = _run(
        bank, tmp_path / "a.jsonl", "bias\nt\n", "a-word", "so-or-not", minutes=1e-9
    )
    assert result.ended == "time"
    assert "Time is up: 1e-09 minutes.\nNo question was answered.\n" in text


def test_errors_come_before_the_first_question(bank: Bank, tmp_path: Path) -> None:
    """Nothing to ask, an unknown scheme, a file that cannot be written."""
    with pytest.raises(ValueError, match="no items"):
        _run(bank, None, "")
    with pytest.raises(UnknownNameError, match="lenient"):
        _run(bank, tmp_path / "a.jsonl", "", "a-word", scheme="lenient")
    with pytest.raises(OSError, match=tmp_path.name):
        _run(bank, tmp_path, "", "a-word")
    assert list(tmp_path.iterdir()) == []


def test_a_seed_is_drawn_where_none_is_given(bank: Bank, tmp_path: Path) -> None:
    """The seed is in the records and in the result, so that the sitting can be repeated."""
    _, result = _run(bank, tmp_path / "a.jsonl", "bias\n", "a-word", seed=None)
    assert result.seed is not None
    assert result.sitting.answers[0].record.seed == result.seed
