"""``mlinterview rubric teach``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from teaching_bank import ITEM, TEXT, items_file, judged, write_bank

import mlinterview as mli
from mlinterview.cli._run import run
from mlinterview.cli.rubric_teach import command


class Outcome(NamedTuple):
    """What the command left behind."""

    code: int
    out: str
    err: str


Teach = Callable[..., Outcome]


@pytest.fixture
def teach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Teach:
    """The command on a bank of one's own with eight marked answers; takes further words."""
    monkeypatch.delenv("MLINTERVIEW_BANK", raising=False)
    records, marks = judged()
    for name, rows in (("answers", records), ("marks", marks)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    bank = write_bank(tmp_path / "bank")

    def call(*words: str, own: bool = True) -> Outcome:
        capsys.readouterr()
        files = [str(tmp_path / "answers.jsonl"), "--marks", str(tmp_path / "marks.jsonl")]
        where = ["--bank", str(bank)] if own else []
        with pytest.raises(SystemExit) as stopped:
            run(command, [*files, *where, *words])
        captured = capsys.readouterr()
        return Outcome(int(stopped.value.code or 0), captured.out, captured.err)

    return call


def _file(tmp_path: Path) -> str:
    return items_file(tmp_path / "bank").read_text(encoding="utf-8")


def test_a_difference_and_its_effects_are_shown(teach: Teach, tmp_path: Path) -> None:
    """The YAML as it would stand, then what it does; nothing is written."""
    done = teach()
    assert done.code == 0
    assert "\n-          - vote ~ error\n" in done.out
    assert "\n+  version: 5   # counted by hand\n" in done.out
    assert "mends 4 of 4 marked answers" in done.out
    assert "breaks 0 of 8" in done.out
    assert "changes 4 of 8 answers" in done.out
    assert _file(tmp_path) == TEXT


def test_accept_writes_all(teach: Teach, tmp_path: Path) -> None:
    """``--accept`` alone takes every proposal, and says that old marks do not count any more."""
    done = teach("--accept")
    assert done.code == 0
    assert "is now version 5; marks given for version 4 are not used any more" in done.out
    assert mli.load_bank(tmp_path / "bank")[ITEM].version == 5
    assert "nothing to propose" in teach().out


def test_accept_takes_names(teach: Teach, tmp_path: Path) -> None:
    """A proposal is named by item and criterion; what is not proposed is wrong usage."""
    refused = teach("--accept", f"{ITEM}:independent")
    assert refused.code == 2
    assert f"there is {ITEM}:averaging" in refused.err
    assert _file(tmp_path) == TEXT
    assert teach(f"--accept={ITEM}:averaging").code == 0
    assert _file(tmp_path) != TEXT


def test_json_is_one_document(teach: Teach, tmp_path: Path) -> None:
    """Proposals with their counts and effects, what was accepted, and the files written."""
    document: dict[str, Any] = json.loads(teach("--json", "--accept").out)
    (proposal,) = document["proposals"]
    assert proposal["dropped"] == ["vote ~ error"]
    assert (proposal["mends"], proposal["breaks"], proposal["changed"]) == (4, 0, 4)
    assert document["accepted"] == [f"{ITEM}:averaging"]
    assert document["files"] == [str(items_file(tmp_path / "bank"))]


def test_the_bundled_bank_is_not_written(teach: Teach) -> None:
    """``--accept`` without a bank of one's own is wrong usage."""
    done = teach("--accept", own=False)
    assert done.code == 2
    assert "read-only" in done.err


def test_unknown_items_are_wrong_usage(teach: Teach) -> None:
    """A misspelt item is named, with those that are near."""
    done = teach("--item", "more-tree")
    assert done.code == 2
    assert ITEM in done.err
