"""Which items are asked: a draw that a seed repeats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, RecordsError, grade_all, make_item, write_scores
from mlinterview.practice import missed_items, pick_items

BUNDLED = mli.load_bank(strict=False)


def _ids(bank: Bank, **options: Any) -> list[str]:
    return [item.id for item in pick_items(bank, **options)]


def _bank(*sources: dict[str, Any]) -> Bank:
    made = [
        make_item({"format": "true_false", "stem": "So?", "answer": True, **source})
        for source in sources
    ]
    return Bank({item.id: item for item in made})


@given(st.integers(), st.integers(1, 30))
def test_a_seed_repeats_the_draw(seed: int, count: int) -> None:
    """The same seed gives the same items, each once; a smaller count is the beginning."""
    drawn = _ids(BUNDLED, seed=seed, count=count)
    assert drawn == _ids(BUNDLED, seed=seed, count=count)
    assert len(set(drawn)) == len(drawn) == count
    assert drawn[: count // 2] == _ids(BUNDLED, seed=seed, count=max(1, count // 2))[: count // 2]


def test_seeds_draw_every_item_alike() -> None:
    """Over many seeds each of ten items comes first about as often as any other."""
    bank = _bank(*({"id": f"item-{n}"} for n in range(10)))
    first = [_ids(bank, seed=seed, count=1)[0] for seed in range(2000)]
    assert all(150 < first.count(name) < 250 for name in bank)


def test_a_new_item_leaves_the_others_in_order() -> None:
    """An item added to the bank does not shuffle the rest."""
    sources = [{"id": f"item-{n}"} for n in range(8)]
    before = _ids(_bank(*sources), seed=4)
    after = _ids(_bank(*sources, {"id": "new"}), seed=4)
    assert before == [name for name in after if name != "new"]


def test_enemies_and_families_come_last() -> None:
    """Items that give each other away are drawn together only when nothing else is left."""
    bank = _bank(
        {"id": "a", "family": "f"},
        {"id": "b", "family": "f"},
        {"id": "c", "enemies": ["d"]},
        {"id": "d"},
    )
    for seed in range(20):
        first, second, *_ = drawn = _ids(bank, seed=seed)
        assert sorted(drawn) == ["a", "b", "c", "d"]
        assert {first, second} not in ({"a", "b"}, {"c", "d"})


def test_counts_and_minutes() -> None:
    """Ten by default; minutes give as many as fit, at least one; a count is not cut by minutes."""
    bank = _bank(*({"id": f"item-{n}", "minutes": 3} for n in range(30)))
    assert len(_ids(bank)) == 10
    assert len(_ids(bank, minutes=10)) == 3
    assert len(_ids(bank, minutes=1)) == 1
    assert len(_ids(bank, minutes=1, count=4)) == 4
    assert len(_ids(bank, count=99)) == 30


def test_items_for_exams_stay_out() -> None:
    """Practice takes neither what is kept for exams nor what is retired."""
    bank = _bank({"id": "kept", "pool": "exam"}, {"id": "old", "status": "retired"}, {"id": "open"})
    assert _ids(bank) == ["open"]


ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"formats": "cloze", "difficulty": (4, 4)}, "no item fits format cloze and difficulty 4-4"),
    (
        {"formats": ["cloze", "ordering"], "difficulty": 4},
        "format cloze or ordering and difficulty 4",
    ),
    ({"category": "ml_thoery"}, "did you mean ml_theory"),
    ({"difficulty": 7}, "levels from 1 to 4"),
    ({"count": 0}, "a count of 1 or more expected, found 0"),
    ({"minutes": 0}, "minutes above 0 expected"),
]


@pytest.mark.parametrize(("options", "message"), ERRORS)
def test_errors_say_what_was_asked_for(bank: Bank, options: dict[str, Any], message: str) -> None:
    """What fits nothing, or cannot be, is said in one line."""
    with pytest.raises(ValueError, match=message):
        pick_items(bank, **options)


ANSWERS = [
    {"item": "a-word", "response": "bias"},
    {"item": "so-or-not", "response": False},
    {"item": "a-number", "response": "seven"},
    {"item": "one-of-three", "response": None},
    {"item": "two-of-four", "response": ["first"], "attempt": 1},
    {"item": "two-of-four", "response": ["first", "third"], "attempt": 2},
    {"item": "gone", "response": True},
]
MISSED = ["so-or-not", "a-number", "one-of-three"]


@pytest.mark.parametrize("kind", ["answers", "scores", "table"])
def test_missed_items_are_found(bank: Bank, kind: str, tmp_path: Path) -> None:
    """From answers in any shape, or scores: wrong, unread and unanswered in the last attempt."""
    path = tmp_path / ("file.csv" if kind == "table" else "file.jsonl")
    if kind == "answers":
        path.write_text("".join(json.dumps(one) + "\n" for one in ANSWERS), encoding="utf-8")
    elif kind == "scores":
        write_scores(path, grade_all(bank, ANSWERS))
    else:
        path.write_text(
            "item,response\na-word,bias\nso-or-not,f\na-number,7\none-of-three,\n", encoding="utf-8"
        )
    assert sorted(missed_items(path, bank)) == sorted(MISSED)
    assert sorted(_ids(bank, missed=path)) == sorted(MISSED)


def test_nothing_missed_is_said(bank: Bank, tmp_path: Path) -> None:
    """A file where all is right, or whose misses do not fit, is an error that says so."""
    path = tmp_path / "answers.jsonl"
    path.write_text('{"item": "a-word", "response": "bias"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="every item in it is fully right"):
        pick_items(bank, missed=path)
    path.write_text('{"item": "a-word", "response": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="none of the 1 items missed there fits"):
        pick_items(bank, missed=path, formats="cloze")


@pytest.mark.parametrize("content", ["", "nonsense\n", '{"a": 1}\n'])
def test_a_file_of_something_else_is_refused(bank: Bank, content: str, tmp_path: Path) -> None:
    """A file that holds neither answers nor scores is an error that names it."""
    path = tmp_path / "other.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"other\.jsonl"):
        missed_items(path, bank)
