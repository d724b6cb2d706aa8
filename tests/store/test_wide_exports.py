"""Two hundred people, as Google Forms and a German Excel export them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mlinterview.bank.bank import Bank
from mlinterview.grading.stream import grade_all
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.store import ResponseFile, read_responses

PEOPLE = 200
Answers = dict[str, dict[str, Any]]

#: what people see as the question, where the form tool dropped Markdown and slots
QUESTIONS = {
    "loss-for-prices": "Which loss suits predicting the sale price of a house, in euros?",
    "adam-gaps": "Adam keeps ___ moments and divides by the ___ of the second; use ___.",
}


@pytest.fixture(scope="module")
def answers(bank: Bank) -> Answers:
    """A response of each person to each item of the form; some leave items out."""
    draw = random.Random(20260131)
    found: Answers = {}
    for number in range(PEOPLE):
        who = f"Jörg Ñúñez {number}" if number % 3 else f"p{number}@example.org"
        found[who] = {
            item.id: None if draw.random() < 0.1 else _answer(item, draw)
            for item in (bank[entry.id] for entry in bank.form("midterm").entries())
        }
    return found


def _answer(item: Item, draw: random.Random) -> Any:
    ids = [identity for identity, _ in item.choices]
    match item.format:
        case "single_choice":
            return draw.choice(ids)
        case "multi_select":
            chosen = draw.sample(ids, draw.randint(1, len(ids)))
            return [identity for identity in ids if identity in chosen]
        case "true_false":
            return draw.random() < 0.5
        case "matching":
            rows = [row.id for row in item.rows if draw.random() < 0.9]  # type: ignore[attr-defined]
            return {row: draw.choice(ids) for row in rows} or None
        case "ordering":
            return draw.sample(ids, len(ids))
        case "numeric":
            return draw.choice(["0.75", "3/4", "0,75", "1", *(["75%"] if item.percent else [])])  # type: ignore[attr-defined]
        case "cloze":
            return {"count": "2", "root": draw.choice(["sqrt", "log"]), "word": "1.10"}
    return draw.choice(["1.10", "null", 'say "hi", twice; then\ngo', "=SUM(A1)", "Öl, täglich"])


def _stem(item: Item, form: Form) -> str:
    return QUESTIONS.get(item.id, item.variant(form.seed_for(item.id)).stem)


def _texts(item: Item) -> dict[str, str]:
    return {identity: text.replace("*", "") for identity, text in item.choices}


def _columns(
    bank: Bank, form: Form, join: str, booleans: tuple[str, str], numbered: bool
) -> list[tuple[str, Callable[[Mapping[str, Any]], str]]]:
    """Heading and cell of every column of an export."""
    columns: list[tuple[str, Callable[[Mapping[str, Any]], str]]] = []

    def add(heading: str, cell: Callable[[Mapping[str, Any]], str]) -> None:
        columns.append((heading, cell))

    for number, entry in enumerate(form.entries(), 1):
        item = bank[entry.id]
        stem = (f"{number}. " if numbered else "") + _stem(item, form)
        texts, name = _texts(item), item.id
        match item.format:
            case "single_choice":
                add(stem, lambda p, n=name, t=texts: t[p[n]] if p[n] else "")
            case "multi_select" | "ordering":
                add(stem, lambda p, n=name, t=texts: join.join(t[o] for o in p[n] or ()))
            case "true_false":
                add(stem, lambda p, n=name: "" if p[n] is None else booleans[p[n]])
            case "matching":
                for row in item.rows:  # type: ignore[attr-defined]
                    add(
                        f"{stem} [{row.text}]",
                        lambda p, n=name, r=row.id, t=texts: t.get((p[n] or {}).get(r), ""),
                    )
            case "cloze":
                for blank, words in (
                    ("count", {"2": "2"}),
                    ("root", {"sqrt": "square root", "log": "logarithm"}),
                    ("word", {"1.10": "1.10"}),
                ):
                    add(
                        f"{stem} [{blank}]",
                        lambda p, n=name, b=blank, w=words: w[p[n][b]] if p[n] else "",
                    )
            case _:
                add(stem, lambda p, n=name: p[n] or "")
    return columns


def _table(answers: Answers, columns: Any, person: str, time: str) -> list[list[str]]:
    rows = [[time, person, *(heading for heading, _ in columns)]]
    for who, given in answers.items():
        rows.append(["31.01.2026 10:00:00", who, *(cell(given) for _, cell in columns)])
    return rows


def _csv(rows: list[list[str]], delimiter: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _check(found: ResponseFile, answers: Answers, bank: Bank) -> None:
    assert [str(each) for each in found.problems] == []
    assert [str(each) for each in found.unplaced] == []
    expected = {
        (who, item): response for who, given in answers.items() for item, response in given.items()
    }
    assert {(r.examinee, r.item): r.response for r in found} == expected
    scores = list(grade_all(bank, found, forms=bank.forms.values()))
    assert {score.status for score in scores} <= {"graded", "needs_review", "unanswered"}


def test_google_forms(answers: Answers, bank: Bank, form: Form, write: Any) -> None:
    """Commas, everything quoted, lists joined by ``, ``, grids as ``Question [row]`` columns."""
    columns = _columns(bank, form, ", ", ("False", "True"), numbered=False)
    rows = _table(answers, columns, "Email Address", "Timestamp")
    path = write("google.csv", _csv(rows, ",", csv.QUOTE_ALL))
    found = read_responses(path, wide=True, bank=bank, form=form)
    _check(found, answers, bank)
    uses = [column.use for column in found.mapping]
    assert uses == ["ignored", "examinee"] + ["item"] * (len(rows[0]) - 2)


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [
        *((";", encoding) for encoding in ("cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le")),
        ("\t", "cp1252"),
        ("\t", "utf-16"),  # what Excel calls Unicode text
    ],
)
def test_german_excel(
    encoding: str, delimiter: str, answers: Answers, bank: Bank, form: Form, write: Any
) -> None:
    """Semicolons, a Western code page or UTF-16, WAHR and FALSCH, lists joined by ``;``."""
    columns = _columns(bank, form, ";", ("FALSCH", "WAHR"), numbered=True)
    rows = _table(answers, columns, "E-Mail-Adresse", "Zeitstempel")
    path = write("excel.csv", _csv(rows, delimiter).encode(encoding))
    _check(read_responses(path, wide=True, bank=bank, form=form), answers, bank)


def test_a_spreadsheet(answers: Answers, bank: Bank, form: Form, tmp_path: Path) -> None:
    """The same as XLSX, below a title row, with real booleans."""
    columns = _columns(bank, form, ";", ("FALSE", "TRUE"), numbered=True)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Interview practice, winter term"])
    for row in _table(answers, columns, "Name", "Timestamp"):
        sheet.append([{"TRUE": True, "FALSE": False}.get(cell, cell) for cell in row])
    book.save(tmp_path / "wide.xlsx")
    found = read_responses(tmp_path / "wide.xlsx", wide=True, bank=bank, form=form)
    _check(found, answers, bank)


def test_without_a_form_the_bank_tells(answers: Answers, bank: Bank, write: Any) -> None:
    """Ids as headings and ids in the cells need no form."""
    ids = ["loss-for-prices", "overfitting-cures", "version-string"]
    rows = [["student", *ids]]
    for who, given in answers.items():
        chosen = given["overfitting-cures"]
        rows.append(
            [who, given["loss-for-prices"] or "", ";".join(chosen or ()), given[ids[2]] or ""]
        )
    found = read_responses(write("ids.csv", _csv(rows, ",")), wide=True, bank=bank)
    _check(found, {who: {i: given[i] for i in ids} for who, given in answers.items()}, bank)
