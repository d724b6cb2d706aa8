"""Items written to a bank file and read again are the same items."""

import json
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TRICKY, items, parametrised_sources, sources

import mlinterview as mli
from mlinterview.bank._yaml import parse_yaml


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank's directory; each example writes its one file of items anew."""
    root = tmp_path_factory.mktemp("bank")
    (root / "questions" / "ml_theory").mkdir(parents=True)
    return root


def read_back(folder: Path, text: str) -> mli.Bank:
    (folder / "questions" / "ml_theory" / "items.yaml").write_text(text, encoding="utf-8")
    return mli.load_bank(folder)


@settings(max_examples=examples(300))
@given(item=items())
def test_reading_what_was_written_gives_the_same_item(folder: Path, item: mli.Item) -> None:
    """Every field comes back, whatever its text looks like to YAML."""
    bank = read_back(folder, mli.dump_items([item]))
    (again,) = bank.values()
    assert item == again.placed(item.placement)
    assert item.as_written() == again.as_written()
    assert bank == read_back(folder, mli.dump_items(bank.values()))


@settings(max_examples=examples(200))
@given(source=parametrised_sources(), seed=st.integers(0, 99))
def test_parametrised_items_come_back_with_their_slots(
    folder: Path, source: dict[str, Any], seed: int
) -> None:
    """Slots and expressions are written as such, and every variant stays what it was."""
    item = mli.make_item(source)
    (again,) = read_back(folder, mli.dump_items([item])).values()
    assert item == again.placed(item.placement)
    assert "{=n}" in again.as_written()["stem"]
    assert item.variant(seed) == again.placed(item.placement).variant(seed)
    assert mli.dump_items([item]) == mli.dump_items([item.variant(seed)])


@given(sources())
def test_as_written_is_json_and_makes_the_item(source: dict[str, Any]) -> None:
    """``as_written`` survives JSON, leaves defaults out, and is what ``make_item`` takes."""
    item = mli.make_item(source)
    written = json.loads(json.dumps(item.as_written()))
    assert written == item.as_written()
    assert item == mli.make_item(written)
    assert set(written) == set(source)


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_texts_come_back(folder: Path, text: str) -> None:
    """As a stem, an option, an accepted answer and a key of a mapping."""
    solid = text if text.replace("\u200b", "").strip() else f"x{text}"
    item = mli.make_item(
        {
            "id": "tricky",
            "format": "cloze",
            "title": text,
            "stem": f"{text} {{{{one}}}} {{{{two}}}}",
            "waive": {text: text},
            "blanks": {
                "one": {"format": "short_answer", "accept": [solid], "reject": [{"text": text}]},
                "two": {
                    "format": "single_choice",
                    "options": [
                        {"id": "a", "text": text, "correct": True},
                        {"id": "b", "text": "b"},
                    ],
                },
            },
        }
    )
    bank = read_back(folder, mli.dump_items([item]))
    assert item == bank["tricky"].placed(item.placement)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("010", "010"),
        ("1e-3", "1e-3"),
        ("12:30", "12:30"),
        ("No", "No"),
        ("true", "true"),
        ("TRUE", "TRUE"),
        (".5", ".5"),
        ('"null"', "null"),
        ("'~'", "~"),
    ],
)
@pytest.mark.parametrize("more", ["", "  parameters: {n: [1.10, 2.50]}\n"])
def test_text_fields_take_scalars_as_written(
    folder: Path, written: str, text: str, more: str
) -> None:
    """An unquoted number or boolean keeps its spelling, in parametrised items and on rewriting."""
    bank = read_back(
        folder,
        "- id: plain\n  format: short_answer\n  stem: Which version?\n"
        f"{more}  accept: [{written}]\n  reject: [9.90, {{text: 8.80}}]\n",
    )
    item = bank["plain"]
    assert isinstance(item, mli.Item)
    assert (text,) == item.accept
    again = read_back(folder, mli.dump_items([item]))["plain"]
    assert item == again
    assert (text,) == again.variant(5).accept
    assert [rejected.text for rejected in again.reject] == ["9.90", "8.80"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("1e-3", 0.001), ("0x1F", 31), ("010", 10), ("1.10", 1.1), ("-3", -3), ("0o17", 15)],
)
def test_number_fields_take_the_value(folder: Path, written: str, number: float) -> None:
    """The same scalars are numbers where the schema says so, by YAML 1.2."""
    bank = read_back(
        folder, f"- id: plain\n  format: numeric\n  stem: How many?\n  answer: {written}\n"
    )
    assert number == bank["plain"].answer


def test_bundled_items_come_back(tmp_path: Path) -> None:
    """The whole bundled bank, category by category."""
    bundled = mli.load_bank()
    for category in bundled.taxonomy.ids("category"):
        place = tmp_path / "questions" / category
        place.mkdir(parents=True)
        text = mli.dump_items(bundled.select(category=category, status=STATUSES).values())
        (place / "items.yaml").write_text(text, encoding="utf-8")
    stimuli = [stimulus.model_dump(mode="json") for stimulus in bundled.stimuli.values()]
    (tmp_path / "questions" / "stimuli").mkdir()
    (tmp_path / "questions" / "stimuli" / "all.json.yaml").write_text(
        json.dumps(stimuli), encoding="utf-8"
    )
    again = mli.load_bank(tmp_path)
    assert dict(bundled) == dict(again)


STATUSES = ("draft", "reviewed", "retired")


def test_what_is_written_reads_well() -> None:
    """Long and many-line texts as people write them; no tags, no anchors."""
    item = mli.make_item(
        {
            "id": "readable",
            "format": "true_false",
            "stem": "First line\nsecond: line\n",
            "answer": True,
        }
    )
    text = mli.dump_items([item])
    assert parse_yaml(text).faults == ()
    assert text == (
        '- id: "readable"\n  format: "true_false"\n  stem: |\n    First line\n    second: line\n'
        "  answer: true\n"
    )
