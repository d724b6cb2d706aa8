"""``mlinterview export``: files, the loss report, refusals and exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree


def test_form_is_written_with_its_losses(mli: Any, tmp_path: Path) -> None:
    """The file is there, counts go to stderr, and the full report to a file."""
    out, report = tmp_path / "exam.xml", tmp_path / "losses.csv"
    done = mli("export", "seed", "--to", "moodle-xml", "--out", out, "--losses", report)
    assert done.code == 0
    assert f"{out}: 25 of 25 questions\n" == done.out
    assert len(ElementTree.fromstring(out.read_bytes()).findall("question")) == 25 + 5
    assert "What moodle-xml keeps" in done.err
    assert "Scored in another way" in done.err
    assert "prior-behind-the-lasso" in done.err
    rows = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8"))))
    assert {"item", "target", "aspect", "outcome", "detail"} == set(rows[0])
    assert len({row["item"] for row in rows}) == 25


def test_json_is_one_document(mli: Any, tmp_path: Path) -> None:
    """Target, file, counts, and every loss."""
    out, report = tmp_path / "exam.gift", tmp_path / "losses.json"
    done = mli("export", "seed", "--to", "gift", "--out", out, "--json", "--losses", report)
    document = done.json()
    assert done.code == 0
    assert ("gift", str(out), 25, 24) == tuple(
        document[name] for name in ("target", "file", "items", "written")
    )
    assert document["losses"] == json.loads(report.read_text(encoding="utf-8"))
    assert {"item", "target", "aspect", "outcome", "detail"} == set(document["losses"][0])


def test_strict_refuses_to_lose_scoring(mli: Any, tmp_path: Path) -> None:
    """Exit 1 and no file where any score would change; else as without."""
    out = tmp_path / "exam.gift"
    refused = mli("export", "seed", "--to", "gift", "--out", out, "--strict")
    assert refused.code == 1
    assert "nothing was written" in refused.err
    assert not out.exists()
    document = mli("export", "seed", "--to", "gift", "--out", out, "--strict", "--json").json()
    assert (document["written"], document["error"]["kind"]) == (0, "ScoringLost")
    kept = mli(
        "export", "--to", "csv", "--out", tmp_path / "q.csv", "--strict", "--difficulty", "4"
    )
    assert kept.code == 0
    assert (tmp_path / "q.csv").is_file()


def test_bank_and_selection(mli: Any, tmp_path: Path) -> None:
    """A directory is a bank; selection options choose from it; a form takes none."""
    bank = tmp_path / "bank"
    assert mli("init", bank).code == 0
    words = ("export", bank, "--to", "json", "--out", tmp_path / "all.json")
    refused = mli(*words)
    assert refused.code == 2
    assert "--drafts" in refused.err  # what init writes are drafts
    assert mli(*words, "--drafts", "--json").json()["items"] > 0
    chosen = mli(
        "export", "--to", "gift", "--out", tmp_path / "tf.gift", "--format", "true_false", "--json"
    ).json()
    assert chosen["items"] == 23
    refused = mli("export", "seed", "--to", "gift", "--out", tmp_path / "x", "--task", "x")
    assert refused.code == 2
    assert mli("export", bank, "--bank", bank, "--to", "gift", "--out", tmp_path / "x").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "word", "--out", "x"),
        ("--to", "gift"),
        ("nowhere", "--to", "gift", "--out", "x"),
        ("--to", "gift", "--out", "-", "--json"),
        ("--to", "gift", "--out", "x", "--losses", "x.txt"),
        ("--to", "gift", "--out", "x", "--scheme", "nowhere"),
        ("--to", "gift", "--out", "no/folder/x"),
    ],
)
def test_wrong_usage(mli: Any, tmp_path: Path, words: tuple[str, ...], monkeypatch: Any) -> None:
    """Exit 2 with one line that says what is wrong; nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = mli("export", *words)
    assert done.code == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_without_force(mli: Any, tmp_path: Path) -> None:
    """A file that is there stays, unless forced."""
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    words = ("export", "seed", "--to", "csv", "--out", out)
    assert mli(*words).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert mli(*words, "--force").code == 0
    assert out.read_text(encoding="utf-8-sig").startswith("id,category")


def test_standard_output_takes_the_bytes(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--out -`` prints the file and nothing else on stdout."""
    from mlinterview.cli import main

    monkeypatch.delenv("MLINTERVIEW_BANK", raising=False)
    with pytest.raises(SystemExit) as stopped:
        main(["export", "seed", "--to", "gift", "--out", "-"])
    assert stopped.value.code == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(b"$CATEGORY: ")
    assert b"questions\n" not in out[-40:]
