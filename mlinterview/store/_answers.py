"""From the rows of a wide table to records: who, which paper, and a response for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from mlinterview.errors import ExpressionError
from mlinterview.model.content import Order
from mlinterview.model.form import Form, variant_seed
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.records import ResponseRecord
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.store._cells import Presented, Read, read_cell, read_parts
from mlinterview.store._choices import ChoiceReader, Style, style_of
from mlinterview.store._columns import Column, Unplaced
from mlinterview.store._documents import Raw
from mlinterview.store._narrow import number_or_text
from mlinterview.store._problems import MAX_PROBLEMS, ProblemList, shown
from mlinterview.store._seating import Seating
from mlinterview.store._table import Row
from mlinterview.store._validate import validated

__all__ = ["AnswerReader"]

_MAX_CACHE = 50_000


@dataclass(frozen=True, slots=True)
class _Paper:
    """How one person's items were drawn and printed."""

    form: str | None = None
    variant: str | None = None
    seed: int | None = None
    known: bool = True


class AnswerReader:
    """Reads rows, one after the other; ``unplaced`` collects the values that found no place."""

    def __init__(
        self,
        columns: Sequence[Column],
        items: Mapping[str, Item],
        forms: Mapping[str, Form],
        form: Form | None,
        values: Mapping[int, Mapping[str, Any]],
        file: str,
        problems: ProblemList,
        seating: Seating,
    ) -> None:
        self.unplaced: list[Unplaced] = []
        self._more = 0
        self._columns = columns
        self._items = items
        self._forms = forms
        self._form = form
        self._values = values
        self._file = file
        self._problems = problems
        self._seating = seating
        self._by_item: dict[str, list[Column]] = {}
        for column in columns:
            if column.item is not None:
                self._by_item.setdefault(column.item, []).append(column)
        self._styles: dict[int, Style | None] = {}
        self._shown: dict[object, tuple[Item, Order]] = {}
        self._read: dict[object, Read] = {}

    @property
    def item_count(self) -> int:
        """How many records a row makes."""
        return len(self._by_item)

    def learn(self, body: Sequence[Row]) -> None:
        """Look at whole columns, where a cell alone can be read in two ways."""
        for column in self._columns:
            item = self._items.get(column.item) if column.item is not None else None
            if isinstance(item, (SingleChoiceContent, MultiSelect, Matching)):
                reader = ChoiceReader(item.choices, item.order(None, item.id))
                if reader.conflicting:
                    cells = {_cell(row, column) for row in body}
                    self._styles[column.number] = style_of(reader, cells)

    def records(self, row: Row) -> Iterator[ResponseRecord]:
        """One record for each item that has a column.

        None for a person on the roster whose row holds nothing but who they are: such a row stands
        in the table before anybody answers.
        """
        examinee = self._examinee(row)
        self._beyond(row, examinee)
        if self._seating.expects(examinee) and not self._holds(row, "item", "attempt", "seconds"):
            return
        fields: dict[str, Any] = {"examinee": examinee}
        paper = self._paper(row, examinee)
        fields |= {"form": paper.form, "variant": paper.variant, "seed": paper.seed}
        for name, kind in (("attempt", int), ("seconds", (int, float))):
            column = self._field(name)
            cell = _cell(row, column) if column is not None else ""
            if column is not None and cell:
                value = number_or_text(cell)
                if isinstance(value, kind) and value >= (name == "attempt"):
                    fields[name] = value
                else:
                    self._problems.add(
                        row.line, f"a number expected for {name}", where=column.heading, value=cell
                    )
        for item_id, columns in self._by_item.items():
            response = self._response(row, examinee, item_id, columns, paper)
            raw = Raw({**fields, "item": item_id, "response": response}, row.line, item_id)
            record = validated(ResponseRecord, raw.fields, raw, self._problems)
            if record is not None:
                yield record

    def place_all(self) -> tuple[Unplaced, ...]:
        """Columns and values without a place; the last one counts those not listed."""
        columns = [
            Unplaced(0, column.number, column.heading, "", column.by, file=self._file)
            for column in self._columns
            if column.use == "unplaced"
        ]
        found = [*columns, *self.unplaced]
        if self._more:
            reason = f"{self._more:,} more values are not listed"
            found.append(Unplaced(0, 0, "", "", reason, file=self._file))
        return tuple(found)

    def _examinee(self, row: Row) -> str:
        cells = [_cell(row, column) for column in self._columns if column.use == "examinee"]
        return self._seating.who(" ".join(cell for cell in cells if cell) or f"row-{row.number}")

    def _holds(self, row: Row, *uses: str) -> bool:
        return any(_cell(row, column) for column in self._columns if column.use in uses)

    def _field(self, use: str) -> Column | None:
        return next((column for column in self._columns if column.use == use), None)

    def _paper(self, row: Row, examinee: str) -> _Paper:
        cells = {}
        for use in ("form", "variant", "seed"):
            column = self._field(use)
            cells[use] = _cell(row, column) if column is not None else ""
        form_id = cells["form"] or (self._form.id if self._form is not None else None)
        seed = number_or_text(cells["seed"]) if cells["seed"] else None
        variant = cells["variant"] or None
        if seed is None:
            variant = self._seating.variant(examinee, variant)
        known = True
        if seed is not None and not isinstance(seed, int):
            column = self._field("seed")
            assert column is not None
            self._problems.add(
                row.line, "a whole number expected for seed", where=column.heading, value=str(seed)
            )
            seed, known = None, False
        elif seed is None and variant:
            known = form_id is not None
        elif seed is None and cells["form"]:
            known = form_id in self._forms
        return _Paper(form_id, variant, seed if isinstance(seed, int) else None, known)

    def _response(
        self, row: Row, examinee: str, item_id: str, columns: Sequence[Column], paper: _Paper
    ) -> Any:
        written = [(column, _raw(row, column)) for column in columns]
        written = [(column, text) for column, text in written if text.strip()]
        if not written:
            return None
        whole = [(column, text) for column, text in written if column.part is None]
        if whole and (len(whole) < len(written) or len({text for _, text in whole}) > 1):
            for column, text in written:
                self._lost(row, column, text, "another column answers the same item", examinee)
            # a shape that no format takes for an answer, with all that was written
            return {f"column {column.number}": text for column, text in written}
        if whole:
            column, text = whole[0]
            read = self._cell(item_id, column, text, paper)
            if read.reason is not None:
                self._lost(row, column, text, read.reason, examinee)
            return read.response
        return self._parts(row, examinee, item_id, written, paper)

    def _parts(
        self,
        row: Row,
        examinee: str,
        item_id: str,
        written: Sequence[tuple[Column, str]],
        paper: _Paper,
    ) -> Any:
        texts: dict[str, str] = {}
        by_part: dict[str, Column] = {}
        for column, text in written:
            part = column.part or ""
            if texts.get(part, text) != text:
                reason = "another column answers the same part"
                self._lost(row, column, text, reason, examinee)
                return {f"column {each.number}": cell for each, cell in written}
            texts[part], by_part[part] = text, column
        first = written[0][0]
        values = {
            text: value
            for column, _ in written
            for text, value in self._values.get(column.number, {}).items()
        }
        response, reasons = read_parts(self._presented(item_id, first, paper, values), texts)
        for part, reason in reasons.items():
            self._lost(row, by_part[part], texts[part], reason, examinee)
        return response

    def _cell(self, item_id: str, column: Column, text: str, paper: _Paper) -> Read:
        key = (column.number, paper, text)
        read = self._read.get(key)
        if read is None:
            values = self._values.get(column.number, {})
            read = read_cell(self._presented(item_id, column, paper, values), text)
            if len(text) < 1000:
                if len(self._read) >= _MAX_CACHE:
                    self._read.clear()
                self._read[key] = read
        return read

    def _presented(
        self, item_id: str, column: Column, paper: _Paper, values: Mapping[str, Any]
    ) -> Presented:
        key = (item_id, paper)
        found = self._shown.get(key)
        if found is None:
            if len(self._shown) >= _MAX_CACHE:
                self._shown.clear()
            found = self._shown[key] = self._drawn(item_id, paper)
        item, order = found
        return Presented(item, order, self._styles.get(column.number), values)

    def _drawn(self, item_id: str, paper: _Paper) -> tuple[Item, Order]:
        item = self._items[item_id]
        form = self._forms.get(paper.form) if paper.form is not None else None
        seed = paper.seed
        if seed is None and paper.form is not None and paper.variant:
            seed = variant_seed(paper.form, paper.variant, item_id)
        elif seed is None and form is not None:
            seed = form.seed_for(item_id)
        with suppress(ExpressionError, ValueError):  # grading tells of it
            item = item.variant(seed)
        if not paper.known:
            return item, ()
        order = item.order(seed, item_id)
        entry = form.entry(item_id) if form is not None else None
        if entry is None or not entry.options or paper.variant:
            return item, order
        return item, entry.options if sorted(entry.options) == sorted(order) else order

    def _beyond(self, row: Row, examinee: str) -> None:
        for at in range(len(self._columns), len(row.cells)):
            if row.cells[at].strip():
                reason, value = "a cell beyond the last heading", shown(row.cells[at])
                lost = Unplaced(row.line, at + 1, "", value, reason, examinee, file=self._file)
                self._add(lost)

    def _lost(self, row: Row, column: Column, text: str, reason: str, examinee: str) -> None:
        at, value = (row.line, column.number, column.heading), shown(text)
        self._add(Unplaced(*at, value, reason, examinee, column.item, self._file))

    def _add(self, unplaced: Unplaced) -> None:
        if len(self.unplaced) < MAX_PROBLEMS:
            self.unplaced.append(unplaced)
        else:
            self._more += 1


def _raw(row: Row, column: Column) -> str:
    at = column.number - 1
    return row.cells[at] if at < len(row.cells) else ""


def _cell(row: Row, column: Column) -> str:
    return _raw(row, column).strip()
