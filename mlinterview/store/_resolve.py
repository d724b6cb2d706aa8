"""What each column of a wide table is: by the map, by its heading, and by what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mlinterview.errors import RecordsError
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.store._columns import Column, Use
from mlinterview.store._headings import Headings, part_id
from mlinterview.store._map_file import ColumnMap, Target
from mlinterview.store._people import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    PEOPLE,
    field_of,
    heading_key,
    is_ignored,
)
from mlinterview.store._problems import shown
from mlinterview.store._table import Row

__all__ = ["Resolver", "find_headings", "headings_again"]

_TARGETS: dict[str, Use] = {
    "examinee": "examinee", "ignore": "ignored", "variant": "variant", "seed": "seed",
    "form": "form", "attempt": "attempt", "seconds": "seconds",
}  # fmt: skip
_HEADING_ROWS = 5
_PERSON = "another name of the person"


def find_headings(rows: Sequence[Row], headings: Headings) -> int:
    """Which of the rows holds the headings: the first that is not empty.

    A later one (of the first five) where that names no item and the later one does, as under a
    title, or where a tool writes codes of its own first.
    """
    first = next((at for at, row in enumerate(rows) if not row.empty), 0)
    best, most = first, 0
    for at in range(first, min(first + _HEADING_ROWS, len(rows))):
        found = [headings.find(cell) for cell in rows[at].cells]
        named = sum(each.item is not None and each.by != "position" for each in found)
        if at == first and any(each.item is not None for each in found):
            return first
        if named > most:
            best, most = at, named
    return best


def headings_again(row: Row, headings: Headings) -> bool:
    """Whether a row repeats the headings in other words, as some tools write below their codes."""
    cells = [cell for cell in row.cells if cell.strip()]
    if any(cell.startswith('{"ImportId"') for cell in cells):
        return True
    named = sum(headings.find(cell).by in ("stem", "start of the stem") for cell in cells)
    return 2 * named > len(cells)


@dataclass(frozen=True, slots=True)
class Resolver:
    """Decides on columns.

    Attributes:
        headings: the items by what headings may call them.
        items: by id.
        form: the form that was taken.
        targets: what the map says.
        examinee_column: heading or number of the column that says who.
        file: its name, for messages.
    """

    headings: Headings
    items: dict[str, Item]
    form: Form | None
    targets: ColumnMap
    examinee_column: str | None
    file: str

    def resolve(self, names: Sequence[str], body: Sequence[Row]) -> list[Column]:
        """The columns in the table's order.

        Raises:
            RecordsError: there is no such examinee column.
        """
        columns = [self._column(number, name) for number, name in enumerate(names, 1)]
        columns = [self._unless_empty(column, body) for column in columns]
        columns = _without_question_texts(columns)
        if self.examinee_column is not None:
            at = self._named(self.examinee_column, names)
            columns[at] = replace(columns[at], use="examinee", item=None, part=None, by="option")
            return [
                replace(column, use="ignored", by=_PERSON)
                if column.use == "examinee" and column.by == "name"
                else column
                for column in columns
            ]
        return _with_examinee(columns, body)

    def _column(self, number: int, heading: str) -> Column:
        target = self.targets.find(number, heading)
        if target is not None:
            return self._mapped(number, heading, target)
        key = heading_key(heading)
        found = self.headings.find(heading)
        column = Column(number, heading, "item", found.item, found.part, found.by)
        if found.own:
            return Column(number, heading, "ignored", by=found.by)
        if key != "examinee" and found.item is not None and found.by in ("id", "stem"):
            return column
        if key in PEOPLE or key in GIVEN_NAMES or key in FAMILY_NAMES:
            return Column(number, heading, "examinee", by="name")
        use = field_of(key)
        if use is not None:
            return Column(number, heading, use, by="name")
        if is_ignored(key):
            return Column(number, heading, "ignored", by="no answer")
        if found.item is not None:
            return column
        return Column(number, heading, "unplaced", by=found.by)

    def _mapped(self, number: int, heading: str, target: Target) -> Column:
        use = _TARGETS.get(target.name.lower())
        if use is not None:
            return Column(number, heading, use, by="map")
        item = self.items.get(target.name)
        if item is None:
            found = self.headings.find(target.name)
            item = self.items.get(found.item) if found.item is not None else None
        if item is None:
            reason = f"the map says {shown(target.name, 60)!r}, which is no item"
            return Column(number, heading, "unplaced", by=reason)
        if target.part is None:
            return Column(number, heading, "item", item.id, by="map")
        part = part_id(item, target.part, self.form)
        if part is None:
            reason = f"the map says {item.id} [{shown(target.part, 60)}], which the item has not"
            return Column(number, heading, "unplaced", by=reason)
        return Column(number, heading, "item", item.id, part, by="map")

    def _unless_empty(self, column: Column, body: Sequence[Row]) -> Column:
        if column.use == "unplaced" and not any(_cell(row, column) for row in body):
            return replace(column, use="ignored", by=f"empty; {column.by}")
        return column

    def _named(self, wanted: str, names: Sequence[str]) -> int:
        folded = heading_key(wanted)
        for fits in (
            lambda name: name.strip() == wanted.strip(),
            lambda name: bool(folded) and heading_key(name) == folded,
        ):
            for at, name in enumerate(names):
                if fits(name):
                    return at
        if wanted.strip().isdecimal() and 1 <= int(wanted.strip()[:9]) <= len(names):
            return int(wanted) - 1
        found = shown(", ".join(name.strip() for name in names if name.strip()), 200)
        raise RecordsError(f"{self.file}: no column {wanted!r} that says who; found {found}")


def _with_examinee(columns: list[Column], body: Sequence[Row]) -> list[Column]:
    """Of the columns that say who, the one that tells people apart; the others are ignored."""
    if any(column.use == "examinee" and column.by == "map" for column in columns):
        chosen: list[Column] = []
    else:
        chosen = _choose([column for column in columns if column.use == "examinee"], body)
    return [
        replace(column, use="ignored", by=_PERSON)
        if column.use == "examinee" and column.by == "name" and column not in chosen
        else column
        for column in columns
    ]


def _choose(named: list[Column], body: Sequence[Row]) -> list[Column]:
    ranked = [
        column
        for key in PEOPLE
        for column in named
        if heading_key(column.heading) == key and any(_cell(row, column) for row in body)
    ]
    given = [column for column in named if heading_key(column.heading) in GIVEN_NAMES][:1]
    family = [column for column in named if heading_key(column.heading) in FAMILY_NAMES][:1]
    if not ranked:
        return given + family
    people = [row for row in body if not row.empty]

    def distinct(column: Column) -> int:
        return len({_cell(row, column).casefold() for row in people})

    for column in ranked:
        # under this library's own heading rows with one id are the same person's
        if heading_key(column.heading) == PEOPLE[0] or distinct(column) == len(people):
            return [column]
    # "anonymous" all the way down says nothing
    telling = [column for column in ranked if distinct(column) > 1]
    if telling:
        return telling[:1]
    return (given + family) or ([] if len(people) > 1 else ranked[:1])


def _without_question_texts(columns: list[Column]) -> list[Column]:
    """``Question 1`` beside ``Response 1`` repeats the question."""
    answered = {
        column.item
        for column in columns
        if column.by == "position" and _is_response(column.heading)
    }
    return [
        replace(column, use="ignored", item=None, by="the question's text")
        if column.item in answered and column.by == "position" and not _is_response(column.heading)
        else column
        for column in columns
    ]


def _is_response(heading: str) -> bool:
    return heading.strip().casefold().startswith(("response", "answer", "antwort"))


def _cell(row: Row, column: Column) -> str:
    at = column.number - 1
    return row.cells[at].strip() if at < len(row.cells) else ""
