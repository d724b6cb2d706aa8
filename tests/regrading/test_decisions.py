"""Decisions: read from files with every fault on a line, checked, written back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.regrading import dump_decisions

OPTIONS = [{"id": o, "text": o.upper(), "correct": o == "a"} for o in ("a", "b", "1")]
BANK = mli.Bank(
    {
        item.id: item
        for item in map(
            mli.make_item,
            [
                {"id": "pick", "format": "single_choice", "stem": "?", "options": OPTIONS},
                {"id": "text", "format": "short_answer", "stem": "?", "accept": ["x"]},
                {"id": "sum", "format": "numeric", "stem": "?", "answer": 1},
                {
                    "id": "essay",
                    "format": "free_text",
                    "stem": "?",
                    "rubric": [{"id": "c", "points": 1, "statement": "S.", "evidence": ["thing"]}],
                },
            ],
        )
    }
)


def read(folder: Path, text: str, name: str = "decisions.yaml", **more: Any) -> Any:
    """The file with this text, read against the bank above."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return mli.read_decisions(path, **{"bank": BANK, **more})


def test_a_list_and_what_all_share(tmp_path: Path) -> None:
    """By and date may stand once for all; a response has the item's type."""
    found = read(
        tmp_path,
        """
by: Dr Ito
date: 2026-11-27
decisions:
  - {item: pick, action: accept, response: 1, reason: "Both hold."}
  - {item: text, action: accept, response: 1.10}
  - {item: sum, action: drop, keep_max: true, by: Kim}
""",
    )
    assert found.problems == ()
    assert [(one.response, one.by, str(one.date)) for one in found] == [
        ("1", "Dr Ito", "2026-11-27"),
        ("1.10", "Dr Ito", "2026-11-27"),
        (None, "Kim", "2026-11-27"),
    ]
    assert found[2].keep_max


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.json", '[{"item": "pick", "action": "accept", "response": "b"}]'),
        ("d.json", '{"decisions": [{"item": "pick", "action": "accept", "response": "b"}]}'),
        ("d.jsonl", '{"item": "pick", "action": "accept", "response": "b"}\n'),
        ("d.yaml", "item: pick\naction: accept\nresponse: b\n"),
    ],
)
def test_every_shape(tmp_path: Path, name: str, text: str) -> None:
    """YAML, JSON and JSON Lines hold the same."""
    found = read(tmp_path, text, name)
    assert list(found) == [mli.Decision(item="pick", action="accept", response="b")]


def test_every_fault_is_told_on_its_line(tmp_path: Path) -> None:
    """All of them, with file, line, place and reason; the good decision is read."""
    found = read(
        tmp_path,
        """- {item: pick, action: accept, response: z}
- {item: nobody, action: drop}
- {item: pick, action: delete}
- {item: pick, action: accept}
- {item: pick, action: drop, response: b}
- {item: pick, action: full_credit, keep_max: true}
- {item: essay, action: accept, response: words}
- {item: sum, action: accept, response: many}
- {item: pick, action: drop, why: because}
- {action: drop}
- {item: pick, action: drop, date: today}
- {item: text, action: accept, response: "  "}
- {item: pick, action: drop}
""",
    )
    lines = [str(problem).removeprefix(str(tmp_path)) for problem in found.problems]
    assert [line.split(": ")[0] for line in lines] == [f"/decisions.yaml:{n}" for n in range(1, 13)]
    told = "\n".join(lines)
    for words in (
        "expected one of a, b, 1, found 'z'",
        "no item named 'nobody'",
        "found 'delete'",
        "'accept' needs the 'response'",
        "'response' belongs to 'accept'",
        "'keep_max' belongs to 'drop'",
        "free text has no key to add to",
        "expected a number",
        "unknown field",
        "a decision with 'item' and 'action' expected",
        "a date such as 2026-03-31 expected",
        "not an empty one",
    ):
        assert words in told
    assert all("\n" not in line for line in lines)
    assert list(found) == [mli.Decision(item="pick", action="drop")]


def test_a_file_that_holds_something_else(tmp_path: Path) -> None:
    """A table is refused; doubled keys and lines that are no JSON are problems."""
    with pytest.raises(mli.RecordsError, match="YAML or JSON expected, found CSV"):
        read(tmp_path, "item,action\npick,drop\n", "d.csv")
    found = read(tmp_path, '{"item": "pick", "action": "drop"}\n{"item"\n', "d.jsonl")
    assert (len(found), len(found.problems)) == (1, 1)
    doubled = '[{"item": "pick", "item": "text", "action": "drop"}]'
    assert "stands twice" in str(read(tmp_path, doubled, "d.json").problems[0])
    inner = '[{"item": "pick", "action": "accept", "response": {"a": 1, "a": 2}}]'
    assert "stands twice" in str(read(tmp_path, inner, "d.json").problems[0])
    odd = '[{"item": "pick", "action": "drop", "reason": {"a": 1, "a": 2}}]'
    assert "stands twice" in str(read(tmp_path, odd, "d.json").problems[0])


def test_items_that_are_gone_can_only_be_dropped(tmp_path: Path) -> None:
    """An item of the old bank alone."""
    text = "- {item: old, action: drop}\n- {item: old, action: full_credit}\n"
    found = read(tmp_path, text, others=["old"])
    assert [one.action for one in found] == ["drop"]
    assert len(read(tmp_path, text).problems) == 2
    assert len(read(tmp_path, text, bank=None)) == 2


def test_writing_and_reading_back(tmp_path: Path) -> None:
    """What is written is read again as it was."""
    made = [
        mli.Decision(item="pick", action="accept", response="1", reason="a: b # c", by="Kim"),
        mli.Decision.model_validate({"item": "sum", "action": "drop", "keep_max": True}),
        mli.Decision.model_validate(
            {"item": "text", "action": "accept", "response": "null", "date": "2026-11-27"}
        ),
    ]
    assert list(read(tmp_path, dump_decisions(made))) == made
    assert list(read(tmp_path, dump_decisions([]))) == []


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"action": "drop"}, {"action": "full_credit"}, "drop, full_credit"),
        ({"action": "drop"}, {"action": "accept", "response": "b"}, "accept, drop"),
        ({"action": "drop"}, {"action": "drop", "keep_max": True}, "drop, drop with keep_max"),
    ],
)
def test_contradictions_are_reported(
    one: dict[str, Any], other: dict[str, Any], words: str
) -> None:
    """Two actions for an item are a fault, in either order, in the same words."""
    said = []
    for pair in ([one, other], [other, one]):
        decisions = [{"item": "pick", **each} for each in pair]
        with pytest.raises(mli.DecisionError) as caught:
            mli.regrade(BANK, [], decisions=decisions)
        said.append(str(caught.value))
    assert said == [f"pick: one action expected for an item, found {words}"] * 2


def test_all_faults_at_once() -> None:
    """The error holds a line for each."""
    decisions = [
        {"item": "nobody", "action": "drop"},
        {"item": "essay", "action": "accept", "response": "words"},
    ]
    with pytest.raises(mli.DecisionError) as caught:
        mli.regrade(BANK, [], decisions=decisions)
    assert len(caught.value.faults) == 2
    assert str(caught.value).count("\n") == 1


def test_something_that_is_no_decision() -> None:
    """The message says which and why."""
    with pytest.raises(mli.RecordsError, match=r"decision 1: action: Input should be 'accept'"):
        mli.regrade(BANK, [], decisions=[{"item": "pick", "action": "x"}])
    with pytest.raises(mli.RecordsError, match="decision 1: 'accept' needs"):
        mli.regrade(BANK, [], decisions=[{"item": "pick", "action": "accept"}])
