"""Which shape a file has: by its first bytes, its name, and else by what it begins with."""

from __future__ import annotations

import re
from typing import Literal

from mlinterview.errors import RecordsError
from mlinterview.store._encoding import decode
from mlinterview.store._files import Source
from mlinterview.store._json import JsonFault, read_json
from mlinterview.store._table import delimiter_of

__all__ = ["Shape", "shape_of"]

Shape = Literal["yaml", "json", "jsonl", "csv", "xlsx"]

_SUFFIXES: dict[str, Shape] = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx",
}  # fmt: skip
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "an old Excel file; save it as .xlsx or as CSV",
    b"\x1f\x8b": "compressed; unpack it first",
    b"%PDF": "a PDF",
}
_TABLES = "CSV or XLSX"


def shape_of(source: Source, *, table: bool = False) -> Shape:
    """The shape of an open file.

    Args:
        source: the file.
        table: only tables will do.

    Raises:
        RecordsError: nothing that can be read, or no table where one is due.
    """
    for magic, what in _REFUSED.items():
        if source.head.startswith(magic):
            raise RecordsError(f"{source.name}: {what}")
    if source.head.startswith(b"PK\x03\x04"):
        if source.suffix == ".ods":
            raise RecordsError(f"{source.name}: save it as .xlsx or as CSV; .ods is not read")
        return "xlsx"
    shape = _SUFFIXES.get(source.suffix)
    if table:
        if shape in ("yaml", "json", "jsonl"):
            found = shape.upper()
            raise RecordsError(f"{source.name}: a table expected ({_TABLES}), found {found}")
        if shape == "xlsx":
            raise RecordsError(f"{source.name}: not a spreadsheet, in spite of its name")
        return "csv"
    text = decode(source.head).text
    if shape == "jsonl":
        # a whole document under the name of lines
        return "json" if text.lstrip().split("\n", 1)[0].strip() in ("[", "{") else "jsonl"
    if shape == "xlsx":
        raise RecordsError(f"{source.name}: not a spreadsheet, in spite of its name")
    if shape == "json" and text.lstrip()[:1] not in ("{", "["):
        return "json"
    return shape if shape in ("yaml", "csv") else _by_content(text)


def _by_content(text: str) -> Shape:
    text = text.lstrip()
    first, _, rest = text.partition("\n")
    if text[:1] in ("{", "["):
        if not rest.strip():
            return "json"
        # where one line holds a whole value, so do the others; the first may be the broken one
        second = rest.partition("\n")[0]
        lines = _is_json(first) or (first.strip() not in ("{", "[") and _is_json(second))
        return "jsonl" if lines else "json"
    delimiter = delimiter_of(text)
    headings = {heading.strip('" \r').lower() for heading in re.split(re.escape(delimiter), first)}
    return "csv" if "item" in headings else "yaml"


def _is_json(line: str) -> bool:
    try:
        return isinstance(read_json(line), (dict, list))
    except JsonFault:
        return False
