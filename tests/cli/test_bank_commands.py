"""The commands that look at a bank and write one: list, show, lint, coverage, init, new, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlinterview import load_bank
from mlinterview.bank.scaffold import FORMATS
from mlinterview.rendering.public import item_record

KEY_FIELDS = {
    "correct", "answer", "match", "accept", "accept_pattern", "reject", "range", "tolerance",
    "bands", "before", "weight", "feedback", "misconception", "explanation", "derivation", "derive",
    "parameters", "proof", "rubric", "sample_answer", "references",
}  # fmt: skip


def names_in(value: Any) -> set[str]:
    """Every mapping key at every level."""
    if isinstance(value, dict):
        return set(value) | {name for entry in value.values() for name in names_in(entry)}
    if isinstance(value, list):
        return {name for entry in value for name in names_in(entry)}
    return set()


def test_list_gives_every_item(mli: Any) -> None:
    """`list --json` names every item with its format, category, topics, difficulty and title."""
    listed = mli("list", "--json").json()["items"]
    bank = load_bank()
    assert [entry["id"] for entry in listed] == list(bank)
    assert all(
        set(entry) == {"id", "format", "category", "topics", "difficulty", "title"}
        for entry in listed
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--category", "ml_debugging"], {"category": "ml_debugging"}),
        (["--topic", "db-learning-curves"], {"topics": ["db-learning-curves"]}),
        (["--role", "data_analyst", "--difficulty", "2-3"],
         {"roles": ["data_analyst"], "difficulty": (2, 3)}),
        (["--format", "numeric", "--format", "cloze"], {"formats": ["numeric", "cloze"]}),
        (["--task", "deployment"], {"tasks": ["deployment"]}),
        (["--search", "learning rate"], {"search": "learning rate"}),
    ],
)  # fmt: skip
def test_list_selects_as_the_bank_does(
    mli: Any, words: list[str], expected: dict[str, Any]
) -> None:
    """Each option is the same condition of `Bank.select`, and the choice is not empty."""
    listed = [entry["id"] for entry in mli("list", *words, "--json").json()["items"]]
    assert listed == list(load_bank().select(**expected))
    assert listed


def test_list_as_text_stays_within_80_columns(mli: Any) -> None:
    """In a pipe no line is wider than 80 columns and nothing is coloured."""
    outcome = mli("list")
    assert outcome.code == 0
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize("words", [["list", "--topic", "nope"], ["list", "--difficulty", "x"],
                                   ["show", "nope"], ["nope"], ["grade", "nope.yaml"],
                                   ["list", "--bank", "nope"], ["new", "essay"]])  # fmt: skip
def test_wrong_usage(mli: Any, words: list[str]) -> None:
    """A name or file that does not exist is exit 2 and one message on stderr."""
    outcome = mli(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("Error: ")


def test_wrong_usage_as_json(mli: Any) -> None:
    """With --json the error is one document on stdout, and says what was close."""
    outcome = mli("show", "loss-for-tasks", "--json")
    assert outcome.code == 2
    assert outcome.json()["error"]["kind"] == "UnknownNameError"
    assert "loss-for-task" in outcome.json()["error"]["message"]


def test_no_record_holds_its_key() -> None:
    """Without the key no field that gives it away is left, at any level, for every bundled item."""
    for item in load_bank().values():
        hidden = item_record(item)
        assert not names_in(hidden) & KEY_FIELDS, item.id
        if item.format == "ordering":
            assert [step["id"] for step in hidden["steps"]] != item.key_response()
        assert "explanation" in item_record(item, key=True)


def test_show_hides_the_key(mli: Any) -> None:
    """`show --json` is the item without its key, in its place on the map; --key adds the key."""
    hidden = mli("show", "loss-for-task", "--json").json()
    assert not names_in(hidden) & KEY_FIELDS
    item = load_bank()["loss-for-task"]
    assert hidden["category"] == item.category
    assert hidden["subtasks"] == list(item.subtasks)
    shown = mli("show", "loss-for-task", "--json", "--key").json()
    assert [row["match"] for row in shown["rows"]] == [row.match for row in item.rows]


@pytest.mark.parametrize("item_id", ["loss-for-task", "residual-block-gradient",
                                     "rag-steps-in-order",
                                     "fraud-alert-posterior", "single-batch-loss-oscillates",
                                     "error-budget-after-a-bad-release"])  # fmt: skip
def test_show_as_text(mli: Any, item_id: str) -> None:
    """Explanation and references stand there with --key alone; lines keep to 80 columns."""
    title = f"See {load_bank()[item_id].references[0].title}"
    hidden, shown = mli("show", item_id), mli("show", item_id, "--key", "--guess")
    assert hidden.code == shown.code == 0
    assert title not in " ".join(hidden.out.split())
    assert title in " ".join(shown.out.split())
    assert max(map(len, shown.out.splitlines())) <= 80


def test_show_guess(mli: Any) -> None:
    """--guess gives blank, all and mean for every policy: two right of five, balanced, .1875."""
    guess = mli("show", "single-batch-loss-oscillates", "--json", "--guess").json()["guess"]
    assert guess["balanced"] == {"blank": 0.0, "all": 0.0, "mean": 0.1875}
    assert guess["coverage"]["all"] == pytest.approx(0.4)


def test_init_then_every_scaffold(mli: Any, tmp_path: Path) -> None:
    """A new bank loads; an item of every format from `new` loads in it without a fault."""
    root = tmp_path / "my bank"
    assert mli("init", root).code == 0
    path = root / "questions" / "ml_theory" / "more.yaml"
    for number, name in enumerate(FORMATS[1:]):  # the new bank's own item is of the first
        assert mli("new", name, "--id", f"item-{number}", "--out", path).code == 0
    bank = load_bank(root)
    assert len(bank) == len(FORMATS)
    assert {item.format for item in bank.values()} == set(FORMATS)
    assert mli("lint", root).code == 0
    assert mli("list", "--bank", root).code == 0
    assert json.loads((root / "questions" / "items.schema.json").read_text(encoding="utf-8"))


def test_init_says_where_the_first_item_is_named(mli: Any, tmp_path: Path) -> None:
    """Whoever puts another item in its place changes the form too."""
    lines = mli("init", tmp_path / "b").out.splitlines()
    (said,) = (line for line in lines if line.startswith("Edit "))
    for name in ("first.yaml", "first.form.yaml"):
        assert name in said, name


def test_nothing_is_overwritten(mli: Any, tmp_path: Path) -> None:
    """`init` and `new` refuse what is there, and leave it as it was."""
    mli("init", tmp_path / "b")
    first = tmp_path / "b" / "questions" / "ml_theory" / "first.yaml"
    first.write_text("# mine\n", encoding="utf-8")
    assert mli("init", tmp_path / "b").code == 2
    assert first.read_text(encoding="utf-8") == "# mine\n"
    assert mli("init", tmp_path / "b", "--force").code == 0
    assert mli("new", "numeric", "--id", "my-first-item", "--out", first).code == 2


def test_lint_of_the_bundled_bank(mli: Any) -> None:
    """The bundled bank has no errors; the JSON counts them."""
    outcome = mli("lint", "--json")
    assert outcome.code == 0
    assert outcome.json()["errors"] == 0


def test_lint_mends(mli: Any, tmp_path: Path) -> None:
    """`--fix` says what it did, once; the JSON lists it beside what is left."""
    folder = tmp_path / "b" / "questions" / "ml_theory"
    folder.mkdir(parents=True)
    text = (
        "- id: one\n  format: single_choice\n  shuffle: false\n  stem: How many are in it then?  \n"
        "  options: [{id: a1, text: 9, correct: true}, {id: b1, text: 5}, {id: c1, text: 7}]\n"
    )
    (folder / "items.yaml").write_text(text, encoding="utf-8")
    outcome = mli("lint", tmp_path / "b", "--fix", "--json")
    assert outcome.code == 0
    document = outcome.json()
    assert [each["message"] for each in document["fixes"]] == [
        "sorted the options by their numbers",
        "took away space at the end of one line",
    ]
    assert not [each for each in document["problems"] if each["rule"] == "W09"]
    (folder / "items.yaml").write_text(text, encoding="utf-8")
    assert mli("lint", tmp_path / "b", "--fix").out.startswith(
        "fixed: questions/ml_theory/items.yaml"
    )
    assert "fixed: " not in mli("lint", tmp_path / "b", "--fix").out


def test_lint_explains_its_rules(mli: Any) -> None:
    """Why a rule is there and how to keep it, for every rule and in either form."""
    from mlinterview.lint.registry import RULES

    assert mli("lint", "--explain", "w04").out.startswith("W04 (warning): Hardly anything holds")
    for name, rule in RULES.items():
        assert mli("lint", "--explain", name, "--json").json()["how_to_fix"] == rule.how_to_fix
    assert mli("lint", "--explain", "W99").code == 2


def test_lint_mends_no_bank_that_is_not_named(mli: Any) -> None:
    """The bundled bank is not changed by accident."""
    assert mli("lint", "--fix").code == 2


def test_lint_names_every_fault(mli: Any, tmp_path: Path) -> None:
    """Faults are exit 1, each on one line with file, line and place; good items stay usable."""
    mli("init", tmp_path / "b")
    bad = tmp_path / "b" / "questions" / "ml_theory" / "bad.yaml"
    bad.write_text(
        "- {id: one, format: true_false, stem: 'Is it?', answer: maybe}\n"
        "- {id: two, format: true_false, stem: 'Is it so?', answer: true, colour: red}\n",
        encoding="utf-8",
    )
    outcome = mli("lint", tmp_path / "b")
    assert outcome.code == 1
    faults = [line for line in outcome.out.splitlines() if "bad.yaml" in line and "E01" in line]
    assert any("bad.yaml:1: one: answer:" in line for line in faults)
    assert any("bad.yaml:2: two: colour:" in line for line in faults)
    listed = mli("list", "--bank", tmp_path / "b")
    assert listed.code == 0
    assert "2 loading faults" in listed.err


def test_coverage_counts_every_known_value(mli: Any) -> None:
    """Every value of the taxonomy is listed, 0 where nothing is; categories add up to the items."""
    found = mli("coverage", "--json").json()
    taxonomy = load_bank().taxonomy
    assert set(found["by"]["topic"]) == set(taxonomy.ids("topic"))
    assert set(found["by"]["subtask"]) == set(taxonomy.ids("subtask"))
    assert sum(found["by"]["category"].values()) == found["items"] == len(load_bank())
    empty = [f"topic {topic}" for topic, count in found["by"]["topic"].items() if not count]
    assert empty == [cell for cell in found["empty"] if cell.startswith("topic ")]
    assert mli("coverage").code == 0


@pytest.mark.parametrize("kind", ["item", "file", "form", "scheme"])
def test_schema_is_json(mli: Any, kind: str) -> None:
    """`schema` prints one JSON Schema document for each kind."""
    assert mli("schema", "--of", kind).json()["$schema"].startswith("https://json-schema.org/")


def test_exam_pick(mli: Any, tmp_path: Path) -> None:
    """A picked form holds the items in order, warns of rivals, and is not overwritten."""
    out = tmp_path / "quiz.form.yaml"
    ids = ["loss-for-task", "single-batch-loss-oscillates", "single-batch-loss-rises"]
    outcome = mli("exam", "pick", *ids, "--out", out, "--title", "Quiz: 1", "--scheme", "strict")
    assert outcome.code == 0
    assert "one family" in outcome.err
    from mlinterview import load_form

    form = load_form(out)
    assert [entry.id for entry in form.entries()] == ids
    assert (form.id, form.title, form.scheme) == ("quiz", "Quiz: 1", "strict")
    assert mli("exam", "pick", *ids, "--out", out).code == 2
    assert mli("exam", "pick", "nope", "--out", tmp_path / "x.yaml").code == 2
    assert mli("exam", "pick", ids[0], ids[0], "--out", tmp_path / "x.yaml").code == 1


def test_help_of_every_command(mli: Any) -> None:
    """Every command explains itself with an example."""
    commands = [line.split()[0] for line in mli("--help").out.split("Commands:")[1].splitlines()
                if line.startswith("  ") and line.split()]  # fmt: skip
    for name in commands:
        if name == "Start":
            continue
        words = [name, "pick"] if name == "exam" else [name]
        outcome = mli(*words, "--help")
        assert outcome.code == 0
        assert "Example: mlinterview" in outcome.out, name


def test_version(mli: Any) -> None:
    """`--version` prints the version."""
    import mlinterview

    assert mlinterview.__version__ in mli("--version").out


def test_what_is_waived_is_no_error(mli: Any, tmp_path: Path) -> None:
    """Waived findings are listed as such, with the reason, and do not fail the command."""
    assert mli("init", tmp_path / "own").code == 0
    path = tmp_path / "own" / "questions" / "ml_theory" / "number.yaml"
    item = (
        "- id: a-number\n  format: numeric\n  stem: How many legs has a spider?\n  answer: 8\n"
        "  tolerance: {absolute: 0}\n  waive: {E07: everybody knows}\n"
    )
    path.write_text(item, encoding="utf-8")
    found = mli("lint", tmp_path / "own")
    lines = [line for line in found.out.splitlines() if " E07 " in line]
    assert found.code == 0
    assert len(lines) == 1
    assert lines[0].startswith("waived: ")
    assert lines[0].endswith("(waived: everybody knows)")
