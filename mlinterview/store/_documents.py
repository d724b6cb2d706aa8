"""YAML and JSON documents: the trees they hold, and the records in them, with where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlinterview.bank._yaml import line_of, parse_yaml
from mlinterview.errors import RecordsError, abbreviate
from mlinterview.store._encoding import Decoded, decode
from mlinterview.store._json import DoubledKey, JsonFault, read_json
from mlinterview.store._problems import ProblemList

__all__ = ["ListOf", "Raw", "Tree", "expand", "expand_list", "place_of", "read_document"]

Loc = tuple[str | int, ...]
#: fields that one person's records share in the short form
_SHARED = ("examinee", "form", "variant", "seed", "attempt", "seconds")
_EXPECTED = "a record with 'item' and 'response' expected, or one with 'responses'"


@dataclass(frozen=True, slots=True)
class Raw:
    """The fields of one record as the file has them, and where it stands."""

    fields: Mapping[str, Any]
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What a document holds; ``node`` knows lines, ``lost`` the places that have a fault."""

    value: Any
    node: object = None
    lost: tuple[str, ...] = ()

    def line(self, loc: Loc) -> int:
        """The line of a place, 0 if unknown."""
        return line_of(self.node, loc)

    def damaged(self, loc: Loc) -> bool:
        """Whether a fault stands at or below a place, so that something there may be lost."""
        place = place_of(loc)
        if not place:
            return any(self.lost)
        return any(
            lost == place or lost.startswith((place + ".", place + "[")) for lost in self.lost
        )


def read_document(
    content: bytes, *, json: bool, file: str, problems: ProblemList, declared: bool = True
) -> Tree:
    """The tree of a YAML or JSON file.

    Args:
        content: its bytes.
        json: whether it is JSON, else YAML.
        file: its name, for messages.
        problems: takes the faults of what could be read in part.
        declared: whether its name says so; else what is not JSON may be YAML.

    Raises:
        RecordsError: nothing could be read.
    """
    decoded = decode(content, code_page=None)
    for line in decoded.damaged:
        problems.add(line, f"bytes that are no {decoded.encoding.upper()}, read as \ufffd")
    if not json:
        return _yaml(decoded, file, problems)
    try:
        return Tree(read_json(decoded.text.removeprefix("\ufeff")))
    except JsonFault as fault:
        if not declared:
            try:
                return _yaml(decoded, file, ProblemList(file))
            except RecordsError:
                pass
        raise RecordsError(f"{file}:{fault.line}: {fault}") from None


def _yaml(decoded: Decoded, file: str, problems: ProblemList) -> Tree:
    document = parse_yaml(decoded.text)
    if document.value is None and document.faults:
        fault = document.faults[0]
        raise RecordsError(f"{file}:{fault.line}: not YAML that can be read: {fault.message}")
    lost = []
    for fault in document.faults:
        where = fault.where if fault.entry is None else _below(fault.entry, fault.where)
        problems.add(fault.line, fault.message, where=where)
        lost.append(where)
    return Tree(document.value, document.node, tuple(lost))


def _below(entry: int, where: str) -> str:
    head = f"[{entry}]"
    if not where:
        return head
    return head + where if where.startswith("[") else f"{head}.{where}"


def place_of(loc: Loc) -> str:
    """``responses[1].item`` for ``("responses", 1, "item")``."""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def expand(tree: Tree, problems: ProblemList, *, line: int = 0) -> Iterator[Raw]:
    """The records of a tree: a list of records, one record, short forms, or ``{responses: [...]}``.

    Args:
        tree: what was read.
        problems: takes what is no record.
        line: where the tree stands, if it knows no lines of its own.
    """
    value = tree.value
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _entry(tree, entry, (index,), {}, problems, line)
    elif value is not None:
        yield from _entry(tree, value, (), {}, problems, line)


def _entry(
    tree: Tree, entry: Any, loc: Loc, shared: Mapping[str, Any], problems: ProblemList, line: int
) -> Iterator[Raw]:
    here = tree.line(loc) or line
    if not isinstance(entry, dict):
        found = "text" if isinstance(entry, str) else abbreviate(entry, 40)
        problems.add(here, f"{_EXPECTED}, found {found}", where=place_of(loc), value=entry)
        return
    if isinstance(entry, DoubledKey):
        problems.add(here, f"the key {entry.key[:60]!r} stands twice", where=place_of(loc))
        return
    if "responses" not in entry or "item" in entry:
        if "item" not in entry:
            keys = ", ".join(map(str, list(entry)[:8])) or "nothing"
            problems.add(here, f"{_EXPECTED}, found {keys[:120]}", where=place_of(loc))
        elif not tree.damaged(loc):  # else the fault is listed, and something is lost
            yield Raw({**shared, **entry}, here, place_of(loc))
        return
    yield from _short_form(tree, entry, loc, shared, problems, line)


def _short_form(
    tree: Tree,
    entry: dict[str, Any],
    loc: Loc,
    shared: Mapping[str, Any],
    problems: ProblemList,
    line: int,
) -> Iterator[Raw]:
    here = tree.line(loc) or line
    responses = entry["responses"]
    unknown = [key for key in entry if key not in _SHARED and key != "responses"]
    if unknown:
        names = ", ".join(str(key)[:40] for key in unknown[:5])
        problems.add(
            tree.line((*loc, unknown[0])) or here,
            f"unknown field {names}; known beside 'responses' are {', '.join(_SHARED)}",
            where=place_of(loc),
        )
        if not isinstance(responses, list):
            return  # a misspelt 'examinee' must not make these somebody else's
    common = {**shared, **{key: entry[key] for key in _SHARED if key in entry}}
    if any(tree.damaged((*loc, key)) for key in common):
        return
    if isinstance(responses, list):
        if loc[1:]:
            problems.add(here, "a list of responses within another", where=place_of(loc))
            return
        for index, inner in enumerate(responses):
            yield from _entry(tree, inner, (*loc, "responses", index), common, problems, line)
    elif isinstance(responses, DoubledKey):
        reason = f"the key {responses.key[:60]!r} stands twice"
        problems.add(here, reason, where=place_of((*loc, "responses")))
    elif isinstance(responses, dict):
        for item, value in responses.items():
            place = (*loc, "responses", str(item))
            if not tree.damaged(place):
                fields = {**common, "item": item, "response": value}
                yield Raw(fields, tree.line(place) or here, place_of(place))
    elif responses is not None:
        problems.add(
            here,
            f"a mapping of item to response expected, found {abbreviate(responses, 40)}",
            where=place_of((*loc, "responses")),
        )


@dataclass(frozen=True, slots=True)
class ListOf:
    """What a document lists: the key that the list may stand under, and one entry in words."""

    key: str
    entry: str


def expand_list(tree: Tree, what: ListOf, problems: ProblemList, *, line: int = 0) -> Iterator[Raw]:
    """The entries of a tree, each with ``item``: a list, one entry, or ``{shared, key: [...]}``.

    Args:
        tree: what was read.
        what: the key that a list stands under, and what an entry is.
        problems: takes what is no entry.
        line: where the tree stands, if it knows no lines of its own.
    """
    value = tree.value
    shared: dict[str, Any] = {}
    loc: Loc = ()
    if isinstance(value, dict) and "item" not in value and isinstance(value.get(what.key), list):
        shared = {key: entry for key, entry in value.items() if key != what.key}
        value, loc = value[what.key], (what.key,)
    entries = value if isinstance(value, list) else [] if value is None else [value]
    for index, entry in enumerate(entries):
        place = (*loc, index) if isinstance(value, list) else loc
        here, where = tree.line(place) or line, place_of(place)
        if isinstance(entry, DoubledKey):
            problems.add(here, f"the key {entry.key[:60]!r} stands twice", where=where)
        elif not isinstance(entry, dict) or "item" not in entry:
            reason = f"{what.entry} expected, found {abbreviate(entry, 60)}"
            problems.add(here, reason, where=where)
        elif not tree.damaged(place):
            yield Raw({**shared, **entry}, here, where)
