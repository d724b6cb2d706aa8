"""What no command accepts, said before any work is done; and what closed streams leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

IDS = ("loss-for-task", "single-batch-loss-oscillates")
RECORD = {"examinee": "ann", "item": IDS[0], "response": {"house-price": "mse"}}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with one good record."""
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def scores(mli: Any, answers: Path, tmp_path: Path) -> Path:
    """What `grade --out` makes of it."""
    path = tmp_path / "scores.jsonl"
    assert mli("grade", answers, "--out", path).code == 0
    return path


@pytest.mark.parametrize("words", [(), ("exam",)])
def test_no_command_prints_the_help(mli: Any, words: tuple[str, ...]) -> None:
    """Not as an error message, and with an example or a place to begin."""
    ended = mli(*words)
    shown = ended.out + ended.err
    assert shown.startswith("Usage: mlinterview")
    assert shown.rstrip().rsplit("\n", 1)[-1].strip().startswith(("Start with:", "Example:"))


@pytest.mark.parametrize("target", ["missing/out.file", "."])
@pytest.mark.parametrize("command", ["grade", "report", "exam pick"])
def test_out_where_no_file_can_be(
    mli: Any, answers: Path, scores: Path, tmp_path: Path, command: str, target: str
) -> None:
    """A directory, or a file in one that is not there, is wrong usage."""
    given: dict[str, tuple[Path | str, ...]]
    given = {"grade": (answers,), "report": (scores,), "exam pick": IDS}
    ended = mli(*command.split(), *given[command], "--out", tmp_path / target)
    assert ended.code == 2
    assert "directory" in ended.err
    assert ended.out == ""


@pytest.mark.parametrize("option", ["--map", "--examinee-column"])
def test_options_of_wide_tables_alone(mli: Any, answers: Path, option: str) -> None:
    """They are refused without --wide instead of being passed over."""
    ended = mli("grade", answers, option, answers)
    assert ended.code == 2
    assert "--wide" in ended.err


@pytest.mark.parametrize("where", [["--out", "-"], ["--out", "file"], ["--each", "dir"]])
def test_json_wants_stdout(mli: Any, answers: Path, where: list[str]) -> None:
    """`report --json` with another target is wrong usage, whatever the file holds."""
    ended = mli("report", answers, "--json", *where)
    assert ended.code == 2
    assert ended.json()["error"]["kind"] == "UsageError"


def test_one_bank_for_lint(mli: Any, tmp_path: Path) -> None:
    """A bank as argument and another as option contradict each other."""
    assert mli("init", tmp_path / "one").code == 0
    ended = mli("lint", tmp_path / "one", "--bank", tmp_path / "one")
    assert ended.code == 2


def test_answers_are_not_kept_on_stdout(mli: Any) -> None:
    """The questions are there; no file called '-' comes of it."""
    ended = mli("practice", "--count", "1", "--out", "-")
    assert ended.code == 2
    assert not Path("-").exists()


def test_marks_that_cannot_be_read(mli: Any, answers: Path, tmp_path: Path) -> None:
    """They are listed, and the exit code says that not everything was taken in."""
    marks = tmp_path / "marks.yaml"
    marks.write_text(f"- {{examinee: ann, item: {IDS[0]}, marks: 1, by: Bo}}\n- 3\n", "utf-8")
    ended = mli("grade", answers, "--marks", marks, "--json")
    assert ended.code == 3
    assert ended.json()["scores"][0]["points"] == 1
    assert any("marks.yaml" in problem for problem in ended.json()["problems"])


def test_what_is_wrong_is_said_once(mli: Any, tmp_path: Path) -> None:
    """The line on stderr names person and item, and the item not twice."""
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({**RECORD, "response": {"house-price": "no"}}) + "\n", "utf-8")
    ended = mli("grade", path)
    assert ended.code == 3
    (line,) = ended.err.splitlines()
    assert line.startswith(f"ann: {IDS[0]}: invalid: ")
    assert line.count(IDS[0]) == 1


def test_report_on_scores_of_a_scheme_elsewhere(mli: Any, answers: Path, tmp_path: Path) -> None:
    """Scores are graded under a scheme file; where it is not at hand, the bank's scheme holds."""
    scheme, out = tmp_path / "house.yaml", tmp_path / "scores.jsonl"
    scheme.write_text("name: house\nmastery: {good: 0.5}\n", encoding="utf-8")
    assert mli("grade", answers, "--scheme", scheme, "--out", out).code == 0
    ended = mli("report", out, "--json")
    assert ended.code == 0
    assert ended.json()["scheme"] == "standard"
    assert "house" in ended.err
    assert mli("report", out, "--scheme", scheme, "--json").json()["scheme"] == "house"


def test_practice_on_a_form_counts_the_whole_form(
    mli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Input that ends after no or few answers leaves the form's maximum, in JSON too."""
    import io

    form = tmp_path / "quiz.form.yaml"
    assert mli("exam", "pick", *IDS, "--out", form).code == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("house-price=mse\n"))
    ended = mli("practice", "--form", form, "--out", tmp_path / "kept.jsonl", "--json")
    assert ended.code == 0
    (person,) = ended.json()["report"]["examinees"]
    assert person["max_points"] == 2
    assert person["unanswered"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there, streams are not closed like this")
@pytest.mark.parametrize(("words", "code"), [(["grade", "-"], 1), (["practice"], 0)])
def test_closed_input_is_empty_input(tmp_path: Path, words: list[str], code: int) -> None:
    """A program started without standard input ends as with an empty one."""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    command = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "mlinterview", *words]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr


def test_broken_plug_ins_are_named(answers: Path, tmp_path: Path) -> None:
    """A line each, with no place in the library's source; no item counts as left out for them."""
    installed = tmp_path / "broken-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Name: broken\nVersion: 1\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(
        "[mlinterview.formats]\nriddle = nowhere:Riddle\n"
        "[mlinterview.graders]\nmatching = nowhere:Grader\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "mlinterview", "grade", str(answers), "--json"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["summary"]["graded"] == 1
    first, second = done.stderr.splitlines()
    assert first.startswith("Warning: format plug-in 'riddle' (nowhere:Riddle): ModuleNotFound")
    assert second.startswith("Warning: grader plug-in 'matching' (nowhere:Grader): ModuleNotFound")


def test_help_costs_next_to_nothing() -> None:
    """The list of commands is whole in 80 columns and imports none of them."""
    code = (
        "import sys; from mlinterview.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'yaml', 'rich', 'numpy', 'mlinterview.cli.grade'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    *shown, imported = done.stdout.splitlines()
    assert imported == "[]"
    assert max(map(len, shown)) <= 80
    assert not any(line.endswith("...") for line in shown[shown.index("Commands:") :])
