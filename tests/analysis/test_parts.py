"""Options of rows and blanks: counted row by row, wrong keys found beyond chance."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli

PAIRS = {
    "id": "pairs",
    "format": "matching",
    "stem": "Match.",
    "rows": [
        {"id": "r1", "text": "One", "match": "a"},
        {"id": "r2", "text": "Two", "match": "b"},
        {"id": "r3", "text": "Three", "match": "a"},
    ],
    "options": [{"id": name, "text": name.upper()} for name in "abc"],
}
GAPS = {
    "id": "gaps",
    "format": "cloze",
    "stem": "{{kind}} of {{size}}.",
    "blanks": {
        "kind": {
            "format": "single_choice",
            "options": [
                {"id": "tree", "text": "Tree", "correct": True},
                {"id": "net", "text": "Net", "misconception": "all-are-nets"},
            ],
        },
        "size": {"format": "numeric", "answer": 3},
    },
}
OTHERS = [
    {"id": f"t{n}", "format": "true_false", "stem": f"It holds, {n}.", "answer": True}
    for n in range(6)
]


def bank_of(*sources: dict[str, Any]) -> mli.Bank:
    """These items and six statements."""
    items = [mli.make_item(source) for source in (*sources, *OTHERS)]
    return mli.Bank({item.id: item for item in items})


def test_counts_are_those_of_each_row() -> None:
    """Rows left out count for no option; the key of each row is its own."""
    bank = bank_of(PAIRS)
    given_ = [
        {"r1": "a", "r2": "b", "r3": "a"},
        {"r1": "c", "r2": "b"},
        {"r1": "a", "r2": "c"},
        None,
    ]
    answers = [{"examinee": f"p{n}", "item": "pairs", "response": given_[n % 4]} for n in range(20)]
    answers += [{"examinee": f"p{n}", "item": "t0", "response": n % 2 == 0} for n in range(20)]
    found = mli.analyze(mli.grade_all(bank, answers), bank=bank)
    item = next(item for item in found.items if item.item_id == "pairs")
    assert item.options == ()
    table = {part.id: {o.id: (o.count, o.key) for o in part.options} for part in item.parts}
    assert table == {
        "r1": {"a": (10, True), "b": (0, False), "c": (5, False)},
        "r2": {"a": (0, False), "b": (10, True), "c": (5, False)},
        "r3": {"a": (5, True), "b": (0, False), "c": (0, False)},
    }
    assert "non_functional_distractors" not in item.flags


def test_blanks_in_which_one_option_is_chosen() -> None:
    """Other blanks have no options; misconceptions are named."""
    bank = bank_of(GAPS)
    answers = [
        {"examinee": f"p{n}", "item": "gaps", "response": {"kind": "net", "size": 3}}
        for n in range(6)
    ]
    (item,) = mli.analyze(mli.grade_all(bank, answers), bank=bank).items
    (part,) = item.parts
    assert part.id == "kind"
    assert [(o.id, o.count, o.misconception) for o in part.options] == [
        ("tree", 0, None),
        ("net", 6, "all-are-nets"),
    ]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_correlation_is_with_what_is_left_without_the_item(seed: int) -> None:
    """That of choosing it, 0 or 1, with the other items' points: checked by plain loops."""
    rng = random.Random(seed)
    bank = bank_of(PAIRS)
    picks = [rng.choice(["a", "b", "c"]) for _ in range(15)]
    rest = [[rng.random() < 0.5 for _ in OTHERS] for _ in range(15)]
    answers: list[dict[str, Any]] = []
    for n, (pick, right) in enumerate(zip(picks, rest, strict=True)):
        who = f"p{n}"
        answers.append({"examinee": who, "item": "pairs", "response": {"r1": pick, "r2": "b"}})
        answers += [
            {"examinee": who, "item": f"t{k}", "response": value} for k, value in enumerate(right)
        ]
    found = mli.analyze(mli.grade_all(bank, answers), bank=bank)
    item = next(item for item in found.items if item.item_id == "pairs")
    for option in item.parts[0].options:
        x = [float(pick == option.id) for pick in picks]
        y = [float(sum(values)) for values in rest]
        assert option.discrimination == (
            None if correlation(x, y) is None else pytest.approx(correlation(x, y), abs=1e-9)
        )


def correlation(x: list[float], y: list[float]) -> float | None:
    """Pearson's, by its definition."""
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    sxx, syy = sum((a - mean_x) ** 2 for a in x), sum((b - mean_y) ** 2 for b in y)
    return sxy / (sxx * syy) ** 0.5 if sxx > 0 and syy > 0 else None


def test_a_wrong_key_of_a_row_is_found() -> None:
    """Those who do well elsewhere choose ``c`` where the key says ``a``: the row is named."""
    rng = random.Random(4)
    bank = bank_of(PAIRS)
    answers: list[dict[str, Any]] = []
    for n in range(60):
        who, skill = f"p{n}", n / 60
        r1 = "c" if rng.random() < skill else rng.choice("ab")
        r2 = "b" if rng.random() < skill else rng.choice("ac")
        answers.append(
            {"examinee": who, "item": "pairs", "response": {"r1": r1, "r2": r2, "r3": "a"}}
        )
        answers += [
            {"examinee": who, "item": f"t{k}", "response": rng.random() < skill} for k in range(6)
        ]
    found = mli.analyze(mli.grade_all(bank, answers), bank=bank)
    item = next(item for item in found.items if item.item_id == "pairs")
    assert "miskey" in item.flags
    assert item.miskey is None
    suspects = {part.id: part.miskey for part in item.parts}
    assert suspects["r1"] is not None
    assert (suspects["r1"].option, suspects["r1"].key) == ("c", "a")
    assert (suspects["r2"], suspects["r3"]) == (None, None)
    assert "[r1] is the key right? c" in found.to_text()
