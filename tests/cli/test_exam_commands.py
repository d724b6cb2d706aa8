"""``exam new`` and ``exam assemble``: files, tables, JSON, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mlinterview import load_bank, load_form

FOUR = ["form-1", "form-2", "form-3", "form-4"]
IMPOSSIBLE = """\
items: 4
cells:
  - {category: ml_theory, min: 3}
  - {category: ml_debugging, min: 3}
"""


def test_assemble_writes_forms_and_keys_and_nothing_else(mli: Any, tmp_path: Path) -> None:
    """The same files for the same seed, other ones for another; nothing in them is dated."""
    texts = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        out = tmp_path / name
        outcome = mli("exam", "assemble", "four-parallel", "--seed", seed, "--out", out)
        assert outcome.code == 0
        assert sorted(path.name for path in out.iterdir()) == sorted(
            f"{form}{kind}.yaml" for form in FOUR for kind in ("", ".key")
        )
        texts.append({path.name: path.read_text(encoding="utf-8") for path in out.iterdir()})
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    form = load_form(tmp_path / "a" / "form-2.yaml")
    key = yaml.safe_load(texts[0]["form-2.key.yaml"])
    assert form.id == key["form"] == "four-parallel-2"
    assert form.checksum == key["checksum"] == form.computed_checksum()
    assert list(key["key"]) == [entry.id for entry in form.entries()]


def test_assemble_prints_what_each_form_holds(mli: Any, tmp_path: Path) -> None:
    """A line for each demand, within 80 columns, then what two forms share."""
    outcome = mli("exam", "assemble", "four-parallel", "--out", tmp_path / "out")
    lines = outcome.out.splitlines()
    assert lines[0].split() == [
        "demand",
        "asked",
        "form",
        "1",
        "form",
        "2",
        "form",
        "3",
        "form",
        "4",
    ]
    assert lines[1].split() == ["items", "exactly", "15", "15", "15", "15", "15"]
    assert "items that two forms share: at most 0 asked, 0 found" in lines
    assert max(len(line) for line in lines if str(tmp_path) not in line) <= 80
    many = mli("exam", "assemble", "debugging-quiz", "--forms", 8, "--out", tmp_path / "many")
    assert many.out.splitlines()[0].split() == ["demand", "asked", "all", "forms"]


def test_assemble_as_json(mli: Any, tmp_path: Path) -> None:
    """One document: forms with their files, every check, the overlap of each pair."""
    outcome = mli("exam", "assemble", "four-parallel", "--out", tmp_path / "out", "--json")
    record = outcome.json()
    assert [form["form"] for form in record["forms"]] == [f"four-parallel-{n}" for n in range(1, 5)]
    for form in record["forms"]:
        assert Path(form["file"]).is_file()
        assert Path(form["key"]).is_file()
        assert len(form["ids"]) == form["items"] == 15
    assert all(check["met"] for check in record["checks"])
    assert [pair["items"] for pair in record["overlap"]] == [0] * 6
    assert record["stable"] is True


def test_the_solver_prints_nothing(tmp_path: Path) -> None:
    """Not even past Python, to the C library's stdout, where a banner would spoil the JSON."""
    words = ["exam", "assemble", "debugging-quiz", "--out", str(tmp_path / "out"), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "mlinterview", *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout)["blueprint"] == "debugging-quiz"
    assert done.stderr == ""


def test_options_win_over_the_blueprint(mli: Any, tmp_path: Path) -> None:
    """``--forms`` and ``--seed``."""
    out = tmp_path / "out"
    words = ["exam", "assemble", "four-parallel", "--forms", 2, "--seed", 9, "--out", out]
    record = mli(*words, "--json").json()
    assert (len(record["forms"]), record["seed"]) == (2, 9)


def test_nothing_is_overwritten_without_force(mli: Any, tmp_path: Path) -> None:
    """Exit 2 before anything is solved; with ``--force`` the files are replaced."""
    words = ["exam", "assemble", "debugging-quiz", "--out", tmp_path / "out"]
    assert mli(*words).code == 0
    before = (tmp_path / "out" / "form-1.yaml").read_text(encoding="utf-8")
    again = mli(*words, "--seed", 44)
    assert again.code == 2
    assert "form-1.yaml exists; --force overwrites it" in again.err
    assert (tmp_path / "out" / "form-1.yaml").read_text(encoding="utf-8") == before
    assert mli(*words, "--seed", 44, "--force").code == 0
    assert (tmp_path / "out" / "form-1.yaml").read_text(encoding="utf-8") != before


def test_a_blueprint_that_cannot_be_met(mli: Any, tmp_path: Path) -> None:
    """Exit 1; each demand of the conflict on a line, with what it lacks; no file is written."""
    path = tmp_path / "b.blueprint.yaml"
    path.write_text(IMPOSSIBLE, encoding="utf-8")
    outcome = mli("exam", "assemble", path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert outcome.out == ""
    head = "Error: no form meets the blueprint: these 3 demands cannot be met together"
    assert outcome.err.splitlines() == [
        f"{head} (each is needed):",
        "  items.max: at most 4 items",
        *(
            f"  cells[{at}].min: at least 3 items with category {name};"
            " beside the others at most 1, so 2 short"
            for at, name in enumerate(("ml_theory", "ml_debugging"))
        ),
    ]
    assert not (tmp_path / "out").exists()
    record = mli("exam", "assemble", path, "--out", tmp_path / "out", "--json").json()
    assert record["error"]["kind"] == "InfeasibleError"
    assert [clash["lacks"] for clash in record["conflict"]] == [None, 2, 2]


def test_a_blueprint_with_faults(mli: Any, tmp_path: Path) -> None:
    """Exit 1 and a line for each fault, with file and line."""
    path = tmp_path / "b.blueprint.yaml"
    path.write_text("items: 3\ncells:\n  - {topic: nope, min: 1}\n", encoding="utf-8")
    outcome = mli("exam", "assemble", path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert f"{path}:3: cells[0].topic: E01 no topic named 'nope'" in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ["nope", "--out", "out"],
        ["general-60"],
        ["general-60", "--out", "out", "--forms", "0"],
        ["general-60", "--out", "out", "--parameters", "nope.csv"],
        ["general-60", "--out", "file"],
        ["general-60", "--out", "out", "--bank", "nope"],
    ],
)
def test_wrong_usage(
    mli: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, and a message on stderr."""
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("", encoding="utf-8")
    outcome = mli("exam", "assemble", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ")


def test_new_writes_a_blueprint_named_after_its_file(mli: Any, tmp_path: Path) -> None:
    """It can be assembled as it stands; stdout, JSON and ``--force`` are as elsewhere."""
    path = tmp_path / "Final Exam.blueprint.yaml"
    assert mli("exam", "new", "--out", path).code == 0
    assert "id: final-exam\n" in path.read_text(encoding="utf-8")
    assert mli("exam", "new", "--out", path).code == 2
    assert mli("exam", "new", "--out", path, "--force", "--json").json()["id"] == "final-exam"
    assert mli("exam", "new").out == mli("exam", "new", "--out", "-").out
    assert mli("exam", "new", "--json").json()["yaml"] == mli("exam", "new").out
    assert mli("exam", "new", "--json", "--out", "-").code == 2
    assert mli("exam", "assemble", path, "--out", tmp_path / "out").code == 0


def test_a_form_that_was_changed_is_told(mli: Any, tmp_path: Path) -> None:
    """Grading says that the checksum does not fit, and that a version is not the bank's."""
    assert mli("exam", "assemble", "debugging-quiz", "--out", tmp_path).code == 0
    path = tmp_path / "form-1.yaml"
    form = load_form(path)
    answers = tmp_path / "answers.yaml"
    name = next(form.entries()).id
    answers.write_text(f"- {{item: {name}, response: null}}\n", encoding="utf-8")
    assert "checksum" not in mli("grade", answers, "--form", path).err
    version = load_bank()[name].version
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"version: {version}", "version: 77", 1), encoding="utf-8")
    told = mli("grade", answers, "--form", path).err
    assert f"checksum: {load_form(path).computed_checksum()} expected, found" in told
    assert f"{name}: version 77 is on the form and {version} in the bank" in told


def test_the_schema_of_blueprints(mli: Any) -> None:
    """For editors."""
    assert "cells" in mli("schema", "--of", "blueprint").json()["properties"]


LEAK = """\
- id: remedy-for-one-large-step
  format: single_choice
  stem: One batch has thrown the weights far away. Which remedy bounds such steps?
  options:
    - {id: clipping, text: clipping the global gradient norm, correct: true}
    - {id: decay, text: decaying every weight a little}
- id: effect-on-direction
  format: true_false
  stem: After clipping the global gradient norm a step keeps its direction. Is that so?
  answer: true
"""


def test_items_that_give_a_key_away_are_noted(mli: Any, tmp_path: Path) -> None:
    """What the linter says of forms of the bank is said of new ones, as a note."""
    theory = tmp_path / "bank" / "questions" / "ml_theory"
    theory.mkdir(parents=True)
    (theory / "items.yaml").write_text(LEAK, encoding="utf-8")
    path = tmp_path / "b.blueprint.yaml"
    for count, notes in ((2, 1), (1, 0)):
        path.write_text(f"items: {count}\n", encoding="utf-8")
        words = ["exam", "assemble", path, "--bank", tmp_path / "bank", "--force"]
        outcome = mli(*words, "--out", tmp_path / "out", "--json")
        assert outcome.code == 0
        assert len(outcome.json()["notes"]) == notes
        assert outcome.err.count("the key of 'remedy-for-one-large-step'") == notes


def test_one_item_is_no_plural(mli: Any, tmp_path: Path) -> None:
    """Demands for a single item are worded as such."""
    path = tmp_path / "one.blueprint.yaml"
    cells = "[{format: cloze, min: 1}, {format: numeric, min: 1}]"
    path.write_text(f"items: 1\ncells: {cells}\n", encoding="utf-8")
    told = mli("exam", "assemble", path, "--out", tmp_path / "none").err
    assert "items.max: at most 1 item\n" in told
    assert "at least 1 item with format cloze;" in told
