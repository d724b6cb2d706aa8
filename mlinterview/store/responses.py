"""Reading responses, whatever the shape of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlinterview.model.records import ResponseRecord
from mlinterview.store._documents import Raw, Tree, expand, read_document
from mlinterview.store._encoding import decode
from mlinterview.store._files import MAX_BYTES, Source, open_source, too_large
from mlinterview.store._lines import json_lines
from mlinterview.store._narrow import table_records
from mlinterview.store._problems import ProblemList, RecordProblem
from mlinterview.store._seating import Seating
from mlinterview.store._sequences import RecordFile, RecordStream
from mlinterview.store._settle import Items
from mlinterview.store._shapes import Shape, shape_of
from mlinterview.store._table import Row, csv_rows
from mlinterview.store._validate import response_record

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.form import Form
    from mlinterview.model.roster import Roster
    from mlinterview.store._columns import Column, Unplaced

__all__ = ["ResponseFile", "ResponseStream", "iter_responses", "read_responses"]

MAX_JSON = 50_000_000
MAX_YAML = 20_000_000


class ResponseFile(RecordFile[ResponseRecord]):
    """What a file of responses holds: a sequence of records, and what could not be read.

    Attributes:
        name: the file, as it was given.
        problems: lines, rows and fields that could not be read; the others were.
        mapping: of a wide table, what each column was taken for, in the table's order.
        unplaced: of a wide table, the columns and values that could not be placed. Such a value is
            in a record all the same, one that grades as ``invalid``.
        notes: what a roster settled, a line each.
    """

    def __init__(
        self,
        name: str,
        records: Sequence[ResponseRecord],
        problems: Sequence[RecordProblem] = (),
        mapping: Sequence[Column] = (),
        unplaced: Sequence[Unplaced] = (),
        notes: Sequence[str] = (),
    ) -> None:
        super().__init__(name, records, problems)
        self.mapping = tuple(mapping)
        self.unplaced = tuple(unplaced)
        self.notes = tuple(notes)


class ResponseStream(RecordStream[ResponseRecord]):
    """Response records one by one; ``problems`` holds what could not be read so far.

    It closes the file at its end; leave it early through ``close()`` or a ``with`` block.
    """


def read_responses(
    path: str | Path,
    *,
    wide: bool = False,
    form: Form | None = None,
    bank: Bank | None = None,
    examinee_column: str | None = None,
    mapping: Mapping[str, Any] | str | Path | None = None,
    roster: Roster | None = None,
) -> ResponseFile:
    """The records of a YAML, JSON, JSON Lines, CSV or XLSX file.

    Args:
        path: the file; ``-`` is standard input, its shape told by its content.
        wide: a table of one row a person, as form tools and spreadsheets export.
        form: the form that was taken. Records that name none are given its id; of a wide table it
            gives the positions of items, their seeds and the printed order of options.
        bank: where the formats of the items are looked up, the bundled bank if None. They decide
            whether ``null`` and ``1.10`` are text; a wide table cannot be read without its items.
        examinee_column: heading (or number, from 1) of the column that says who; wide only.
        mapping: what columns are, by heading: an item's id (``id [row]`` for a part of it),
            ``examinee``, ``ignore``, or a mapping with ``item``, ``row`` and ``values``; or a YAML
            or CSV file of such; wide only.
        roster: who sat the exam. People are given the ids that the roster knows them by (another
            spelling of the id, or the name, will do), and those whose variant the file does not
            say are given the roster's; ``notes`` tells of both. Of a wide table the rows without an
            answer of people on the roster make no records: they are absent.

    Returns:
        The records in the file's order, with what could not be read in ``problems``.

    Raises:
        RecordsError: the file cannot be read at all, or holds over a million records.
        MissingExtraError: a spreadsheet, and openpyxl is not installed.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "answers.csv"
    >>> _ = file.write_text("examinee,item,response\\nann,loss-for-task,\\n", encoding="utf-8")
    >>> [(record.examinee, record.response) for record in read_responses(file)]
    [('ann', None)]
    """
    if wide:
        from mlinterview.store._wide import read_wide

        return read_wide(
            path,
            form=form,
            bank=bank,
            examinee_column=examinee_column,
            mapping=mapping,
            roster=roster,
        )
    with _stream(path, form, bank, streaming=False) as stream:
        records = stream.all("read them one by one with iter_responses, or split the file")
        seating = Seating(roster)
        if roster is not None:
            records = [seating.seated(record) for record in records]
        return ResponseFile(stream.name, records, stream.problems, notes=seating.notes())


def iter_responses(
    path: str | Path, *, form: Form | None = None, bank: Bank | None = None
) -> ResponseStream:
    """The records of a file one by one: `read_responses` for files of any length.

    JSON Lines are read a line at a time, in constant memory and without a limit of size. Of the
    other shapes the text is read at once and the records are made one by one.

    Raises:
        RecordsError: the file cannot be read at all.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "answers.jsonl"
    >>> _ = file.write_text('{"item": "loss-for-task"}\\nnonsense\\n', encoding="utf-8")
    >>> with iter_responses(file) as records:
    ...     print(len(list(records)), len(records.problems))
    1 1
    """
    return _stream(path, form, bank, streaming=True)


def _stream(
    path: str | Path, form: Form | None, bank: Bank | None, *, streaming: bool
) -> ResponseStream:
    items = Items(bank)
    form_id = form.id if form is not None else None
    with ExitStack() as stack:
        source = stack.enter_context(open_source(path))
        problems = ProblemList(source.name)
        raws = _raws(source, shape_of(source), items, problems, streaming)
        records = (
            record
            for raw in raws
            if (record := response_record(raw, items, problems, form=form_id)) is not None
        )
        return ResponseStream(source.name, records, problems, stack.pop_all())


def _raws(
    source: Source, shape: Shape, items: Items, problems: ProblemList, streaming: bool
) -> Iterator[Raw]:
    if shape == "jsonl":
        if not streaming and source.size is not None and source.size > MAX_BYTES:
            raise too_large(source.name, MAX_BYTES, "read it with iter_responses, or split it")
        return _line_records(source, problems)
    if shape in ("yaml", "json"):
        return _document_records(source, shape, problems)
    content = source.read()
    if shape == "xlsx":
        from mlinterview.store._xlsx import xlsx_rows

        rows: Iterator[Row] = xlsx_rows(content, source.name)
        return table_records(rows, items, source.name, problems, frozenset())
    decoded = decode(content)
    del content
    rows = csv_rows(decoded.text, problems)
    return table_records(rows, items, source.name, problems, frozenset(decoded.damaged))


def _document_records(source: Source, shape: Shape, problems: ProblemList) -> Iterator[Raw]:
    json = shape == "json"
    limit, advice = MAX_JSON if json else MAX_YAML, "use JSON Lines or CSV for so much"
    content = source.read(limit, advice)
    tree = read_document(
        content, json=json, file=source.name, problems=problems, declared=source.suffix == ".json"
    )
    return expand(tree, problems)


def _line_records(source: Source, problems: ProblemList) -> Iterator[Raw]:
    for number, value in json_lines(source, problems):
        yield from expand(Tree(value), problems, line=number)
