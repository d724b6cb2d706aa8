"""Coverage: every known value is counted, and what is empty is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.lint.coverage import Coverage, coverage

ITEMS = """\
- {id: one, format: true_false, stem: It falls., answer: true, topics: [t-loss], difficulty: 2,
   bloom: apply}
- {id: two, format: true_false, stem: It rises., answer: true, topics: [t-loss, t-rows]}
- {id: old, format: true_false, stem: It fell., answer: true, topics: [t-rows], status: retired}
"""
TAXONOMY = """\
categories: [theory, practice]
areas: [maths, rows]
tasks:
  - {id: fit, title: Fitting a model, subtasks: [train, tune]}
  - {id: ship, title: Shipping, subtasks: [serve]}
skills: [algebra]
roles: [analyst]
topics:
  - {id: t-loss, title: Losses, area: maths, subtasks: [train], skills: [algebra], roles: [analyst]}
  - {id: t-rows, title: Rows, area: rows, subtasks: [train, serve]}
  - {id: t-none, title: Nothing, area: rows, subtasks: [tune]}
"""


@pytest.fixture
def found(tmp_path: Path) -> Coverage:
    folder = tmp_path / "questions" / "theory"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(ITEMS, encoding="utf-8")
    (tmp_path / "questions" / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    return coverage(load_bank(tmp_path))


def test_counts(found: Coverage) -> None:
    """An item counts once for each of its values; retired items do not count."""
    assert found.items == 2
    assert (found.by["category"]["theory"], found.by["category"]["practice"]) == (2, 0)
    assert (found.by["area"]["maths"], found.by["area"]["rows"]) == (2, 1)
    assert (found.by["task"]["fit"], found.by["task"]["ship"]) == (2, 1)
    assert {"train": 2, "tune": 0, "serve": 1}.items() <= found.by["subtask"].items()
    assert {"t-loss": 2, "t-rows": 1, "t-none": 0}.items() <= found.by["topic"].items()
    assert (found.by["role"]["analyst"], found.by["skill"]["algebra"]) == (2, 2)
    assert found.by["difficulty"] == {"1": 0, "2": 1, "3": 0, "4": 0}
    assert (found.by["bloom"]["apply"], found.by["bloom"]["create"]) == (1, 0)
    assert (found.by["format"]["true_false"], found.by["format"]["cloze"]) == (2, 0)
    assert {"fit": 2, "ship": 1}.items() <= found.table["theory"].items()


def test_empty_cells_are_named(found: Coverage) -> None:
    """Each zero is named, and nothing else is."""
    assert "category practice x task ship" in found.empty
    assert {"category practice", "topic t-none", "subtask tune", "difficulty 4"} <= set(found.empty)
    assert not {"topic t-loss", "category theory x task fit", "task ship"} & set(found.empty)
    zeros = sum(not count for counts in found.by.values() for count in counts.values())
    cells = sum(not count for row in found.table.values() for count in row.values())
    assert zeros + cells == len(found.empty)


def test_json(found: Coverage) -> None:
    """The document has the keys of the contract, and every known value."""
    document = json.loads(json.dumps(found.as_json()))
    kinds = {"category", "area", "task", "subtask", "topic", "role", "format", "difficulty"}
    assert kinds | {"bloom"} <= set(document["by"])
    assert document["items"] == 2
    assert document["empty"] == list(found.empty)


def test_of_the_bundled_bank() -> None:
    """Every entry of the taxonomy is there, and the counts of a format add up to the items."""
    bank = load_bank()
    found = coverage(bank)
    for kind in ("category", "area", "task", "subtask", "topic", "role", "skill"):
        assert list(bank.taxonomy.ids(kind)) == list(found.by[kind])
    assert found.items == sum(found.by["format"].values()) == sum(found.by["category"].values())


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_text_keeps_the_width(width: int, found: Coverage) -> None:
    """No line is longer than the width, of which forty characters are the least."""
    for shown in (found, coverage(load_bank())):
        text = shown.to_text(width)
        assert max(map(len, text.splitlines())) <= max(40, width)
        assert "Empty (" in text


def test_an_empty_bank() -> None:
    """A bank without items or taxonomy has a coverage too."""
    found = coverage(Bank({}))
    assert found.items == 0
    assert "0 items" in found.to_text()
    assert "format cloze" in found.empty
