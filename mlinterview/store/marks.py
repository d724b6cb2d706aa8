"""Files of marks: the decisions of people, which win over any grader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from mlinterview.model.records import Mark
from mlinterview.store._documents import ListOf, Raw, Tree, expand_list, read_document
from mlinterview.store._encoding import decode
from mlinterview.store._files import Source, open_source
from mlinterview.store._json import DoubledKey
from mlinterview.store._lines import json_lines
from mlinterview.store._mark_tables import mark_rows
from mlinterview.store._problems import ProblemList
from mlinterview.store._sequences import RecordFile, RecordStream
from mlinterview.store._settle import Items, settle
from mlinterview.store._shapes import shape_of
from mlinterview.store._table import csv_rows
from mlinterview.store._validate import validated

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank

__all__ = ["MarkFile", "read_marks"]

MAX_DOCUMENT = 20_000_000
_LIST = ListOf("marks", "a mark with 'item' and 'marks'")


class MarkFile(RecordFile[Mark]):
    """What a file of marks holds: a sequence of marks, with ``problems`` for the rest."""


def read_marks(path: str | Path, *, bank: Bank | None = None) -> MarkFile:
    """The marks of a YAML, JSON, JSON Lines, CSV or XLSX file.

    A document is a list of marks, one mark, or ``{by: NAME, marks: [...]}``. A table has the
    columns ``item`` and ``by`` and one of ``marks``, ``points``, or ``criterion`` with ``mark`` (a
    row for each criterion); ``examinee``, ``note``, ``attempt``, ``item_version`` and ``response``
    if need be.

    Args:
        path: the file; ``-`` is standard input.
        bank: where the formats of the items are looked up, as for `read_responses`.

    Raises:
        RecordsError: the file cannot be read at all.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "marks.csv"
    >>> _ = file.write_text("examinee,item,points,by\\nann,essay,2.5,Dr Ito\\n", encoding="utf-8")
    >>> [(mark.examinee, mark.marks) for mark in read_marks(file)]
    [('ann', 2.5)]
    """
    items = Items(bank)
    with ExitStack() as stack:
        source = stack.enter_context(open_source(path))
        problems = ProblemList(source.name)
        raws = _raws(source, items, problems)
        marks = (mark for raw in raws if (mark := _mark(raw, items, problems)) is not None)
        with RecordStream(source.name, marks, problems, stack.pop_all()) as stream:
            return MarkFile(source.name, stream.all("split the file"), stream.problems)


def _raws(source: Source, items: Items, problems: ProblemList) -> Iterator[Raw]:
    shape = shape_of(source)
    if shape == "jsonl":
        return _from_lines(source, problems)
    if shape == "xlsx":
        from mlinterview.store._xlsx import xlsx_rows

        rows = xlsx_rows(source.read(), source.name)
        return mark_rows(rows, items, source.name, problems, frozenset())
    if shape == "csv":
        decoded = decode(source.read())
        rows = csv_rows(decoded.text, problems)
        return mark_rows(rows, items, source.name, problems, frozenset(decoded.damaged))
    tree = read_document(
        source.read(MAX_DOCUMENT, "use JSON Lines or CSV for so much"),
        json=shape == "json",
        file=source.name,
        problems=problems,
        declared=source.suffix == ".json",
    )
    return expand_list(tree, _LIST, problems)


def _from_lines(source: Source, problems: ProblemList) -> Iterator[Raw]:
    for number, value in json_lines(source, problems):
        yield from expand_list(Tree(value), _LIST, problems, line=number)


def _mark(raw: Raw, items: Items, problems: ProblemList) -> Mark | None:
    fields = dict(raw.fields)
    try:
        if fields.get("response") is not None:
            fields["response"] = settle(fields["response"], str(fields["item"]).strip(), items)
        if isinstance(fields.get("marks"), DoubledKey):
            raise ValueError(f"the key {fields['marks'].key[:60]!r} stands twice")
    except ValueError as error:
        problems.add(raw.line, str(error), where=raw.where)
        return None
    mark = validated(Mark, fields, raw, problems)
    if mark is None or mark.examinee is None:
        return mark
    # names are compared with those of response records, which have no outer space
    return mark.model_copy(update={"examinee": mark.examinee.strip(), "item": mark.item.strip()})
