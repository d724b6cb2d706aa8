"""What YAML files of a bank mean: scalars, keys, comments, and the lines of places."""

from __future__ import annotations

import copy
import math
import pickle
from typing import Any

import pytest

from mlinterview.bank._yaml import Document, Plain, line_of, parse_yaml, split_entries


def told(document: Document) -> list[tuple[int, str, str]]:
    """Faults as (line, where, message)."""
    return [(fault.line, fault.where, fault.message) for fault in document.faults]


def assert_one_fault(document: Document, line: int, where: str, words: str) -> None:
    """Exactly one fault, at that place, whose message has these words."""
    [(found_line, found_where, message)] = told(document)

    assert (line, where) == (found_line, found_where)
    assert words in message


# -- scalars -----------------------------------------------------------------------------------

RESOLVED = [
    ("true", True), ("True", True), ("TRUE", True),
    ("false", False), ("False", False), ("FALSE", False),
    ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-12", -12), ("010", 10), ("007", 7),
    ("0o17", 15), ("0x1F", 31), ("0xff", 255),
    ("1.10", 1.1), ("1.", 1.0), (".5", 0.5), ("-.5", -0.5), ("1e-3", 0.001), ("1E3", 1000.0),
    ("2.5e+1", 25.0), (".inf", math.inf), ("-.INF", -math.inf), ("+.Inf", math.inf),
    ("9" * 400, int("9" * 400)), ("1e999999999", math.inf),
]  # fmt: skip
TEXT = [
    "No", "no", "NO", "yes", "Yes", "on", "off", "y", "n", "tRue", "nULL",
    "12:30", "1:30:00", "2026-11-21", "2026-11-21T10:00:00Z",
    "1_000", "0b101", "0o8", "0xG", "-0x1F", "+0o7", "1e", "e3", ".", "+", "1.2.3", "1,000",
    ".e3", "+.nan", "inf", "NaN", "=", "1 2", "25%", "1/4", "9" * 401, "0." + "1" * 400,
]  # fmt: skip


@pytest.mark.parametrize(("source", "value"), RESOLVED)
def test_plain_scalars_keep_source_and_value(source: str, value: object) -> None:
    """A boolean or number of YAML 1.2 core is its source text, with the value beside it."""
    document = parse_yaml(f"a: {source}")
    assert isinstance(document.value, dict)
    scalar = document.value["a"]

    assert source == scalar
    assert type(scalar) is Plain
    assert value == scalar.value
    assert type(value) is type(scalar.value)


def test_nan_is_a_number() -> None:
    """The one value that does not equal itself is read like the others."""
    scalar: Any = parse_yaml(".nan").value

    assert scalar == ".nan"
    assert math.isnan(scalar.value)


@pytest.mark.parametrize("source", TEXT)
def test_other_plain_scalars_are_text(source: str) -> None:
    """What only YAML 1.1 takes for a boolean, number or date is text; so are endless numbers."""
    document = parse_yaml(f"a: {source}")

    assert {"a": source} == document.value
    assert document.faults == ()
    assert isinstance(document.value, dict)
    assert type(document.value["a"]) is str


@pytest.mark.parametrize("source", ["null", "Null", "NULL", "~", "", " # comment"])
def test_null_is_none(source: str) -> None:
    """Null and nothing at all are None."""
    assert parse_yaml(f"a: {source}").value == {"a": None}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("'true'", "true"),
        ('"1.10"', "1.10"),
        ("'null'", "null"),
        ('""', ""),
        ("|\n  7\n", "7\n"),
        (">-\n  7\n  8\n", "7 8"),
        ("! 7", "7"),
        ("!!str 7", "7"),
        ("'it''s'", "it's"),
        ('"\\u00e9\\n"', "é\n"),
        ("a\n  b\n\n  c", "a b\nc"),
    ],
)
def test_quoted_and_block_scalars_are_text(source: str, text: str) -> None:
    """Quotation marks, blocks and ``!!str`` make text of anything; long text folds as YAML says."""
    document = parse_yaml(f"a: {source}")

    assert {"a": text} == document.value
    assert document.faults == ()
    assert isinstance(document.value, dict)
    assert type(document.value["a"]) is str


def test_plain_survives_copies_and_pickling() -> None:
    """A compiled bank can be stored: source and value stay together."""
    for twin in (copy.deepcopy(Plain("1.10", 1.1)), pickle.loads(pickle.dumps(Plain("1.10", 1.1)))):
        assert ("1.10", 1.1, Plain) == (twin, twin.value, type(twin))


@pytest.mark.parametrize(
    ("source", "value"),
    [("!!int '0x1F'", 31), ("!!float 3", 3.0), ("!!bool TRUE", True), ("!!null ''", None)],
)
def test_core_tags(source: str, value: object) -> None:
    """Tags of the core schema say how a scalar is read, in quotation marks too."""
    document = parse_yaml(f"[{source}]")
    assert isinstance(document.value, list)
    [scalar] = document.value

    assert document.faults == ()
    assert value == (None if scalar is None else scalar.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("!!python/object/apply:os.system [ls]", "!!python/object/apply:os.system"),
        ("!!python/name:os.system ''", "!!python/name:os.system"),
        ("!foo bar", "!foo"),
        ("!<tag:example.com,2000:x> bar", "tag:example.com,2000:x"),
        ("!!timestamp 2026-11-21", "!!timestamp"),
        ("!!binary aGk=", "!!binary"),
        ("!!set {a}", "!!set"),
        ("!!map [a]", "!!map"),
        ("!!seq {a: b}", "!!seq"),
        ("!!int 1.5", "expected a whole number"),
        ("!!float x", "expected a number"),
        ("!!bool yes", "expected true or false"),
        ("!!null x", "expected null"),
    ],
)
def test_other_tags_are_faults(source: str, words: str) -> None:
    """No tag makes anything but data, and a tag that its value does not meet is named."""
    assert_one_fault(parse_yaml(f"- id: a\n  stem: {source}\n- b"), 2, "stem", words)


# -- keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "key"),
    [("true", "true"), ("1", "1"), ("010", "010"), ("1.50", "1.50"), ("null", "null"), ("~", "~")],
)
def test_keys_are_text(source: str, key: str) -> None:
    """``{true: .., false: ..}`` means the same with quotation marks and without."""
    document = parse_yaml(f"{source}: x")

    assert {key: "x"} == document.value
    assert document.faults == ()
    assert isinstance(document.value, dict)
    assert [str] == [type(found) for found in document.value]


@pytest.mark.parametrize(
    ("text", "line", "where", "words"),
    [
        ("- id: a\n  stem: b\n  id: c\n", 3, "id", "'id' stands twice (lines 1 and 3)"),
        ("- a:\n  - true: 1\n    'true': 2\n", 3, "a[0].true", "(lines 2 and 3)"),
        ("- a: &x {b: 1}\n  c:\n    <<: *x\n", 3, "c.<<", "merge keys (<<) are not supported"),
        ("- {? [a] : b}\n", 1, "", "a list stands where a key belongs"),
        ("- stem: {{blank}}\n", 1, "stem", "a mapping stands where a key belongs"),
        ("- ? \n  : b\n", 1, "", "the key is empty"),
        ("- ? 'a\n    b'\n  : 1\n  a b: 2\n", 4, "a b", "'a b' stands twice (lines 1 and 4)"),
    ],
)
def test_faulty_keys(text: str, line: int, where: str, words: str) -> None:
    """A key that is no name, stands twice or merges is a fault of its own place."""
    assert_one_fault(parse_yaml(text), line, where, words)


def test_first_of_two_keys_wins() -> None:
    """A repeated key changes nothing that was read before, lines included."""
    document = parse_yaml("a: 1\nb: 2\na: {c: 3}\n")

    assert document.value == {"a": "1", "b": "2"}
    assert line_of(document.node, ("a", "c")) == 1


def test_quoted_merge_key_is_an_ordinary_key() -> None:
    """Only the bare ``<<`` merges."""
    assert parse_yaml("'<<': x").value == {"<<": "x"}


# -- comments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "where"),
    [
        ("- stem: What is C # lost\n", 1, "stem"),
        ("- title: a  \t # lost\n", 1, "title"),
        ("- title: 7 # lost\n", 1, "title"),
        ("- explanation: a\n    b # lost\n  id: x\n", 2, "explanation"),
        ("- explanation: # lost\n  id: x\n", 1, "explanation"),
        ("- options:\n  - id: a\n    text: b # lost\n", 3, "options[0].text"),
        ("- options: [{text: b # lost\n  }]\n", 1, "options[0].text"),
        ("- feedback: a # lost\n", 1, "feedback"),
        ("- feedback: {true: a # lost\n  , false: b}\n", 1, "feedback.true"),
        ("- feedback:\n    true: a\n    false: b # lost\n", 3, "feedback.false"),
        ("- accept: [a, b # lost\n  ]\n", 1, "accept[1]"),
        ("- accept:\n  - a\n  - b # lost\n", 3, "accept[1]"),
        ("- rubric: [{statement: a # lost\n  }]\n", 1, "rubric[0].statement"),
        ("- blanks: {x: {accept: [é # lost\n  ]}}\n", 1, "blanks.x.accept[0]"),
    ],
)
def test_comments_after_unquoted_prose_are_faults(text: str, line: int, where: str) -> None:
    """What reads like the end of a sentence is not dropped without a word."""
    assert_one_fault(parse_yaml(text), line, where, "the text after # is lost")


@pytest.mark.parametrize(
    "text",
    [
        "- id: a # a remark\n",
        "- points: 2 # a remark\n  topics: [a, b # a remark\n    ]\n",
        "- stem: 'a' # a remark\n",
        '- stem: "a" # a remark\n',
        "- stem: | # a remark\n    a # kept\n",
        "- stem: >- # a remark\n    a # kept\n",
        "- stem: a\n  # a remark\n  id: x\n",
        "- stem: a\n# a remark\n",
        "- stem: C# and F#\n",
        "- stem: a#b\n",
        "- feedback: # a remark\n    true: a\n",
        "- accept: # a remark\n  - a\n",
        "- accept: [a, b] # a remark\n",
        "- options: [{text: a, id: b # a remark\n  }]\n",
    ],
)
def test_other_comments_are_welcome(text: str) -> None:
    """Remarks after ids, settings, quoted and block text, and on lines of their own, are fine."""
    assert told(parse_yaml(text)) == []


# -- places ------------------------------------------------------------------------------------

ITEM = """\
# a bank

- id: a
  stem: |
    b
  options:
    - id: x
      text: >-
        y
    -
      id: z
  feedback: {true: "t",
    false: f}
"""


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        ((), 3),
        (("id",), 3),
        (("stem",), 4),
        (("options",), 6),
        (("options", 0), 7),
        (("options", 0, "text"), 8),
        (("options", 1), 11),
        (("options", 1, "text"), 11),
        (("options", 2, "text"), 6),
        (("options", -1), 6),
        (("options", "id"), 6),
        (("feedback", "true"), 12),
        (("feedback", "false", "deeper"), 13),
        (("missing", "id"), 3),
        ((0,), 3),
    ],
)
def test_lines(loc: tuple[str | int, ...], line: int) -> None:
    """The line of the deepest place that exists: of the key, or where a list's entry begins."""
    [entry] = split_entries(parse_yaml(ITEM))

    assert line == line_of(entry.node, loc)


def test_entries_of_other_files() -> None:
    """What is no list is one entry, nothing is none, and no node is on no line."""
    [whole] = split_entries(parse_yaml("\na: 1"))
    [text] = split_entries(parse_yaml("\n\n'text'"))

    assert (whole.value, line_of(whole.node, ()), whole.sound) == ({"a": "1"}, 2, True)
    assert (text.value, line_of(text.node, ("a", 0))) == ("text", 3)
    assert split_entries(parse_yaml("# nothing")) == []
    assert split_entries(parse_yaml("[]")) == []
    assert line_of(None, ("a",)) == 0
