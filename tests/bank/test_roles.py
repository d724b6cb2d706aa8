"""Role profiles of a bank: laid over the bundled ones, faults on one line, kept in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

import mlinterview as mli

BUNDLED = mli.load_bank().roles
ITEM = """
- {{id: item-{n}, format: true_false, topics: [ak-knn], stem: "It holds, {n}.", answer: true}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A bank of so many items that it is kept in the cache."""
    folder = tmp_path / "bank" / "questions" / "algorithm_knowledge"
    folder.mkdir(parents=True)
    (tmp_path / "bank" / "graders" / "roles").mkdir(parents=True)
    items = "".join(ITEM.format(n=n) for n in range(25))
    (folder / "items.yaml").write_text(items, encoding="utf-8")
    return tmp_path / "bank"


def put(root: Path, name: str, text: str) -> None:
    (root / "graders" / "roles" / name).write_text(text, encoding="utf-8")


def test_the_same_id_replaces_and_others_stay(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read from YAML and from the cache alike; a file gives its name where it has no id."""
    monkeypatch.setenv("MLINTERVIEW_CACHE", str(tmp_path / "cache"))
    put(root, "ml_engineer.yaml", "tasks: {modeling: {weight: 2, minimum: 0.9, reason: Ours.}}")
    first, kept = mli.load_bank(root), mli.load_bank(root)
    assert list((tmp_path / "cache").glob("*.compiled"))
    for bank in (first, kept):
        assert bank.roles["ml_engineer"].tasks["modeling"].minimum == 0.9
        assert bank.roles["ml_engineer"].skills == {}
        assert bank.roles["data_engineer"] == BUNDLED["data_engineer"]
    put(root, "ml_engineer.yaml", "tasks: {modeling: 3}")
    assert mli.load_bank(root).roles["ml_engineer"].tasks["modeling"].minimum is None


def test_without_profiles_the_bundled_ones_hold(root: Path) -> None:
    """So they do where the folder is missing."""
    (root / "graders" / "roles").rmdir()
    bank = mli.load_bank(root)
    assert bank.own_roles is None
    assert bank.roles == BUNDLED


@pytest.mark.parametrize(
    ("text", "line", "where", "words"),
    [
        ("id: ml_enginer\ntasks: {modeling: 1}", 1, "id", "did you mean ml_engineer"),
        ("tasks:\n  modeling: 1\n  modelling: 1", 3, "tasks.modelling", "did you mean modeling"),
        ("tasks: {modeling: 1}\nskills:\n  maths: 1", 3, "skills.maths", "mathematics"),
        ("tasks: {modeling: 1}\nareas:\n  metric: 1", 3, "areas.metric", "metrics"),
        ("tasks:\n  modeling: {weight: -1}", 2, "tasks.modeling.weight", "above 0"),
        ("tasks: {modeling: 1}\nskils: {}", 2, "skils", "skills"),
        ("- tasks", 1, "", "mapping"),
        ("tasks: {modeling: 1", 1, "", ""),
    ],
)
def test_a_fault_is_told_on_one_line(
    root: Path, text: str, line: int, where: str, words: str
) -> None:
    """With file, line and place; the bundled profile stays, and so do the items."""
    put(root, "ml_engineer.yaml", text)
    bank = mli.load_bank(root, strict=False)
    faults = [problem for problem in bank.problems if "roles/" in problem.file]
    assert len(faults) == 1
    assert faults[0].file == "graders/roles/ml_engineer.yaml"
    assert (faults[0].line, faults[0].where) == (line, where) or not where
    assert words in faults[0].message
    assert "\n" not in str(faults[0])
    assert len(bank) == 25
    assert bank.roles["ml_engineer"] == BUNDLED["ml_engineer"]


def test_of_two_files_with_one_id_the_first_stays(root: Path) -> None:
    """And the second is named."""
    put(root, "a.yaml", "id: ai_lead\ntasks: {modeling: 5}")
    put(root, "b.yaml", "id: ai_lead\ntasks: {modeling: 7}")
    bank = mli.load_bank(root, strict=False)
    assert [problem.file for problem in bank.problems] == ["graders/roles/b.yaml"]
    assert "stands already in graders/roles/a.yaml" in bank.problems[0].message
    assert bank.roles["ai_lead"].tasks["modeling"].weight == 5
