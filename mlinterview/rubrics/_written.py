"""Changes as the text of the bank's files, checked before anybody writes them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from mlinterview._resources import bundled_root
from mlinterview.bank._yaml import parse_yaml, split_entries
from mlinterview.bank.bank import Bank
from mlinterview.errors import RubricError
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import build_item
from mlinterview.rubrics._editing import Edit, edited, edits_of
from mlinterview.rubrics._revised import Change, revised

__all__ = ["Written", "written"]


@dataclass(frozen=True, slots=True)
class Written:
    """A file with changes in it, not written yet.

    Attributes:
        path: the file; ``shown`` is its path as people see it.
        before, after: its text.
        items: the changed items as they will be read from it.
    """

    path: Path
    shown: str
    before: str
    after: str
    items: tuple[FreeText, ...]


def written(bank: Bank, changes: Mapping[str, Mapping[str, Change]]) -> list[Written]:
    """The files with the changes by item and criterion.

    Raises:
        RubricError: an item has changed since the bank was loaded, or cannot be edited.
    """
    by_file: dict[str, list[str]] = {}
    for item_id in changes:
        source = bank.sources.get(item_id)
        if source is None:
            raise RubricError(f"{item_id}: it was not read from a file")
        by_file.setdefault(source.file, []).append(item_id)
    root = bank.root if bank.root is not None else bundled_root()
    return [_file(bank, root / file, file, names, changes) for file, names in by_file.items()]


def _file(
    bank: Bank,
    path: Path,
    shown: str,
    names: list[str],
    changes: Mapping[str, Mapping[str, Change]],
) -> Written:
    before = _read(path, shown)
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    text = before[len(mark) :]
    edits: list[Edit] = []
    expected: dict[str, FreeText] = {}
    for name in names:
        item = bank[name]
        assert isinstance(item, FreeText)
        edits += edits_of(text, name, changes[name], item.version + 1)
        expected[name] = revised(item, changes[name]).model_copy(
            update={"version": item.version + 1}
        )
    after = edited(text, edits)
    items = _checked(bank, text, after, expected, shown)
    return Written(path, shown, before, mark + after, items)


def _read(path: Path, shown: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RubricError(f"{shown}: the file cannot be read: {error.strerror or error}") from None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RubricError(f"{shown}: UTF-16; save the file as UTF-8 first")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise RubricError(f"{shown}: not UTF-8; save the file as UTF-8 first") from None


def _checked(
    bank: Bank, before: str, after: str, expected: Mapping[str, FreeText], shown: str
) -> tuple[FreeText, ...]:
    """The changed items as read from the new text, which must hold just what is expected."""
    old = {_id(entry.value): entry.value for entry in split_entries(parse_yaml(before))}
    document = parse_yaml(after)
    new = {_id(entry.value): entry.value for entry in split_entries(document)}
    found: list[FreeText] = []
    for name, item in expected.items():
        source = bank.sources[name]
        if old.get(name) != source.raw:
            raise RubricError(f"{shown}: {name} has changed since the bank was loaded")
        value = new.get(name)
        if document.faults or not isinstance(value, dict):
            raise _unsound(name)
        try:
            read = build_item(FreeText, value)
        except ValidationError as error:
            raise _unsound(name) from error
        if read.model_dump() != item.model_dump():
            raise _unsound(name)
        found.append(read)
    rest = {name: value for name, value in old.items() if name not in expected}
    if rest != {name: value for name, value in new.items() if name not in expected}:
        raise _unsound(", ".join(expected))
    return tuple(found)


def _id(value: object) -> str:
    return str(value.get("id")) if isinstance(value, dict) else repr(value)


def _unsound(name: str) -> RubricError:
    return RubricError(
        f"{name}: its YAML is written in a way that is not edited; make the change by hand"
    )
