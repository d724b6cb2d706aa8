"""Every shape of file with the same content gives the same records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlinterview.bank.bank import Bank
from mlinterview.model.records import ResponseRecord
from mlinterview.store import iter_responses, read_responses

TEXT_ITEMS = ("version-string", "explain-leakage")

printable = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
texts = st.one_of(
    st.sampled_from(
        ["null", "true", "False", "[1]", "1.10", "0x1F", "1e3", '"quoted"', '"', "{}", "=1+1", "@x",
         "a,b;c\td|e", "line one\nline two", "Größe", "北京 🎲", "é", " outer space ", "NaN", "-",
         "01", "1_000", "# no comment", "yes", "2026-01-31", "'", '""', "#REF!"]
    ),
    st.text(st.one_of(printable, st.just("\n")), min_size=1, max_size=30),
).filter(lambda text: text.strip() and not text.startswith("_x"))  # fmt: skip
responses = st.one_of(
    st.tuples(st.just("loss-for-prices"), st.sampled_from(["mse", "bce"])),
    st.tuples(
        st.just("overfitting-cures"),
        st.lists(st.sampled_from(["more-data", "dropout", "bigger"]), unique=True),
    ),
    st.tuples(st.just("test-set-reuse"), st.booleans()),
    st.tuples(
        st.just("loss-by-task"),
        st.dictionaries(st.sampled_from(["price", "spam"]), st.sampled_from(["mse", "ce"])),
    ),
    st.tuples(st.just("pipeline-order"), st.permutations(["split", "fit", "train", "test"])),
    st.tuples(
        st.just("precision-value"),
        st.one_of(
            st.integers(-(10**20), 10**20),
            st.floats(allow_nan=False, allow_infinity=False),
            st.sampled_from(["25%", "1/4", "0,25", "2.5e-1 x", ".5 "]),
        ),
    ),
    st.tuples(
        st.just("adam-gaps"),
        st.fixed_dictionaries({"count": st.integers(0, 9), "word": texts}),
    ),
    st.tuples(st.sampled_from(TEXT_ITEMS), texts),
    st.tuples(st.sampled_from([*TEXT_ITEMS, "loss-for-prices"]), st.none()),
)
people = st.sampled_from(["ann", "Müller, Jürgen", "007", "1.10", "true", "null"])
records = st.lists(
    st.builds(
        lambda who, pair, attempt, seconds: {
            "examinee": who, "item": pair[0], "response": pair[1], "attempt": attempt, **seconds,
        },
        people,
        responses,
        st.integers(1, 3),
        st.one_of(st.just({}), st.builds(lambda s: {"seconds": s}, st.integers(0, 4000))),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


class _Quoted(yaml.SafeDumper):
    """Quotes every text, so that a text is never read as a number."""


_Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def _cell(record: dict[str, Any]) -> str:
    value = record["response"]
    if value is None:
        return ""
    if record["item"] in TEXT_ITEMS and not (value.startswith('"') and value.endswith('"')):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _rows(records: list[dict[str, Any]]) -> list[list[str]]:
    head = ["examinee", "item", "response", "attempt", "seconds"]
    body = [
        [r["examinee"], r["item"], _cell(r), str(r["attempt"]), str(r.get("seconds", ""))]
        for r in records
    ]
    return [head, *body]


def _csv(delimiter: str) -> Callable[[list[dict[str, Any]]], bytes]:
    def write(records: list[dict[str, Any]]) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(_rows(records))
        return out.getvalue().encode("utf-8")

    return write


def _xlsx(records: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in _rows(records):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _yaml(records: Any) -> bytes:
    return yaml.dump(records, Dumper=_Quoted, allow_unicode=True, sort_keys=False).encode("utf-8")


def _dump(records: Any) -> bytes:
    return json.dumps(records, ensure_ascii=False, indent=1).encode("utf-8")


def _lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode("utf-8")


SHAPES: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "a.yaml": _yaml,
    "b.yml": lambda records: _yaml({"responses": records}),
    "a.json": _dump,
    "b.json": lambda records: _dump({"responses": records}),
    "c.json": _lines,
    "a.jsonl": _lines,
    "b.jsonl": _dump,
    "a.csv": _csv(","),
    "b.csv": _csv(";"),
    "a.tsv": _csv("\t"),
    "c.csv": lambda records: b"\xef\xbb\xbf" + _csv(",")(records),
    "d.csv": lambda records: _csv(";")(records).decode().encode("utf-16"),
    "a.txt": _csv(","),
    "b.txt": _lines,
    "c.txt": _yaml,
    "a.xlsx": _xlsx,
    "e.jsonl": lambda records: _lines(records).decode().encode("utf-16"),
    "f.jsonl": lambda records: b"\xef\xbb\xbf" + _lines(records),
    "e.json": lambda records: _dump(records).decode().encode("utf-16"),
    "e.yaml": lambda records: _yaml(records).decode().encode("utf-16"),
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=records)
def test_every_shape_gives_the_same_records(
    records: list[dict[str, Any]], bank: Bank, tmp_path: Path
) -> None:
    """Values, text like ``null`` and ``1.10`` included, come back as they were written."""
    expected = [ResponseRecord.model_validate(record) for record in records]
    for name, write in SHAPES.items():
        path = tmp_path / name
        path.write_bytes(write(records))
        found = read_responses(path, bank=bank)
        assert found.problems == (), name
        assert [_norm(record) for record in found] == [_norm(record) for record in expected], name
        with iter_responses(path, bank=bank) as stream:
            assert list(stream) == list(found), name


def _norm(record: ResponseRecord) -> tuple[object, ...]:
    """What tells two records apart, 1 and 1.0 and True too."""
    return (repr(record), repr(record.response))


YAML_SCALARS = {
    ("version-string", "1.10"): "1.10",
    ("version-string", "0x1F"): "0x1F",
    ("version-string", "TRUE"): "TRUE",
    ("version-string", "null"): None,
    ("explain-leakage", "007"): "007",
    ("test-set-reuse", "TRUE"): True,
    ("precision-value", "1.10"): 1.1,
    ("precision-value", "0x1F"): 31,
    ("precision-value", "1e400"): "1e400",
    ("precision-value", ".nan"): ".nan",
    ("precision-value", "0.1234567890123456789"): "0.1234567890123456789",
    ("adam-gaps", "{count: 1.10, word: 1.10}"): {"count": 1.1, "word": "1.10"},
    ("adam-gaps", "{word: true, count: 2}"): {"word": "true", "count": 2},
    ("no-such-item", "1.10"): "1.10",
    ("no-such-item", "0.5"): 0.5,
    ("no-such-item", "true"): True,
}


@pytest.mark.parametrize(("item", "scalar"), YAML_SCALARS)
def test_plain_scalars_are_read_by_the_items_format(
    item: str, scalar: str, bank: Bank, write: Callable[..., Path]
) -> None:
    """Where text belongs, a number keeps its source; where a number belongs, nothing is lost."""
    path = write("r.yaml", f"- {{item: {item}, response: {scalar}}}\n")
    expected = YAML_SCALARS[item, scalar]
    response = read_responses(path, bank=bank)[0].response
    assert (response, type(response)) == (expected, type(expected))


CELLS = {
    ("version-string", "null"): "null",
    ("version-string", "[1]"): "[1]",
    ("version-string", '"null"'): "null",
    ("version-string", '"a \\u00e9"'): "a é",
    ("version-string", '"no json'): '"no json',
    ("explain-leakage", '"a" and "b"'): '"a" and "b"',
    ("loss-for-prices", "mse"): "mse",
    ("loss-for-prices", '"mse"'): "mse",
    ("loss-for-prices", "null"): None,
    ("overfitting-cures", '["dropout", "bigger"]'): ["dropout", "bigger"],
    ("overfitting-cures", "[]"): [],
    ("overfitting-cures", "dropout; bigger"): "dropout; bigger",
    ("test-set-reuse", "TRUE"): "TRUE",
    ("test-set-reuse", "true"): True,
    ("precision-value", "25%"): "25%",
    ("precision-value", "1e3"): 1000.0,
    ("precision-value", "1e999"): "1e999",
    ("precision-value", "Infinity"): "Infinity",
    ("precision-value", "NaN"): "NaN",
    ("precision-value", "9" * 5000): "9" * 5000,
    ("adam-gaps", '{"word": 1.10}'): {"word": "1.10"},
    ("loss-for-prices", "   "): None,
}


@pytest.mark.parametrize(("item", "cell"), CELLS)
def test_a_cell_is_json_if_it_parses_but_for_text_formats(
    item: str, cell: str, bank: Bank, write: Callable[..., Path]
) -> None:
    """Text formats take a cell as it is, unless it is a JSON string in double quotes."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["item", "response"], [item, cell]])
    expected = CELLS[item, cell]
    response = read_responses(write("r.csv", out.getvalue()), bank=bank)[0].response
    assert (response, type(response)) == (expected, type(expected))


DOCUMENTS = {
    "one record": "{examinee: ann, item: q, response: b}",
    "a list": "[{examinee: ann, item: q, response: b}]",
    "a short form": "{examinee: ann, responses: {q: b}}",
    "a list of short forms": "[{examinee: ann, responses: {q: b}}]",
    "records below responses": "{responses: [{examinee: ann, item: q, response: b}]}",
    "records with a shared person": "{examinee: ann, responses: [{item: q, response: b}]}",
    "short forms below responses": "{responses: [{examinee: ann, responses: {q: b}}]}",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_hold_records_or_short_forms(name: str, write: Callable[..., Path]) -> None:
    """One person's record is the same however it is wrapped, in YAML, JSON and a line of JSON."""
    expected = [ResponseRecord(examinee="ann", item="q", response="b")]
    text = DOCUMENTS[name]
    as_json = json.dumps(yaml.safe_load(text))
    for file in (write("r.yaml", text), write("r.json", as_json), write("r.jsonl", as_json)):
        assert list(read_responses(file)) == expected
        assert read_responses(file).problems == ()


def test_a_short_form_shares_its_other_fields(write: Callable[..., Path]) -> None:
    """Form, variant, seed, attempt and seconds of a short form are those of every record."""
    text = "{examinee: 7, form: mid, variant: A, seed: 3, attempt: 2, responses: {q1: a, q2: b}}"
    found = read_responses(write("r.yaml", text))
    assert [record.item for record in found] == ["q1", "q2"]
    assert {(r.examinee, r.form, r.variant, r.seed, r.attempt) for r in found} == {
        ("7", "mid", "A", 3, 2)
    }


def test_records_that_name_no_form_were_taken_on_the_one_given(
    write: Callable[..., Path], bank: Bank
) -> None:
    """The form's id goes into records without one, and no other."""
    path = write("r.yaml", "- {item: q1, response: a}\n- {item: q2, response: a, form: other}\n")
    found = read_responses(path, form=bank.form("midterm"))
    assert [record.form for record in found] == ["midterm", "other"]


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_standard_input_is_sniffed(shape: str, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` has no name to go by: the content tells its shape."""
    records = [
        {"examinee": "ann", "item": "version-string", "response": "1.10", "attempt": 1},
        {"examinee": "bob", "item": "overfitting-cures", "response": ["dropout"], "attempt": 1},
    ]
    content = io.BytesIO(SHAPES[shape](records))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content, encoding="utf-8"))
    found = read_responses("-", bank=bank)
    assert [(r.examinee, r.item, r.response) for r in found] == [
        ("ann", "version-string", "1.10"),
        ("bob", "overfitting-cures", ["dropout"]),
    ]
    assert found.problems == ()
