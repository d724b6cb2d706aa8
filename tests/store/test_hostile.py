"""Bad input is normal: one line for each fault, the good part read, bounded time and memory."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlinterview.bank.bank import Bank
from mlinterview.errors import MissingExtraError, RecordsError
from mlinterview.store import iter_responses, read_marks, read_responses, read_scores

Write = Callable[[str, "str | bytes"], Path]
GOOD = b'{"examinee": "ann", "item": "q1", "response": "b"}\n'

LINES = {
    "no json": (b"nonsense\n", "not JSON"),
    "cut off": (b'{"item": "q2", "respo\n', "not JSON"),
    "two values": (b'{"item": "a"} {"item": "b"}\n', "text after the value"),
    "a number": (b"17\n", "a record with 'item'"),
    "no item": (b'{"response": "b"}\n', "a record with 'item'"),
    "an empty id": (b'{"item": "  ", "response": "b"}\n', "the id of an item"),
    "a misspelt field": (b'{"item": "q", "reponse": "b"}\n', "did you mean 'response'"),
    "a negative time": (b'{"item": "q", "seconds": -1}\n', "greater than or equal to 0"),
    "a key twice": (b'{"item": "q", "item": "r"}\n', "stands twice"),
    "a key twice inside": (b'{"item": "q", "response": {"a": 1, "a": 2}}\n', "stands twice"),
    "too deep for json": (b'{"item": "q", "response": ' + b"[" * 100_000 + b"\n", "nested"),
    "deep": (b'{"item": "q", "response": ' + b"[" * 60 + b"]" * 60 + b"}\n", "levels"),
    "not utf-8": (b'{"item": "q", "response": "\xe4"}\n', "byte 0xe4"),
    "over-long": (b'{"item": "q", "response": "' + b"x" * 1_000_001 + b'"}\n', "1,000,000"),
    "a bare nul": (b"\0\0\0\n", "not JSON"),
    "a time that is none": (b'{"item": "q", "seconds": NaN}\n', "a number expected"),
    "a time without end": (b'{"item": "q", "seconds": 1e999}\n', "a number expected"),
    "a huge attempt": (b'{"item": "q", "attempt": ' + b"9" * 5000 + b"}\n", "a number expected"),
    "a short form misspelt": (b'{"examine": "ann", "responses": {"q": "b"}}\n', "examine"),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
@pytest.mark.parametrize("read", [read_responses, iter_responses])
def test_a_bad_line_is_a_problem_and_the_others_are_read(
    case: str, read: Callable[..., object], write: Write
) -> None:
    """The problem has the file, the line and a reason, all on one line of bounded length."""
    line, reason = LINES[case]
    path = write("r.jsonl", GOOD + line + GOOD)
    found = read(path)
    assert isinstance(found, object)
    records = list(found)  # type: ignore[call-overload]
    assert [record.item for record in records] == ["q1", "q1"]
    problems = found.problems  # type: ignore[attr-defined]
    assert [problem.line for problem in problems] == [2]
    text = str(problems[0])
    assert text.startswith(f"{path}:2: ")
    assert reason in text
    assert text.isprintable()
    assert len(text) < 600


VALUES = {
    b"NaN": "NaN",
    b"-Infinity": "-Infinity",
    b"1e999": "1e999",
    b"9" * 5000: "9" * 5000,
    b'"\\ud83d"': "\ufffd",
    b'"\\u0000"': "\0",
}


@pytest.mark.parametrize("value", VALUES)
def test_values_that_json_files_cannot_hold_become_text(
    value: bytes, write: Write, bank: Bank
) -> None:
    """No infinity, no endless number and no half of a character goes into a record."""
    path = write("r.jsonl", b'{"item": "precision-value", "response": ' + value + b"}\n")
    assert [record.response for record in read_responses(path, bank=bank)] == [VALUES[value]]


CSV = {
    "a quote that never closes": ('ann,q2,"open\nbob,q1,b\n', ["bob"], [2]),
    "text after a quote": ('ann,q2,"a"b"\nbob,q1,b\n', ["bob"], [2]),
    "json without quotes": ('ann,q2,["a","b"]\nbob,q1,b\n', ["bob"], [2]),
    "too many cells": ("ann,q2,a,b,c\nbob,q1,b\n", ["bob"], [2]),
    "a nul byte": ("ann,q2,\0\nbob,q1,b\n", ["bob"], [2]),
    "no item": ("ann,,b\nbob,q1,b\n", ["bob"], [2]),
    "empty lines": ("\n\n,,\nbob,q1,b\n", ["bob"], []),
    "too few cells": ("ann\nbob,q1\n", ["bob"], [2]),
    "a cell over the limit": (f"ann,q2,{'x' * 1_000_001}\nbob,q1,b\n", ["bob"], [2]),
    "damaged text": ("ann,q2,Größe \udcff\nbob,q1,b\n", ["bob"], [2]),
    "a quote open over good rows": (
        'ann,q2,"open\n' + "bob,q1,b\n" * 3 + 'eve,q1,"x, y"\n', ["bob", "bob", "bob", "eve"], [2],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CSV)
def test_a_bad_row_is_a_problem_and_the_others_are_read(case: str, write: Write) -> None:
    """No quote swallows a row unseen, and no row takes another with it."""
    body, people, lines = CSV[case]
    content = ("examinee,item,response\n" + body).encode("utf-8", "surrogateescape")
    found = read_responses(write("r.csv", content))
    assert [record.examinee for record in found] == people
    assert [problem.line for problem in found.problems] == lines


def test_many_open_quotes_take_bounded_time(write: Write) -> None:
    """Every row that cannot be read is tried again from the next line, up to a limit."""
    body = 'ann,q,"a"b\'\n' * 5000
    found = read_responses(write("r.csv", "examinee,item,response\n" + body))
    assert list(found) == []
    assert "the rest is left out" in str(found.problems[-1])


YAML = """\
- {examinee: ann, item: q1, response: a}
- {examinee: ann, item: q2, item: q3, response: a}
- {examinee: bob, item: q1, response: [a
- {examinee: cat, item: q1, response: b}
"""


def test_a_bad_entry_of_a_yaml_list(write: Write) -> None:
    """Entries with faults are listed with their lines; the others are read."""
    found = read_responses(write("r.yaml", YAML))
    assert [record.examinee for record in found] == ["ann", "cat"]
    assert [problem.line for problem in found.problems] == [2, 3]


def test_a_bad_key_of_a_short_form(write: Write) -> None:
    """An item answered twice is lost, and no other."""
    text = "examinee: ann\nresponses:\n  q1: a\n  q2: a\n  q2: b\n  q3: [a, b]\n"
    found = read_responses(write("r.yaml", text))
    assert [record.item for record in found] == ["q1", "q3"]
    assert [problem.line for problem in found.problems] == [5]


SHORT_FORMS = {
    "a misspelt field": ("{examine: ann, responses: {q: b}}", "unknown field examine"),
    "text for responses": ("{examinee: ann, responses: b}", "a mapping of item to response"),
    "a list in a list": ("{responses: [{responses: [{item: q}]}]}", "a list of responses within"),
    "no record": ("[b]", "found ['b']"),
    "text": ("b", "found text"),
}


@pytest.mark.parametrize("case", SHORT_FORMS)
def test_a_bad_short_form_is_a_problem_and_the_others_are_read(case: str, write: Write) -> None:
    """Nobody's answers become those of somebody else."""
    bad, reason = SHORT_FORMS[case]
    good = "- {examinee: bob, responses: {q: b}}\n"
    found = read_responses(write("r.yaml", f"{good}- {bad}\n{good}"))
    assert [record.examinee for record in found] == ["bob", "bob"]
    assert [problem.line for problem in found.problems] == [2]
    assert reason in str(found.problems[0])


def test_whose_answers_they_are_must_be_clear(write: Write) -> None:
    """A short form with two examinees is nobody's."""
    text = "- {examinee: ann, examinee: bob, responses: {q: b}}\n- {item: q, response: b}\n"
    found = read_responses(write("r.yaml", text))
    assert [record.examinee for record in found] == [None]
    assert [problem.line for problem in found.problems] == [1]


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("r.jsonl", b"", "empty"),
    "white space": ("r.csv", b" \n\n", "empty"),
    "no yaml": ("r.yaml", b"\tfoo: [", "tab"),
    "no json": ("r.json", b'{"item": ', "not JSON"),
    "deep json": ("r.json", b"[" * 100_000, "nested"),
    "no header": ("r.csv", b"ann,q1,b\n", "'item' and 'response' expected"),
    "a wide table": ("r.csv", b"Name,Q1\nann,b\n", "one row a person"),
    "a column twice": ("r.csv", b"item,response,item\n", "stands twice"),
    "old excel": ("r.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
    "compressed": ("r.jsonl.gz", b"\x1f\x8b\x08\x00", "unpack"),
    "no spreadsheet": ("r.xlsx", b"item,response\n", "not a spreadsheet"),
    "a broken spreadsheet": ("r.xlsx", b"PK\x03\x04 broken", "not a spreadsheet"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_at_all(case: str, write: Write) -> None:
    """One line says which file and why."""
    name, content, reason = REFUSED[case]
    path = write(name, content)
    with pytest.raises(RecordsError) as caught:
        read_responses(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize("read", [read_responses, iter_responses, read_marks, read_scores])
def test_no_file_a_directory_and_an_impossible_name(
    read: Callable[[str], object], tmp_path: Path
) -> None:
    """What is no file is one line, whoever reads it."""
    for path, reason in (
        (tmp_path / "gone.csv", "no such file"),
        (tmp_path, "directory"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(RecordsError, match=reason):
            read(str(path))


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """A sparse file of 201 MB costs nothing to refuse, and can be streamed."""
    path = tmp_path / "big.jsonl"
    with path.open("wb") as file:
        file.write(GOOD)
        file.truncate(201_000_000)
    with pytest.raises(RecordsError, match="over 200 MB"):
        read_responses(path)
    with iter_responses(path) as stream:
        assert next(stream).item == "q1"
    for name in ("big.yaml", "big.csv"):
        path = path.rename(tmp_path / name)
        with pytest.raises(RecordsError, match=r"over \d+ MB"):
            iter_responses(path)


def _spreadsheet(extra: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["item", "response"])
    book.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_not_unpacked(write: Write) -> None:
    """The sizes in the archive are summed before anything is unpacked."""
    path = write("r.xlsx", _spreadsheet({"bomb.bin": b"\0" * 101_000_000}))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(RecordsError, match="unpacks to over 100 MB"):
        read_responses(path)


def test_entities_in_a_spreadsheet_are_not_read(write: Write) -> None:
    """A document type, which could swell without end, is refused."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    with pytest.raises(RecordsError, match="document type"):
        read_responses(write("r.xlsx", _spreadsheet({"xl/more.xml": bomb})))


def test_formulas_of_a_spreadsheet_are_text(tmp_path: Path, bank: Bank) -> None:
    """A formula that was never worked out is what was typed; numbers are as they are shown."""
    book = openpyxl.Workbook()
    rows = [
        ["item", "response"],
        ["version-string", "=1+1"],
        ["precision-value", 0.75],
        ["test-set-reuse", True],
        ["precision-value", 3.0],
        ["version-string", 1.1],
    ]
    for row in rows:
        book.active.append(row)
    book.active.append(["precision-value", 0.25])
    book.active["B7"].number_format = "0%"
    book.save(tmp_path / "r.xlsx")
    found = read_responses(tmp_path / "r.xlsx", bank=bank)
    assert [record.response for record in found] == ["=1+1", 0.75, True, 3, "1.1", "25%"]


def test_spreadsheets_need_an_extra(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl the message says what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"mlinterview\[xlsx\]"):
        read_responses(write("r.xlsx", _spreadsheet({})))


def test_a_stream_takes_constant_memory(tmp_path: Path) -> None:
    """Twenty thousand records, one at a time, in less memory than the file has bytes."""
    path = tmp_path / "many.jsonl"
    record = {"examinee": "ann", "item": "q1", "response": "word " * 40, "seconds": 12.5}
    with path.open("w", encoding="utf-8") as file:
        for _ in range(20_000):
            file.write(json.dumps(record) + "\n")
    with iter_responses(path) as stream:
        next(stream)
        tracemalloc.start()
        count = sum(1 for _ in stream)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 19_999
    assert peak < 1_000_000 < path.stat().st_size


def test_problems_are_bounded(write: Write) -> None:
    """Ten thousand are listed, and how many more there are."""
    found = read_responses(write("r.jsonl", b"x\n" * 10_500))
    assert len(found.problems) == 10_001
    assert "500 more" in str(found.problems[-1])


ANYTHING = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(
        st.sampled_from(
            [b"item", b"response", b",", b";", b'"', b"\n", b"\r\n", b"{", b"}", b"[", b"]", b":",
             b" ", b"- ", b"examinee", b"Q1", b"a", b"1", b"\xe4", b"\0", b"null", b"responses",
             b"\xef\xbb\xbf", b"\xff\xfe", b"marks", b"by", b"&a", b"*a", b"|", b"\t"]
        ),
        max_size=40,
    ).map(b"".join),
)  # fmt: skip


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=ANYTHING, name=st.sampled_from(["a.yaml", "a.json", "a.jsonl", "a.csv", "a.txt"]))
def test_whatever_the_bytes_only_one_kind_of_error_is_raised(
    content: bytes, name: str, write: Write, bank: Bank
) -> None:
    """Each reader gives records and problems, or a `RecordsError` of one line."""
    path = write(name, content)
    readers: list[Callable[[], object]] = [
        lambda: read_responses(path, bank=bank),
        lambda: list(iter_responses(path, bank=bank)),
        lambda: read_responses(path, wide=True, bank=bank, form=bank.form("midterm")),
        lambda: read_marks(path, bank=bank),
        lambda: read_scores(path),
    ]
    for read in readers:
        for line in _said(read):
            assert line.isprintable()


def _said(read: Callable[[], object]) -> Iterator[str]:
    try:
        found = read()
    except RecordsError as error:
        yield str(error)
        return
    for name in ("problems", "unplaced", "mapping"):
        yield from map(str, getattr(found, name, ()))
