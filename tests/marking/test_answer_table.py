"""The empty answer table: filled in by the letters on the paper, it earns full points."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import mlinterview as mli
from mlinterview import Bank, Form, FormError, Roster, RosterEntry
from mlinterview.marking.answer_table import (
    AnswerColumn,
    answer_columns,
    answer_csv,
    answer_xlsx,
)
from mlinterview.model.form import FormEntry, Section
from mlinterview.rendering.paper import Paper, Question, paper, variant_codes

FORMATS = {
    "single_choice", "multi_select", "true_false", "matching", "ordering", "numeric",
    "short_answer", "cloze", "free_text",
}  # fmt: skip
ROSTER = Roster([
    RosterEntry(examinee="@ann", name="=1+1", variant="A"),
    RosterEntry(examinee="007", name="Hằng", variant="B"),
    RosterEntry(examinee="cy", variant=None),
])  # fmt: skip


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The bundled bank."""
    return mli.load_bank()


@pytest.fixture(scope="module")
def form(bank: Bank) -> Form:
    """Two items of every format, one parametrised among them at least."""
    chosen: list[str] = []
    for wanted in sorted(FORMATS):
        items = [item for item in bank.values() if item.format == wanted]
        chosen += [item.id for item in (items[0], items[-1])]
    chosen += [next(item.id for item in bank.values() if item.parametrised)]
    chosen = list(dict.fromkeys(chosen))
    shuffled = FormEntry(id=chosen[0], seed=3)
    return Form(
        id="every-format",
        sections=(
            Section(items=(shuffled,)),
            Section(items=tuple(FormEntry(id=each) for each in chosen[1:])),
        ),
    )


def key_cells(question: Question, item: mli.Item, variant: str | None, form: Form) -> Iterator[str]:
    """What somebody types who copies the right answers from the printed key, column by column."""
    assert question.key is not None
    if question.format == "matching":
        yield from (row.letter or "" for row in question.rows)
    elif question.format == "cloze":
        for blank in question.blanks:
            right = [choice.letter for choice in blank.choices if choice.right]
            drawn = item.variant(form.seed_for(item.id, variant)).key_response()
            yield right[0] if right else str(drawn[blank.id])
    elif question.format == "true_false":
        yield next(choice.letter for choice in question.choices if choice.right)
    elif question.format == "multi_select":
        yield ";".join(choice.letter for choice in question.choices if choice.right) or "-"
    elif question.format == "single_choice":
        yield next(choice.letter for choice in question.choices if choice.right)
    elif question.format == "ordering":
        yield question.key.answer.replace(", ", "")
    elif question.format == "free_text":
        yield question.key.sample_answer or "nothing"
    else:
        yield str(item.variant(form.seed_for(item.id, variant)).key_response())


def filled(form: Form, bank: Bank, variant: str | None) -> list[str]:
    """A row of the table, after the columns that say who."""
    printed: Paper = paper(form, bank, variant=variant, key=True)
    return [
        cell
        for question in printed.questions
        for cell in key_cells(question, bank[question.item_id], variant, form)
    ]


def as_csv(text: str, rows: dict[str, list[str]], path: Path) -> Path:
    """The CSV table with the cells of some people typed in."""
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row in table[1:]:
        if row[0] in rows:
            row[-len(rows[row[0]]) :] = rows[row[0]]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def as_xlsx(content: bytes, rows: dict[str, list[str]], path: Path) -> Path:
    """The spreadsheet with the cells of some people typed in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Answers"]
    for line in range(2, sheet.max_row + 1):
        cells = rows.get(str(sheet.cell(row=line, column=1).value), [])
        for at, text in enumerate(cells):
            cell = sheet.cell(row=line, column=sheet.max_column - len(cells) + 1 + at)
            cell.value = text
            cell.data_type = "s"
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("headings", ["numbers", "ids"])
def test_the_key_typed_in_earns_full_points(
    kind: str, headings: str, bank: Bank, form: Form, tmp_path: Path
) -> None:
    """Paper to table to grade, for every format, two variants, and the form's own order."""
    columns = answer_columns(form, bank, headings=headings)  # type: ignore[arg-type]
    assert {bank[column.item].format for column in columns} == FORMATS
    answers = {
        "'@ann" if kind == "csv" else "@ann": filled(form, bank, "A"),
        "007": filled(form, bank, "B"),
        "cy": filled(form, bank, None),
    }
    if kind == "csv":
        path = as_csv(answer_csv(columns, ROSTER), answers, tmp_path / "t.csv")
    else:
        path = as_xlsx(answer_xlsx(columns, ROSTER), answers, tmp_path / "t.xlsx")
    found = mli.read_responses(path, wide=True, form=form, bank=bank, roster=ROSTER)
    assert found.problems == found.unplaced == ()
    assert [(r.examinee, r.variant) for r in found if r.item == columns[0].item] == [
        ("@ann", "A"), ("007", "B"), ("cy", None),
    ]  # fmt: skip
    scores = list(mli.grade_all(bank, found, forms=[form]))
    assert len(scores) == 3 * sum(1 for _ in form.entries())
    for score in scores:
        item = bank[score.item_id]
        if item.format == "free_text":
            given = mli.grade(item, score.response, bank=bank)
            assert score.points == given.points
        else:
            assert (score.item_id, score.points, score.status) == (
                item.id, score.max_points, "graded",
            )  # fmt: skip


def test_all_columns_of_the_bundled_forms_are_read_as_what_they_are(
    bank: Bank, tmp_path: Path
) -> None:
    """Every heading, by numbers and by ids, is placed where the table says."""
    for form in bank.forms.values():
        for headings in ("numbers", "ids"):
            columns = answer_columns(form, bank, headings=headings)  # type: ignore[arg-type]
            path = tmp_path / "t.csv"
            path.write_text(answer_csv(columns) + "x", encoding="utf-8")
            mapping = mli.read_responses(path, wide=True, form=form, bank=bank).mapping
            assert [column.use for column in mapping[:2]] == ["examinee", "variant"]
            assert [(each.item, each.part) for each in mapping[2:]] == [
                (each.item, each.part) for each in columns
            ]


def test_headings_are_the_printed_numbers(bank: Bank, form: Form) -> None:
    """Questions are counted through the form, rows and blanks through their question."""
    columns = answer_columns(form, bank)
    headings = [column.heading for column in columns]
    questions = paper(form, bank).questions
    expected = []
    for question in questions:
        parts = len(question.rows) or len(question.blanks)
        numbers = [f"{question.number} [{part}]" for part in range(1, parts + 1)]
        expected += numbers or [str(question.number)]
    assert headings == expected


def made(*items: dict[str, object]) -> tuple[Bank, Form]:
    """A bank of items, and the form of all of them."""
    found = [mli.make_item(item) for item in items]
    bank = Bank({item.id: item for item in found})
    entries = tuple(FormEntry(id=item.id) for item in found)
    return bank, Form(id="own", sections=(Section(items=entries),))


def test_a_heading_that_means_something_else_is_not_used() -> None:
    """A question whose text is the number of another one, and rows called by others' numbers."""
    bank, form = made(
        {"id": "one", "format": "numeric", "stem": "2", "answer": 1},
        {"id": "two", "format": "numeric", "stem": "Two?", "answer": 2},
        {
            "id": "pairs",
            "format": "matching",
            "stem": "Match.",
            "rows": [
                {"id": "2", "text": "x", "match": "a"},
                {"id": "1", "text": "y", "match": "b"},
            ],
            "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
        },
    )
    found = [(each.heading, each.item, each.part) for each in answer_columns(form, bank)]
    assert found == [
        ("1", "one", None),
        ("Q2", "two", None),
        ("3 [x]", "pairs", "2"),
        ("3 [y]", "pairs", "1"),
    ]


def test_a_form_without_items_of_the_bank_is_refused(bank: Bank) -> None:
    """There is no column to write."""
    form = Form(id="else", sections=(Section(items=(FormEntry(id="not-there"),)),))
    with pytest.raises(FormError, match="'else': the bank has none of its items"):
        answer_columns(form, bank)


def test_no_cell_is_a_formula(bank: Bank, form: Form) -> None:
    """Names come from elsewhere; a spreadsheet must not work them out."""
    columns = answer_columns(form, bank)
    rows = list(csv.reader(io.StringIO(answer_csv(columns, ROSTER), newline="")))
    assert [row[:3] for row in rows[1:]] == [
        ["'@ann", "'=1+1", "A"], ["007", "Hằng", "B"], ["cy", "", ""],
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(answer_xlsx(columns, ROSTER)))["Answers"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["B2"].value == "=1+1"


def test_the_spreadsheet_says_what_is_typed(bank: Bank, form: Form) -> None:
    """A second sheet, which the reader leaves alone."""
    columns = answer_columns(form, bank)
    book = openpyxl.load_workbook(io.BytesIO(answer_xlsx(columns, title="Midterm")))
    rows = [tuple(cell.value for cell in row) for row in book["How to type"].iter_rows()]
    assert rows[1][:2] == (columns[0].heading, columns[0].item)
    assert rows[-1][0] == "Midterm"
    assert len(rows) == len(columns) + 3


HOW: list[tuple[dict[str, object], str]] = [
    ({"format": "numeric", "answer": 1, "unit": "ms"}, "the number as written (ms)"),
    ({"format": "true_false", "answer": True}, "t or f"),
    (
        {"format": "ordering", "steps": [{"id": f"s{i}", "text": f"{i}"} for i in range(3)]},
        "all letters in the order given (cba)",
    ),
    (
        {"format": "ordering", "steps": [{"id": f"s{i}", "text": f"{i}"} for i in range(7)]},
        "all letters, a to g, in the order given",
    ),
]


@pytest.mark.parametrize(("content", "how"), HOW)
def test_how_answers_are_typed(content: dict[str, object], how: str) -> None:
    """In a few words, and without a hint at the key."""
    bank, form = made({"id": "it", "stem": "It?", **content})
    (column,) = answer_columns(form, bank)
    assert column == AnswerColumn("1", "it", None, str(content["format"]), how)


def test_rows_of_people_who_were_not_there_make_no_records(
    bank: Bank, form: Form, tmp_path: Path
) -> None:
    """With a roster an empty row is an absence; a number in ``attempt`` says that they came."""
    columns = answer_columns(form, bank)
    text = answer_csv(columns, ROSTER).removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.splitlines()
    lines = [lines[0] + ",attempt", lines[1] + ",1", lines[2] + ",", lines[3] + ","]
    lines.append("eve,,," + "," * len(columns))
    path = tmp_path / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with_roster = mli.read_responses(path, wide=True, form=form, bank=bank, roster=ROSTER)
    assert {record.examinee for record in with_roster} == {"@ann", "eve"}
    without = mli.read_responses(path, wide=True, form=form, bank=bank)
    assert {record.examinee for record in without} == {"'@ann", "007", "cy", "eve"}


def test_variants_are_dealt_as_papers_are(bank: Bank, form: Form) -> None:
    """The codes of the table are those that papers are printed with."""
    dealt = ROSTER.dealt(variant_codes(2))
    assert [entry.variant for entry in dealt] == ["A", "B", "A"]
