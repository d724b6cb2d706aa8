"""The JSON Schemas that editors use: they take what the loader takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from strategies import parametrised_sources, sources

import mlinterview as mli
from mlinterview._plain import resolve_tree
from mlinterview._resources import bundled_root
from mlinterview.bank._yaml import parse_yaml, read_yaml
from mlinterview.bank.scaffold import FORMATS, item_scaffold
from mlinterview.bank.schema import (
    blueprint_json_schema,
    form_json_schema,
    role_json_schema,
    scheme_json_schema,
)

ROOT = bundled_root()
ITEM_FILES = [
    path
    for category in mli.load_bank().taxonomy.ids("category")
    for path in sorted((ROOT / "questions" / category).rglob("*.yaml"))
]
SCHEMAS = {
    "item": mli.item_json_schema(),
    "file": mli.item_json_schema(file=True),
    "form": form_json_schema(),
    "blueprint": blueprint_json_schema(),
    "scheme": scheme_json_schema(),
    "role": role_json_schema(),
}


def value_of(path: Path) -> Any:
    """What a file holds, as JSON has it."""
    return resolve_tree(read_yaml(path).value)


def faults(kind: str, value: Any) -> list[str]:
    """What the schema says against a value."""
    return [error.message for error in Draft202012Validator(SCHEMAS[kind]).iter_errors(value)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_are_schemas(kind: str) -> None:
    """Draft 2020-12, JSON-ready, and every reference in them leads somewhere."""
    Draft202012Validator.check_schema(SCHEMAS[kind])
    text = json.dumps(SCHEMAS[kind])
    assert SCHEMAS[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name in set(text.split('"#/$defs/')[1:]):
        assert name.split('"')[0] in SCHEMAS[kind]["$defs"]
    for word in ('"ge":', '"gt":', '"le":', '"lt":'):
        assert word not in text


@pytest.mark.parametrize("path", ITEM_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_bundled_files_are_valid(path: Path) -> None:
    """Nothing in the bundled bank is underlined in an editor."""
    assert faults("file", value_of(path)) == []


def test_bundled_forms_and_schemes_are_valid() -> None:
    """The same for what lies beside the items."""
    for path in (ROOT / "questions" / "exams").glob("*.form.yaml"):
        assert faults("form", value_of(path)) == []
    for path in (ROOT / "questions" / "exams").glob("*.blueprint.yaml"):
        assert faults("blueprint", value_of(path)) == []
    for path in (ROOT / "graders" / "schemes").glob("*.yaml"):
        assert faults("scheme", value_of(path)) == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_scaffolds_are_valid(format_name: str) -> None:
    """What ``new`` writes."""
    assert faults("file", resolve_tree(parse_yaml(item_scaffold(format_name)).value)) == []


@settings(max_examples=examples(150))
@given(sources())
def test_what_loads_is_valid(source: dict[str, Any]) -> None:
    """Every item that can be made, in short form or as it is written back."""
    assert faults("item", source) == []
    assert faults("item", mli.make_item(source).as_written()) == []


@settings(max_examples=50)
@given(parametrised_sources())
def test_parametrised_items_are_valid(source: dict[str, Any]) -> None:
    """Expressions stand where numbers are expected."""
    assert faults("item", source) == []


GOOD: dict[str, Any] = {"id": "a", "format": "true_false", "stem": "So?", "answer": True}


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "A"},
        {"id": None},
        {"stem": ["So?"]},
        {"format": "true_fals"},
        {"answer": "true"},
        {"answer": None},
        {"points": 0},
        {"points": "2"},
        {"difficulty": 5},
        {"version": 0},
        {"bloom": "guess"},
        {"topics": "one"},
        {"explanaton": "x"},
        {"review_by": 5},
        {"options": []},
        {"parameters": {"n": {"choices": [1], "steps": 1}}},
        {"references": ["a book"]},
    ],
    ids=lambda fields: json.dumps(fields),
)
def test_what_does_not_load_is_marked(fields: dict[str, Any]) -> None:
    """The mistakes that an editor can see at once, the loader's own."""
    source = {**GOOD, **fields}
    assert faults("item", GOOD) == []
    assert faults("item", source)
    with pytest.raises(ValueError, match=r".+"):
        mli.make_item(source)
