"""Hostile and odd YAML files: clear faults, in bounded time and memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mlinterview.bank import _yaml_recovery
from mlinterview.bank._yaml import (
    Document,
    Plain,
    line_of,
    parse_yaml,
    read_yaml,
    split_entries,
)


def told(document: Document) -> list[tuple[int, str, str]]:
    """Faults as (line, where, message)."""
    return [(fault.line, fault.where, fault.message) for fault in document.faults]


def assert_one_fault(document: Document, line: int, where: str, words: str) -> None:
    """Exactly one fault, at that place, whose message has these words."""
    [(found_line, found_where, message)] = told(document)

    assert (line, where) == (found_line, found_where)
    assert words in message


# -- aliases -----------------------------------------------------------------------------------


def test_aliases_mean_what_they_name() -> None:
    """An alias is the value of its anchor, of the nearest one above where two share a name."""
    document = parse_yaml("- &a {x: [1]}\n- *a\n- &b one\n- *b\n- &b two\n- {*b : *b}\n")

    assert document.value == [{"x": ["1"]}, {"x": ["1"]}, "one", "one", "two", {"two": "two"}]
    assert document.faults == ()


def laughs(levels: int) -> str:
    """Ten aliases to the level above, on each level."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, levels)]
    return "\n".join(lines)


def test_alias_bombs_are_refused() -> None:
    """What would swell to billions of nodes is a fault, and nothing of it is handed on."""
    document = parse_yaml(laughs(40))

    assert_one_fault(document, 1, "", "aliases swell 481 nodes to over a billion")
    assert document.value is None


def test_alias_bombs_hide_no_other_entry() -> None:
    """In a list only the entries that swell are refused."""
    shared = "- &a [" + "x, " * 500 + "x]\n"
    document = parse_yaml("- good\n" + shared + "- {b: *a}\n" * 20 + "- good too\n")
    entries = split_entries(document)

    assert isinstance(document.value, list)
    assert [document.value[0], document.value[-1]] == ["good", "good too"]
    assert document.value[2:-1] == [None] * 20
    assert [True, True, *[False] * 20, True] == [entry.sound for entry in entries]
    assert list(range(3, 23)) == [fault.line for fault in document.faults]


@pytest.mark.parametrize(("aliases", "faults"), [(9, 0), (40, 1)])
def test_aliases_may_swell_tenfold(aliases: int, faults: int) -> None:
    """Sharing a few values is fine; ten times the nodes is the limit."""
    text = "a: &a [" + ", ".join(["x"] * 20) + "]\nb: [" + ", ".join(["*a"] * aliases) + "]\n"

    assert faults == len(parse_yaml(text).faults)


def test_levels_behind_aliases_count() -> None:
    """Aliases cannot build the depth that plain nesting may not have."""
    text = "- &a0 x\n" + "".join(f"- &a{i} [*a{i - 1}]\n" for i in range(1, 80))
    text += "- [" + "x, " * 1_000 + "]\n- end\n"
    document = parse_yaml(text)

    assert isinstance(document.value, list)
    assert document.value[-1] == "end"
    assert line_of(document.node, (49,)) == 50
    assert (
        document.faults[0].line,
        document.faults[0].where,
        document.faults[0].message.split(";")[0],
    ) == (51, "", "over 50 levels of lists and mappings with aliases written out")


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("- {a: *b}", "a", "the alias *b has no &b before it"),
        ("- &a {b: [*a]}", "b[0]", "the alias *a stands inside what it names"),
        ("- &a [*a, *b]\n- &b x", "", "the alias"),
        ("- {*b : x}", "", "the alias *b"),
    ],
)
def test_aliases_that_name_nothing(text: str, where: str, words: str) -> None:
    """An alias before, inside or without its anchor is a fault."""
    document = parse_yaml(text)

    assert where in document.faults[0].where
    assert words in document.faults[0].message


# -- nesting -----------------------------------------------------------------------------------


def block_mappings(levels: int) -> str:
    """Its size grows with the square of the levels, so a thousand must do."""
    return "\n" + "".join("  " * i + "  a:\n" for i in range(1, min(levels, 1_000) + 1))


@pytest.mark.parametrize(
    "nested",
    [
        pytest.param(lambda n: "[" * n + "]" * n, id="flow lists"),
        pytest.param(lambda n: "{a: " * n + "}" * n, id="flow mappings"),
        pytest.param(lambda n: "- " * n + "x", id="block lists"),
        pytest.param(block_mappings, id="block mappings"),
        pytest.param(lambda n: "? " * n + "x", id="keys"),
    ],
)
@pytest.mark.parametrize(("levels", "faults"), [(49, 0), (50, 1), (1_000, 1), (30_000, 1)])
def test_nesting_has_a_limit(nested: Callable[[int], str], levels: int, faults: int) -> None:
    """Fifty levels are read, the list around them included; more are a fault of that entry."""
    document = parse_yaml(f"- first\n- {nested(levels)}\n- last\n")
    messages = [message for _, _, message in told(document) if "where a key" not in message]

    assert ["over 50 levels of lists and mappings found; at most 50 are read"] * faults == messages
    assert isinstance(document.value, list)
    assert [document.value[0], document.value[-1]] == ["first", "last"]


def test_nesting_without_entries() -> None:
    """A file that is no list of entries is given up as a whole."""
    document = parse_yaml("[" * 100_000)

    assert_one_fault(document, 1, "", "over 50 levels")
    assert document.value is None


# -- anything whatever -------------------------------------------------------------------------

PIECES = [
    "- ", "-", "\n", "\n- ", "\n  ", "\n    ", " ", ": ", ":", "a", "b: ", "text: ", "stem", "1",
    "'", '"', "[", "]", "{", "}", ",", ", ", "? ", "&a ", "*a", "!", "!!str ", "!x ", "<<: ",
    "|\n", ">-\n", "#", " # ", "\t", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! a:\n", "\\", "\\x00",
    "\0", "\u2028", "\x85", "\ufeff", "é", "🎲", "@", "`", "true", "null", "~", "0x1F", "\r",
]  # fmt: skip
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def check_anything(text: str) -> Document:
    """What must hold of any text; the document, for more."""
    begin = time.perf_counter()
    document = parse_yaml(text)
    assert time.perf_counter() - begin < 5

    lines = text.count("\n") + text.count("\r") + 1
    for fault in document.faults:
        assert 0 <= fault.line <= lines
        assert (fault.where + fault.message).isprintable()
        assert fault.entry is None or fault.entry in document.faulty
    entries = split_entries(document)
    assert all(1 <= line_of(entry.node, ()) <= lines for entry in entries)
    if isinstance(document.value, list):
        assert all(0 <= index < len(document.value) for index in document.faulty)
    return document


@given(st.text() | YAML_LIKE)
@settings(max_examples=examples(400), deadline=None)
def test_any_text_gives_a_document(text: str) -> None:
    """No text raises; faults are single lines with lines that exist."""
    check_anything(text)


@given(st.text() | YAML_LIKE)
@settings(max_examples=examples(200), deadline=None)
def test_any_text_without_libyaml(text: str) -> None:
    """The same where PyYAML was built without libyaml."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_yaml_recovery, "_Loader", yaml.SafeLoader)
        check_anything(text)


@given(YAML_LIKE)
@settings(max_examples=examples(400), deadline=None)
def test_sound_text_reads_as_pyyaml_reads_it(text: str) -> None:
    """Without faults the shape and texts are those of PyYAML's own loader."""
    document = check_anything(text)
    # YAML 1.2 lets an anchor be set anew, and has fewer line ends; PyYAML goes by 1.1
    assume(not document.faults and text.count("&a ") < 2)
    assume(not {"\x85", "\u2028"} & {*text})

    # byte-order marks are no part of the text, however many there are
    theirs = yaml.load(text.lstrip("\ufeff"), Loader=TextLoader)
    assert without_nulls(theirs) == without_nulls(document.value)


#: reads every scalar as text
TextLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def without_nulls(value: object) -> object:
    """All texts for null, quoted ones too, as None."""
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items()}
    if isinstance(value, list):
        return [without_nulls(member) for member in value]
    return None if value in ("", "~", "null") else value


@given(st.binary(max_size=200))
@settings(max_examples=examples(200), deadline=None)
def test_any_bytes_give_a_document(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """No file raises."""
    path = tmp_path_factory.mktemp("bytes") / "a.yaml"
    path.write_bytes(content)

    assert isinstance(read_yaml(path), Document)


#: text without control characters (which are faults, as escapes too)
WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]))


@given(st.lists(st.dictionaries(WRITTEN, WRITTEN | st.integers() | st.booleans() | st.none())))
@settings(deadline=None)
def test_written_values_are_read_back(values: list[dict[str, object]]) -> None:
    """What PyYAML writes is read with the same values."""
    document = parse_yaml(yaml.safe_dump(values, allow_unicode=True))
    read: Any = document.value

    assert document.faults == ()
    for entry, read_entry in zip(values, read, strict=True):
        assert entry.keys() == read_entry.keys()
        for key, value in entry.items():
            found = read_entry[key]
            # the writer knows YAML 1.1, where some numbers of 1.2 are text
            as_text = isinstance(value, str) or type(found) is not Plain
            assert value == (found if as_text else found.value)


@given(
    st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False).map(lambda x: float(f"{x:.6e}"))
    | st.booleans()
)
@settings(deadline=None)
def test_plain_scalars_round_trip(value: float) -> None:
    """Python's own spelling of numbers keeps its value and source."""
    source = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    source = source.replace("inf", ".inf")
    scalar: Any = parse_yaml(f"[{source}]").value[0]  # type: ignore[index]

    assert (source, value) == (scalar, scalar.value)


# -- time --------------------------------------------------------------------------------------


def test_parser_stops_early_in_hostile_text() -> None:
    """Megabytes that can only be a mistake or an attack take little time."""
    size = 2_000_000
    quotes = '- "\n' + "- 'x\n" * (size // 5)
    texts = ["[" * size, "{" * size, "- " * size, "? " * size, "a: " * size, "\0" * size, quotes]
    begin = time.perf_counter()
    for text in texts:
        assert parse_yaml(text).faults

    assert time.perf_counter() - begin < 10
