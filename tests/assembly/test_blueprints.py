"""Blueprints as files: every fault on a line, with what was found and what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from assembly.tiny import CATEGORIES, items
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.assembly.scaffold import blueprint_scaffold
from mlinterview.model.blueprint import Blueprint, Selection

BANK = mli.load_bank()


def faults(tmp_path: Path, text: str, bank: mli.Bank | None = BANK) -> list[str]:
    """What loading says, line by line, without the file's folder."""
    path = tmp_path / "b.blueprint.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mli.BlueprintError) as caught:
        mli.load_blueprint(path, bank)
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("items: ten\n", "1: items", "a mapping of fields expected"),
        ("items: -1\n", "1: items", "a number from 0 to 1e+06 expected, found -1"),
        ("items: {min: 3, max: 2}\n", "1: items", "'min' is above 'max': 3 > 2"),
        ("items: {}\n", "1: items", "a number, 'min' or 'max' expected"),
        ("items: 2.5\n", "1: items", "a whole number expected, found 2.5"),
        ("title: x\n", "", "a demand expected: 'items', 'points', 'minutes', 'cells', ..."),
        ("items: 1\nitmes: 2\n", "2: itmes", "unknown field 'itmes'; did you mean 'items'?"),
        ("cells:\n  - {min: 2}\n", "2: cells[0]", "a condition expected"),
        ("cells:\n  - {category: ml_theory}\n", "2: cells[0]", "a demand expected: 'min'"),
        ("cells: [{category: ml_teory, min: 1}]\n", "1: cells[0].category", "mean ml_theory"),
        ("cells: [{format: essay, min: 1}]\n", "1: cells[0].format", "no format named 'essay'"),
        ("cells: [{difficulty: 5, min: 1}]\n", "1: cells[0].difficulty", "from 1 to 4"),
        ("cells: [{difficulty: 3-2, min: 1}]\n", "1: cells[0].difficulty", "levels that rise"),
        ("cells: [{bloom: guess, min: 1}]\n", "1: cells[0].bloom", "'remember', 'understand'"),
        ("items: 1\ninclude: [loss-for-taks]\n", "2: include[0]", "did you mean loss-for-task"),
        ("items: 1\nexclude: [nope-at-all]\n", "2: exclude[0]", "no item named 'nope-at-all'"),
        ("enemies: [[loss-for-task, nope-at-all]]\nitems: 1\n", "1: enemies[0][1]", "no item"),
        ("items: 1\nenemies: [[a-b, a-b]]\n", "", "two items or more expected in each group"),
        ("items: 1\nnot_in: [nope]\n", "2: not_in[0]", "no form named 'nope'"),
        ("items: 1\nscheme: nope\n", "2: scheme", "no scheme named 'nope'"),
        ("items: 1\nforms: 101\n", "", "at most 100 forms expected, found 101"),
        ("items: 1\nforms: 0\n", "2: forms", "a whole number of 1 or more expected"),
        ("items: 1\nshuffle: maybe\n", "2: shuffle", "a mapping of fields expected"),
        ("items: 1\ntolerance: {information: 1}\n", "", "needs 'information' with an ability"),
        ("items: 1\ninformation: {min: 2, max: 1}\n", "2: information", "'min' is above 'max'"),
        ("items: 1\nwhere: {role: boss}\n", "2: where.role", "no role named 'boss'"),
        ("sections: [{where: {area: x}}]\n", "1: sections[0].where.area", "no area named 'x'"),
        ("include: [a-b]\nexclude: [a-b]\n", "", "'a-b' stands in 'include' and in 'exclude'"),
    ],
)  # fmt: skip
def test_each_fault_has_its_line_and_place(
    text: str, where: str, message: str, tmp_path: Path
) -> None:
    """File, line, place and reason, on one line each."""
    found = faults(tmp_path, text)
    assert len(found) == 1
    head = f"b.blueprint.yaml:{where}" if where else "b.blueprint.yaml"
    assert found[0].startswith(head)
    assert message in found[0]
    assert "\n" not in found[0]


def test_all_faults_are_told(tmp_path: Path) -> None:
    """Not the first three."""
    text = "items: x\npoints: y\nminutes: z\nseed: w\nforms: v\n"
    assert [line.split(":")[1] for line in faults(tmp_path, text)] == list("12345")


def test_names_are_looked_at_only_with_a_bank(tmp_path: Path) -> None:
    """Without one the shape alone is checked."""
    path = tmp_path / "b.blueprint.yaml"
    path.write_text("cells: [{category: mine, min: 1}]\n", encoding="utf-8")
    assert mli.load_blueprint(path).id == "b"
    with pytest.raises(mli.BlueprintError, match="no category named 'mine'"):
        mli.assemble(BANK, path)


def test_json_is_a_blueprint_too(tmp_path: Path) -> None:
    """YAML holds JSON."""
    path = tmp_path / "b.blueprint.json"
    path.write_text(json.dumps({"items": 3, "seed": 5}), encoding="utf-8")
    assert mli.load_blueprint(path, BANK).seed == 5


def test_a_mapping_with_faults() -> None:
    """The same words as for a file."""
    with pytest.raises(mli.BlueprintError, match="items"):
        mli.assemble(BANK, {"items": "x"})
    with pytest.raises(mli.BlueprintError, match="no topic named 'x'"):
        mli.assemble(BANK, {"cells": [{"topic": "x", "min": 1}]})


def test_the_scaffold_loads_and_can_be_assembled(tmp_path: Path) -> None:
    """What ``exam new`` writes is met by the bundled bank."""
    path = tmp_path / "mine.blueprint.yaml"
    path.write_text(blueprint_scaffold("mine"), encoding="utf-8")
    made = mli.assemble(BANK, mli.load_blueprint(path, BANK))
    assert [form.id for form in made.forms] == ["mine-1", "mine-2"]


def test_a_bank_knows_its_blueprints(tmp_path: Path) -> None:
    """Those under ``questions/exams`` load with it, from its cache too; faults are its own."""
    exams = tmp_path / "questions" / "exams"
    exams.mkdir(parents=True)
    theory = tmp_path / "questions" / "ml_theory"
    theory.mkdir()
    theory.joinpath("items.yaml").write_text(
        "".join(
            f"- {{id: item-{n}, format: true_false, stem: Is it so?, answer: true}}\n"
            for n in range(25)
        ),
        encoding="utf-8",
    )
    (exams / "old.form.yaml").write_text("sections: [{items: [item-1]}]\n", encoding="utf-8")
    beside = exams / "older.yaml"
    beside.write_text("sections: [{items: [item-2]}]\n", encoding="utf-8")
    quiz = exams / "quiz.blueprint.yaml"
    quiz.write_text("items: 23\nnot_in: [old, older.yaml]\n", encoding="utf-8")
    for _ in range(2):  # from YAML, then from the cache
        bank = mli.load_bank(tmp_path)
        made = mli.assemble(bank, "quiz")
        ids = {entry.id for entry in made.forms[0].entries()}
        assert ids == set(bank) - {"item-1", "item-2"}
    (exams / "bad.blueprint.yaml").write_text("items: 3\ninclude: [item-99]\n", encoding="utf-8")
    (exams / "twice.blueprint.yaml").write_text("id: quiz\nitems: 3\n", encoding="utf-8")
    found = [str(problem) for problem in mli.load_bank(tmp_path, strict=False).problems]
    assert [line.split(": E01 ")[0] for line in found] == [
        "questions/exams/bad.blueprint.yaml:2: include[0]",
        "questions/exams/twice.blueprint.yaml: id",
    ]


selections = st.fixed_dictionaries(
    {},
    optional={
        "category": st.lists(st.sampled_from(CATEGORIES), max_size=2),
        "difficulty": st.lists(st.integers(1, 4), max_size=3),
        "pool": st.sampled_from(["exam", "both", "practice"]),
        "format": st.sampled_from(["true_false", "numeric"]),
    },
)


@settings(max_examples=60)
@given(items(), selections)
def test_selections_by_index_are_those_item_by_item(
    drawn: list[mli.Item], raw: dict[str, Any]
) -> None:
    """The quick way to the items of a cell finds the same ones."""
    from mlinterview.assembly._index import Index

    which = Selection.model_validate(raw)
    expected = {at for at, each in enumerate(drawn) if which.takes(each)}
    assert Index(drawn).matching(which) == expected


def test_short_forms() -> None:
    """A number is both bounds; one value is a list of it; ``2-4`` is a range of levels."""
    short = Blueprint.model_validate(
        {
            "id": "t",
            "items": 4,
            "cells": [{"category": "a", "difficulty": "2-4", "min": 1}],
            "shuffle": True,
            "information": {"ability": 1, "min": 1},
        }
    )
    long = Blueprint.model_validate(
        {
            "id": "t",
            "items": {"min": 4, "max": 4},
            "cells": [{"category": ["a"], "difficulty": [2, 3, 4], "min": 1}],
            "shuffle": {"items": True, "options": True},
            "information": [{"ability": 1, "min": 1}],
        }
    )
    assert short == long
