"""The empty table that answers on paper are typed into, as ``grade --wide --form`` reads it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO, StringIO
from typing import Any, Literal

from mlinterview.bank.bank import Bank
from mlinterview.errors import FormError, MissingExtraError
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content, letter
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.roster import Roster
from mlinterview.store._headings import Headings
from mlinterview.store._safe_cells import safe_cell

__all__ = ["AnswerColumn", "Heading", "answer_columns", "answer_csv", "answer_xlsx"]

Heading = Literal["numbers", "ids"]
_EXAMPLE = 4  # letters in the example of an order


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column for answers.

    Attributes:
        heading: what stands above it.
        item: the item's id.
        part: the row or blank that it is for; None where it holds all of the item.
        format: of the item, or of the blank.
        how: what is typed into its cells.
    """

    heading: str
    item: str
    part: str | None
    format: str
    how: str

    def as_json(self) -> dict[str, Any]:
        """The fields, JSON-ready."""
        return asdict(self)


def answer_columns(
    form: Form, bank: Bank, *, headings: Heading = "numbers"
) -> tuple[AnswerColumn, ...]:
    """The columns of a form: one for an item, or one for each row of a matching and each blank.

    Every heading is looked up as grading will, so that each is read as the column it is.

    Args:
        form: the exam.
        bank: where its items are; one that it lacks has no column.
        headings: ``numbers`` as printed (``4``, ``4 [1]`` for the first row), or the bank's
            ``ids`` (``loss-by-task``, ``loss-by-task [price]``).

    Raises:
        FormError: the bank has none of the items, or a column has no heading that can be read.
    """
    known = Headings(bank.items_by_id, form)
    columns = [
        AnswerColumn(_heading(known, names, item_id, part), item_id, part, format_, how)
        for number, entry in enumerate(form.entries(), 1)
        if entry.id in bank
        for item_id, part, format_, how, names in _parts(bank[entry.id], number, headings)
    ]
    if not columns:
        raise FormError(f"form {form.id!r}: the bank has none of its items")
    return tuple(columns)


def _parts(
    item: Item, number: int, headings: Heading
) -> Iterator[tuple[str, str | None, str, str, list[str]]]:
    """Item, part, format, how to type, and what the column may be called, the best first."""
    wholes = [str(number), f"Q{number}", item.id]
    if headings == "ids":
        wholes = [item.id, *wholes]
    if isinstance(item, Matching):
        parts: list[tuple[str, str, Content]] = [(row.id, row.text, item) for row in item.rows]
    elif isinstance(item, Cloze):
        parts = [(name, name, item.blanks[name]) for name in item.blank_ids]
    else:
        yield item.id, None, item.format, _how(item), wholes
        return
    for place, (part, text, content) in enumerate(parts, 1):
        # an id that is another row's number would lead whoever types astray
        signs = [str(place), *([] if part.isdecimal() else [part]), text]
        if headings == "ids":
            signs = [part, *signs]
        names = [f"{whole} [{sign}]" for whole in wholes for sign in signs]
        yield item.id, part, getattr(content, "format", item.format), _how(content), names


def _heading(known: Headings, names: Sequence[str], item_id: str, part: str | None) -> str:
    for name in names:
        found = known.find(name)
        if (found.item, found.part) == (item_id, part) and not found.own:
            return name
    # an item called 4, say, whose id another item's question text repeats
    raise FormError(f"no heading tells the column of {item_id!r}" + (f" [{part}]" if part else ""))


def _how(content: Content) -> str:
    """What is typed for an answer."""
    kind = str(getattr(content, "format", ""))
    letters = [letter(index) for index in range(len(content.choices))]
    span = f"{letters[0]} to {letters[-1]}" if letters else ""
    unit = getattr(content, "unit", None)
    said: Mapping[str, Callable[[], str]] = {
        "single_choice": lambda: f"one letter, {span}",
        "multi_select": lambda: f"letters, {span}, with ; between (a;c); - for none of them",
        "true_false": lambda: "t or f",
        "matching": lambda: f"the option's letter, {span}",
        "ordering": lambda: (
            f"all letters in the order given ({''.join(letters[:_EXAMPLE][::-1])})"
            if len(letters) <= _EXAMPLE
            else f"all letters, {span}, in the order given"
        ),
        "numeric": lambda: "the number as written" + (f" ({unit})" if unit else ""),
        "short_answer": lambda: "the words as written",
        "free_text": lambda: "the text as written",
    }
    return said[kind]() if kind in said else "the answer as written"


def _head(columns: Sequence[AnswerColumn], roster: Roster | None) -> list[str]:
    return ["examinee", *(["name"] if _named(roster) else []), "variant"]


def _named(roster: Roster | None) -> bool:
    return roster is not None and any(entry.name for entry in roster)


def _people(roster: Roster | None) -> Iterator[list[str]]:
    for entry in roster or ():
        name = [entry.name or ""] if _named(roster) else []
        yield [entry.examinee, *name, entry.variant or ""]


def answer_csv(columns: Sequence[AnswerColumn], roster: Roster | None = None) -> str:
    """The table as CSV: a row for each person on the roster, else the headings alone.

    It begins with a byte-order mark, which spreadsheets need to see that it is UTF-8, and no cell
    is a formula.
    """
    target = StringIO()
    target.write("\ufeff")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([*_head(columns, roster), *(column.heading for column in columns)])
    for cells in _people(roster):
        writer.writerow([safe_cell(cell) for cell in cells] + [""] * len(columns))
    return target.getvalue()


def answer_xlsx(
    columns: Sequence[AnswerColumn], roster: Roster | None = None, *, title: str = ""
) -> bytes:
    """The table as a spreadsheet, its cells text, with a second sheet on what is typed where.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    try:
        import openpyxl
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise MissingExtraError("writing spreadsheets", "xlsx") from None
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Answers"
    head = _head(columns, roster)
    rows = [[*head, *(column.heading for column in columns)], *_people(roster)]
    _fill(sheet, rows, Font(bold=True))
    for at in range(1, len(rows[0]) + 1):
        # text, or a spreadsheet makes a date of 1/4 and a number of 007
        sheet.column_dimensions[get_column_letter(at)].number_format = "@"
        sheet.column_dimensions[get_column_letter(at)].width = 14 if at <= len(head) else 9
    sheet.freeze_panes = sheet.cell(row=2, column=len(head) + 1)
    help_sheet = book.create_sheet("How to type")
    facts = [["column", "item", "format", "what is typed"]]
    facts += [[column.heading, column.item, column.format, column.how] for column in columns]
    if title:
        facts += [[], [title]]
    _fill(help_sheet, facts, Font(bold=True))
    for at, width in enumerate((10, 36, 16, 60), 1):
        help_sheet.column_dimensions[get_column_letter(at)].width = width
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[str]], heading: Any) -> None:
    for number, cells in enumerate(rows, 1):
        for at, text in enumerate(cells, 1):
            cell = sheet.cell(row=number, column=at)
            cell.value = text
            cell.data_type = "s"  # never a formula
            cell.number_format = "@"
            if number == 1:
                cell.font = heading
