"""A row of the table that ``export --to csv`` writes, as the item it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from mlinterview.interchange._ids import Ids
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._scored import Unsuited, tidy
from mlinterview.interchange._values import whole_number
from mlinterview.store._safe_cells import FORMULA

__all__ = ["is_own", "item"]

_OWN = frozenset({"id", "format", "question", "answer", "more"})
_PAIR = re.compile(r"\s*(\d+)\s*=\s*([a-z]+)\s*", re.IGNORECASE)
_RANGE = re.compile(r"(.+?)\.\.(.+)")
#: fields that lead out of the table, to a taxonomy, other items or files
_LEADING_OUT = ("topics", "subtasks", "roles", "tools", "enemies", "stimulus", "figures", "proof")


def is_own(cells: Sequence[str]) -> bool:
    """Whether a row of headings is one of our exports."""
    return {cell.strip().lower() for cell in cells} >= _OWN


def item(heading: Sequence[str], cells: Sequence[str], place: str) -> Imported:
    """The item of a row.

    Raises:
        Unsuited: a cell cannot be read.
    """
    row = {name: _bare(cell) for name, cell in zip(heading, cells, strict=False) if name}
    notes: list[str] = []
    more = _more(row.get("more", ""))
    source: dict[str, Any] = {}
    for name in ("id", "title", "format"):
        if row.get(name, "").strip():
            source[name] = row[name]
    for name in ("difficulty", "minutes", "points"):
        if row.get(name, "").strip():
            source[name] = tidy(whole_number(row[name]))
    if row.get("bloom", "").strip():
        source["bloom"] = row["bloom"].strip()
    source["stem"] = row.get("question", "")
    if row.get("explanation", "").strip():
        source["explanation"] = row["explanation"]
    maker = _MAKERS.get(str(source.get("format")))
    if maker is not None:
        maker(row, more, source)
    source.update({name: value for name, value in more.items() if name not in source})
    if row.get("topics", "").strip():
        source["topics"] = row["topics"]
    for name in _LEADING_OUT:
        if source.pop(name, None):
            shown = f": {row['topics']}" if name == "topics" else ""
            notes.append(f"{name} there{shown}")
    for name in ("status", "version"):
        source.pop(name, None)
    return Imported(source=source, place=place, notes=tuple(notes))


def _bare(cell: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    if cell.startswith("'") and cell.lstrip("'").lstrip(" \ufeff").startswith(FORMULA):
        return cell[1:]
    return cell


def _more(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unsuited("the column 'more' is no JSON that can be read") from None
    if not isinstance(found, dict):
        raise Unsuited("the column 'more' is no JSON mapping")
    return found


def _entries(
    row: dict[str, str], more: dict[str, Any], prefix: str, field: str, kind: str
) -> list[dict[str, Any]]:
    """Options, rows or steps: texts from columns, the rest from ``more``."""
    columns = sorted(
        (name for name in row if name.startswith(f"{prefix}_") and row[name].strip()),
        key=lambda name: (len(name), name),
    )
    rest = more.pop(field, None)
    told = rest if isinstance(rest, list) else []
    ids = Ids()
    made = []
    for place, name in enumerate(columns):
        mark = name.rpartition("_")[2]
        given = told[place] if place < len(told) and isinstance(told[place], dict) else {}
        entry: dict[str, Any] = {
            "id": given.get("id") or ids.part(row[name], f"{kind}-{place + 1}")
        }
        entry["text"] = row[name]
        entry.update({key: value for key, value in given.items() if key not in entry})
        if field == "options" and row.get(f"feedback_{mark}", "").strip():
            entry["feedback"] = row[f"feedback_{mark}"]
        entry["_mark"] = mark
        made.append(entry)
    return made


def _done(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in entry.items() if key != "_mark"} for entry in entries]


def _marks(answer: str) -> list[str]:
    return [part.strip().lower() for part in re.split("[;,]", answer) if part.strip()]


def _by_mark(entries: list[dict[str, Any]], mark: str) -> dict[str, Any]:
    for entry in entries:
        if entry["_mark"] == mark.lower():
            return entry
    raise Unsuited(f"the answer names {mark!r}, and there is no such option")


def _choices(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    options = _entries(row, more, "option", "options", "option")
    marks = _marks(row.get("answer", ""))
    for mark in [] if marks == ["none"] else marks:
        _by_mark(options, mark)["correct"] = True
    source["options"] = _done(options)


def _true_false(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    word = row.get("answer", "").strip().lower()
    if word not in ("true", "false"):
        raise Unsuited(f"true or false expected, found {word[:40]!r}")
    source["answer"] = word == "true"


def _matching(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    options = _entries(row, more, "option", "options", "option")
    rows = _entries(row, more, "row", "rows", "row")
    for part in re.split("[;,]", row.get("answer", "")):
        found = _PAIR.fullmatch(part)
        if not found or not 1 <= int(found[1]) <= len(rows):
            raise Unsuited(
                f"a pair such as 1=b expected in the answer, found {part.strip()[:40]!r}"
            )
        rows[int(found[1]) - 1]["match"] = _by_mark(options, found[2])["id"]
    source["rows"], source["options"] = _done(rows), _done(options)


def _ordering(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    steps = _entries(row, more, "option", "steps", "step")
    order = [_by_mark(steps, mark) for mark in _marks(row.get("answer", ""))]
    if order and len({id(step) for step in order}) != len(steps):
        raise Unsuited("the answer does not name every step once")
    source["steps"] = _done(order or steps)


def _numeric(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    answer = row.get("answer", "").strip()
    if found := _RANGE.fullmatch(answer):
        source["range"] = [_value(found[1]), _value(found[2])]
    else:
        source["answer"] = _value(answer)
    told = row.get("tolerance", "").strip()
    if told.endswith("%"):
        from decimal import Decimal, InvalidOperation

        try:
            source["tolerance"] = {"relative": tidy(float(Decimal(told[:-1].strip()) / 100))}
        except (InvalidOperation, OverflowError):
            raise Unsuited(
                f"a tolerance such as 0.01, 1% or 3 digits expected: {told[:40]}"
            ) from None
    elif told.endswith("digits"):
        source["tolerance"] = {"digits": tidy(whole_number(told.removesuffix("digits")))}
    elif told:
        source["tolerance"] = {"absolute": tidy(whole_number(told))}
    if row.get("unit", "").strip():
        source["unit"] = row["unit"]


def _value(text: str) -> float | int:
    """A number as Python writes it, so that it comes back the same."""
    import math

    try:
        value: float | int = int(text)
    except ValueError:
        try:
            value = float(text)
        except ValueError:
            return whole_number(text)
    if isinstance(value, float) and not math.isfinite(value):
        raise Unsuited(f"a finite number expected, found {text[:40]!r}")
    return value


def _short_answer(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    accept = [line for line in row.get("answer", "").split("\n") if line.strip()]
    if "accept" in more:  # texts that hold line breaks cannot be told one a line
        source["accept"] = more["accept"]
    elif accept:
        source["accept"] = accept


def _free_text(row: dict[str, str], more: dict[str, Any], source: dict[str, Any]) -> None:
    if row.get("answer", "").strip():
        source["sample_answer"] = row["answer"]


_MAKERS = {
    "single_choice": _choices,
    "multi_select": _choices,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_answer": _short_answer,
    "free_text": _free_text,
}
