"""Syntax errors in YAML files: one broken entry hides no other."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.bank import _yaml_recovery
from mlinterview.bank._yaml import line_of, parse_yaml, split_entries
from mlinterview.bank._yaml_nodes import MAX_FAULTS

# -- syntax errors -----------------------------------------------------------------------------

GOOD_A, GOOD_C = {"id": "a", "stem": 'A "quoted" text'}, {"id": "c", "stem": '- d\n"\n'}
BEFORE = '# a bank\n- id: a\n  stem: A "quoted" text\n\n'
AFTER = '- id: c\n  stem: |\n    - d\n    "\n'

#: what stands between two good entries (from line 5 on), the fault's line, words of its message
BROKEN = [
    ('- id: b\n  stem: "open\n', 6, "the quoted text that opens here runs into the next entry"),
    ("- id: b\n  stem: 'open\n", 6, "the quotation mark that opens here is not closed"),
    ('- "open\n', 5, "the quoted text that opens here runs into the next entry"),
    ('- stem: "open\n- x: "y"\n', 5, "the quoted text that opens here runs into the next entry"),
    ("- id: b\n  topics: [x, y\n", 6, "the bracket that opens here is not closed"),
    ("- id: b\n  topics: [x,\n", 6, "expected a value here"),
    ("- id: b\n  topics: {x: y\n", 6, "the bracket that opens here is not closed"),
    ("- id: b\n  stem: x: y\n", 6, "a colon and a space in unquoted text"),
    ('- id: b\n  stem: "x" y\n', 6, "expected a key here"),
    ("- id: b\n\tstem: x\n", 6, "a tab indents this line; use spaces"),
    ("- id: b\n  options:\n\t- x\n", 7, "a tab indents this line; use spaces"),
    ("- id: b\n  stem: @x\n", 6, "unquoted text cannot begin with '@'; quote it"),
    ("- id: b\n  stem: `x`\n", 6, "unquoted text cannot begin with '`'; quote it"),
    ("- id: b\n  stem: %x\n", 6, "unquoted text cannot begin with '%'; quote it"),
    ("- id: b\n  stem: **x**\n", 6, "text that begins with * or &"),
    ("- id: b\n  stem: !x!y z\n", 6, "text that begins with ! is read as a tag"),
    ('- id: b\n  stem: "$\\sigma$"\n', 6, "unknown escape in double quotes"),
    ("- id: b\n  stem: x\n y: z\n", 7, ""),
    ("stray\n", 5, "text where a key is expected"),
    ("stray: x\n", 5, "expected the '- ' of the next entry here"),
    (" - id: b\n", 5, "expected the '- ' of the next entry here"),
    ("...\nstray\n", 6, "text after the end of the document"),
    ("---\n    - x: y: z\n", 5, "a second document begins here"),
    ("#\u2028\n- \u2028: : \n", 6, ""),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "line", "words"), BROKEN)
def test_broken_entry_hides_no_other(broken: str, line: int, words: str) -> None:
    """A syntax error is told with its line, and the entries before and after it are read."""
    document = parse_yaml(BEFORE + broken + AFTER)
    assert isinstance(document.value, list)
    entries = [
        entry for entry in split_entries(document) if entry.sound and entry.value != {"x": "y"}
    ]

    assert line == document.faults[0].line
    assert words in document.faults[0].message
    assert [entry.value for entry in entries] == [GOOD_A, GOOD_C]
    assert line_of(entries[0].node, ("id",)) == 2
    assert 5 + broken.count("\n") == line_of(entries[-1].node, ())


@pytest.mark.parametrize(("broken", "line", "words"), BROKEN)
def test_broken_entries_at_both_ends(broken: str, line: int, words: str) -> None:
    """The first and the last entry may be the broken ones."""
    document = parse_yaml(f"- id: 1\n{broken}- id: 2\n{broken}")
    assert isinstance(document.value, list)

    assert {"id": "2"} in document.value
    assert {line - 3} <= {fault.line for fault in document.faults}
    assert max(fault.line for fault in document.faults) > 1 + broken.count("\n")


@pytest.mark.parametrize(("broken", "line", "_words"), BROKEN)
def test_broken_entries_without_libyaml(
    broken: str, line: int, _words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML was built without libyaml the words may differ, not what is read, nor lines."""
    monkeypatch.setattr(_yaml_recovery, "_Loader", yaml.SafeLoader)
    document = parse_yaml(BEFORE + broken + AFTER)
    values = [entry.value for entry in split_entries(document) if entry.sound]

    assert line == document.faults[0].line
    assert GOOD_A in values
    assert GOOD_C in values


def test_many_broken_entries() -> None:
    """Good and bad entries in turn: every good one is there, every bad one is told."""
    text = "".join(f"- id: good-{i}\n- id: bad: {i}\n" for i in range(60))
    document = parse_yaml(text)

    assert [{"id": f"good-{i}"} for i in range(60)] == document.value
    assert list(range(2, 122, 2)) == [fault.line for fault in document.faults]


def test_broken_end_of_a_mapping() -> None:
    """What is missed at the end of the text is told of its last line."""
    assert [fault.line for fault in parse_yaml("a: [b,\n\n").faults] == [1]


@pytest.mark.parametrize("text", ["%YAML 1." + "9" * 5_000 + "\n--- a", '- "\\UFFFFFFFF"'])
def test_absurd_numbers_without_libyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser trips over some numbers; that is a fault like others."""
    monkeypatch.setattr(_yaml_recovery, "_Loader", yaml.SafeLoader)

    assert [fault.line for fault in parse_yaml(text).faults] == [1]


def test_recovery_minds_indented_lists() -> None:
    """Dashes mark entries at the column of the file's first dash, whichever that is."""
    document = parse_yaml("  - a: x: y\n  - b: |\n      - c\n    d:\n    - e\n")

    assert document.value == [{"b": "- c\n", "d": ["e"]}]
    assert [fault.line for fault in document.faults] == [1]


@pytest.mark.parametrize(
    "text", ['- a\n- "b" c\n- d\n', "- a\n- [b] c\n- d\n", "- a\n- |9\n  b\n- d\n"]
)
def test_text_behind_an_entry_is_its_fault(text: str) -> None:
    """What follows a finished entry in its place makes that entry unsound, not the next one."""
    entries = split_entries(parse_yaml(text))

    assert [entry.sound for entry in entries] == [True, False, True]


def test_faults_in_an_entry_are_told_once() -> None:
    """An entry that is looked at twice, since stray text follows it, has its faults once."""
    document = parse_yaml("- a: 1\n  a: 2\nstray\n- b\n")

    assert [fault.line for fault in document.faults] == [2, 3]
    assert document.value == [{"a": "1"}, "b"]
    assert {0} == document.faulty


def test_faults_know_their_entry() -> None:
    """A fault names the entry it stands in, by the index that `split_entries` gives it."""
    document = parse_yaml("- a: 1\n- b: x: y\n- c: !t 1\n  c: 2\n- d\n")

    assert [(fault.line, fault.entry) for fault in document.faults] == [(2, None), (3, 1), (4, 1)]
    assert [entry.sound for entry in split_entries(document)] == [True, False, True]


def test_broken_mapping_has_no_value() -> None:
    """A file that is a mapping is read as a whole or not at all."""
    document = parse_yaml('a: 1\nb: "x\nc:\n- d\n- e\n')

    assert [fault.line for fault in document.faults] == [2]
    assert document.value is None
    assert split_entries(document) == []


def test_several_documents() -> None:
    """One file is one document; entries behind a marker are read all the same."""
    document = parse_yaml("---\n- a\n---\n- b\n---\n- c\n")

    assert [fault.line for fault in document.faults] == [3]
    assert "a second document begins here" in document.faults[0].message
    assert document.value == ["a", "b", "c"]
    assert [fault.line for fault in parse_yaml("a: 1\n---\nb: 2\n").faults] == [2]
    assert parse_yaml("---\na: 1\n...\n").faults == ()


def test_time_is_bounded_in_broken_entries() -> None:
    """After a thousand unreadable entries the reader stops, and says where."""
    document = parse_yaml("- a: b: c\n" * 5_000)

    assert document.value == []
    assert len(document.faults) == MAX_FAULTS + 1
    assert document.faults[-1].message == "901 more faults in this file are not listed"


def test_number_of_faults_is_bounded() -> None:
    """A hundred faults are listed and the others counted; no unsound entry passes as sound."""
    document = parse_yaml("- {a: 1, a: 2}\n" * 150)

    assert [*range(1, 101), 0] == [fault.line for fault in document.faults]
    assert document.faults[-1].message == "50 more faults in this file are not listed"
    assert not any(entry.sound for entry in split_entries(document))


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.sampled_from(BROKEN[:11]))
@settings(deadline=None)
def test_good_entries_survive_any_mixture(
    pattern: list[bool], broken: tuple[str, int, str]
) -> None:
    """However good and broken entries stand among each other, each good one is read."""
    good = '- id: "good"\n  stem: |\n    "\n    - x\n'
    text = "".join(good if is_good else broken[0] for is_good in pattern)
    document = parse_yaml(text)
    assert isinstance(document.value, list)

    assert sum(pattern) == document.value.count({"id": "good", "stem": '"\n- x\n'})
    assert all(pattern) == (not document.faults)
