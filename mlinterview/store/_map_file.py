"""What a person says the columns of a wide table are: a mapping, or a YAML or CSV file of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlinterview._plain import resolve_tree
from mlinterview._text import stem_fold
from mlinterview.errors import RecordsError
from mlinterview.store._documents import read_document
from mlinterview.store._encoding import decode
from mlinterview.store._files import open_source
from mlinterview.store._narrow import headings_of, sound
from mlinterview.store._problems import ProblemList
from mlinterview.store._shapes import shape_of
from mlinterview.store._table import csv_rows

__all__ = ["ColumnMap", "Target", "read_map"]

MAX_BYTES = 5_000_000
_PART = re.compile(r"(.+?)\s*\[([^\[\]]+)\]", re.DOTALL)
_NUMBER = re.compile(r"#([0-9]{1,6})")
_FIELDS = ("item", "row", "values")


@dataclass(frozen=True, slots=True)
class Target:
    """What one column is: an item's id or ``examinee``, ``ignore`` and the like.

    ``values`` are responses by the cell texts that stand for them.
    """

    name: str
    part: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


class ColumnMap:
    """Targets by heading; headings are found as written, else folded, else by ``#number``."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = dict(targets)
        self._folded = {stem_fold(heading): heading for heading in targets}
        self._used: set[str] = set()

    def find(self, number: int, heading: str) -> Target | None:
        """The target of a column, None if the map does not name it."""
        for key in (f"#{number}", heading, heading.strip(), self._folded.get(stem_fold(heading))):
            if key and key in self._targets:
                self._used.add(key)
                return self._targets[key]
        return None

    def unused(self) -> list[str]:
        """Headings that no column had."""
        return [heading for heading in self._targets if heading not in self._used]


def read_map(mapping: Mapping[str, Any] | str | Path | None) -> ColumnMap:
    """The map as targets.

    Raises:
        RecordsError: it cannot be read, or a target is of no known shape.
    """
    if mapping is None:
        return ColumnMap({})
    name = "the map"
    if not isinstance(mapping, Mapping):
        name = str(mapping)
        mapping = _from_file(mapping)
    return ColumnMap({str(key): _target(str(key), value, name) for key, value in mapping.items()})


def _target(heading: str, value: Any, name: str) -> Target:
    part: str | None = None
    values: Mapping[str, Any] = {}
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in _FIELDS]
        if unknown or "item" not in value:
            raise RecordsError(
                f"{name}: {heading[:60]!r}: 'item', maybe 'row' and 'values' expected,"
                f" found {', '.join(map(str, value))[:80]}"
            )
        if value.get("row") is not None:
            part = str(value["row"]).strip()
        given = value.get("values") or {}
        if not isinstance(given, Mapping):
            raise RecordsError(f"{name}: {heading[:60]!r}: 'values' maps cell texts to responses")
        values = {str(text): resolve_tree(response) for text, response in given.items()}
        value = value["item"]
    if not isinstance(value, str) or not value.strip():
        raise RecordsError(
            f"{name}: {heading[:60]!r}: an item's id, 'examinee' or 'ignore' expected"
        )
    target = str(value).strip()
    split = _PART.fullmatch(target)
    if split and part is None:
        target, part = split[1], split[2].strip()
    return Target(target, part, values)


def _from_file(path: str | Path) -> Mapping[str, Any]:
    with open_source(path) as source:
        shape = shape_of(source)
        content = source.read(MAX_BYTES, "a map has a line for each column")
        name = source.name
    problems = ProblemList(name)
    if shape == "csv" or source.suffix == ".csv":
        found = _from_table(content, name, problems)
    elif shape in ("yaml", "json"):
        found = _from_document(content, name, problems, json=shape == "json")
    else:
        raise RecordsError(f"{name}: a YAML or CSV file expected, found {shape.upper()}")
    faults = problems.all()
    if faults:
        raise RecordsError(str(faults[0]))
    return found


def _from_document(
    content: bytes, name: str, problems: ProblemList, *, json: bool
) -> Mapping[str, Any]:
    value = read_document(content, json=json, file=name, problems=problems).value
    if not isinstance(value, dict):
        raise RecordsError(f"{name}: a mapping of headings to items expected")
    return value


def _from_table(content: bytes, name: str, problems: ProblemList) -> Mapping[str, Any]:
    rows = csv_rows(decode(content).text, problems)
    known = ("column", "item", "row", "value", "response")
    columns, width = headings_of(rows, known, ("column", "item"), name, problems)
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.empty or not sound(row, width, problems, frozenset()):
            continue
        cells = {key: row.cells[at].strip() for key, at in columns.items() if at < len(row.cells)}
        target = found.setdefault(cells["column"], {"item": cells.get("item", "")})
        if cells.get("row"):
            target["row"] = cells["row"]
        if cells.get("value"):
            target.setdefault("values", {})[cells["value"]] = cells.get("response", "")
    return found
