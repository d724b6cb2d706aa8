"""Laws of loading: whatever an entry holds, it loads or is told of, and its neighbours load."""

import json
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import json_values, parametrised_sources, sources

import mlinterview as mli

FIRST = {"id": "zzz-first", "format": "true_false", "stem": "So?", "answer": True}
LAST = {"id": "zzz-last", "format": "numeric", "stem": "How many?", "answer": 2}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank's directory; each example writes its one file of items anew."""
    root = tmp_path_factory.mktemp("bank")
    (root / "questions" / "ml_theory").mkdir(parents=True)
    return root


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in nested lists and mappings."""
    found = [path] if path else []
    pairs: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        pairs = enumerate(value)
    for key, entry in pairs:
        found += places(entry, (*path, key))
    return found


def mutated(source: Any, data: st.DataObject) -> Any:
    """The source with something put in, taken out, doubled or renamed at some place."""
    changed = json.loads(json.dumps(source))
    *path, last = data.draw(st.sampled_from(places(changed)))
    parent = changed
    for step in path:
        parent = parent[step]
    what = data.draw(st.sampled_from(("replace", "remove", "double", "rename", "expression")))
    if what == "replace":
        parent[last] = data.draw(json_values)
    elif what == "remove":
        del parent[last]
    elif what == "double" and isinstance(parent, list):
        parent.append(parent[last])
    elif what == "expression":
        parent[last] = data.draw(st.sampled_from(("=n", "=n/0", "={", "{=n}", "{=", "=9**9**9")))
    elif isinstance(parent, dict):
        parent[data.draw(st.sampled_from(("id", "format", "text", "weight", "x", "")))] = (
            parent.pop(last)
        )
    return changed


def check(folder: Path, entry: Any) -> None:
    """The neighbours load, and what is wrong with the entry is said on single lines."""
    # JSON is YAML; halves of surrogate pairs are in no file
    lines = [f"- {json.dumps(value, ensure_ascii=False)}\n" for value in (FIRST, entry, LAST)]
    path = folder / "questions" / "ml_theory" / "items.yaml"
    path.write_text("".join(lines), encoding="utf-8", errors="replace")
    bank = mli.load_bank(folder, strict=False)
    assert {FIRST["id"], LAST["id"]} <= set(bank)
    assert len(bank) == 3 or bank.problems
    for problem in bank.problems:
        assert "\n" not in str(problem)
        assert len(problem.message) < 1_500
        assert problem.file == "questions/ml_theory/items.yaml"
        assert problem.line > 0
    for item in bank.values():
        mli.present(item)
        assert mli.make_item(item.as_written()).as_written() == item.as_written()


@settings(max_examples=examples(250))
@given(data=st.data(), source=st.one_of(sources(), parametrised_sources()))
def test_no_entry_spoils_the_others(
    folder: Path, data: st.DataObject, source: dict[str, Any]
) -> None:
    """One thing in a good item is changed to anything at all."""
    check(folder, mutated(source, data))


@settings(max_examples=examples(100))
@given(entry=json_values)
def test_no_value_spoils_the_others(folder: Path, entry: Any) -> None:
    """Anything at all where an item belongs."""
    check(folder, entry)
