"""CSV: one row an item, columns that people read and change, and one for all that has no column.

Columns: ``id``, ``category``, ``format``, ``title``, ``topics`` (``;`` between ids),
``difficulty``, ``bloom``, ``minutes``, ``points``, ``question`` (Markdown), ``answer``,
``tolerance``, ``unit``, ``explanation``, ``more``, then as many as the longest item needs of
``option_a`` ..., ``row_1`` ... and ``feedback_a`` ... (of that option). Steps to be ordered stand
in the option columns, in right order.

``answer`` by format: the letter of the option; letters with ``;`` between them, or ``none``;
``true`` or ``false``; ``1=b; 2=a`` for rows; all letters for steps; a number, or ``lo..hi``;
accepted texts, one a line; the sample answer. For a cloze it is for people alone.
``tolerance`` is ``0.01``, ``1%`` of the answer, or ``3 digits``.

``more`` is JSON: the item's other fields as YAML holds them. In its lists ``options``, ``rows`` and
``steps`` each entry has what the columns do not say of that option, row or step.

Text that a spreadsheet would take for a formula has an apostrophe in front; a reader takes it away
again where a sign of a formula follows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from typing import Any

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported, ExportItem
from mlinterview.model.content import letter
from mlinterview.model.item import Item
from mlinterview.store._safe_cells import safe_cell

__all__ = ["COLUMNS", "write"]

#: the columns that every file has
COLUMNS = (
    "id",
    "category",
    "format",
    "title",
    "topics",
    "difficulty",
    "bloom",
    "minutes",
    "points",
    "question",
    "answer",
    "tolerance",
    "unit",
    "explanation",
    "more",
)
_PLAIN = ("id", "format", "title", "difficulty", "bloom", "minutes", "unit", "explanation")


def write(batch: Batch) -> Exported:
    """The items as a table, UTF-8 with a byte-order mark, which spreadsheets look for."""
    losses = LossList("csv", batch)
    rows = [_row(entry, losses) for entry in batch.items]
    more = sorted({name for row in rows for name in row} - set(COLUMNS), key=_place)
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    columns = [*COLUMNS, *more]
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    content = target.getvalue().encode("utf-8-sig")
    return Exported(content=content, suffix=".csv", losses=losses.found)


def _place(name: str) -> tuple[int, int, str]:
    """Options, rows, feedback; a to z before aa."""
    kind, _, mark = name.partition("_")
    return ("option", "row", "feedback").index(kind), len(mark), mark


def _cell(value: object) -> str:
    """As `safe_cell`; an apostrophe that is the text's own gets one more before such a sign."""
    text = safe_cell(value)
    bare = text.lstrip("'")
    return f"'{text}" if str(value).startswith("'") and safe_cell(bare) != bare else text


def _row(entry: ExportItem, losses: LossList) -> dict[str, Any]:
    item = entry.item
    left: dict[str, Any] = item.model_dump(
        mode="json", by_alias=True, exclude_unset=True, exclude_none=True
    )
    for name in ("parameters", "derive", "status"):
        left.pop(name, None)
    row: dict[str, Any] = {name: left.pop(name, None) for name in _PLAIN}
    row["category"] = item.category
    row["topics"] = "; ".join(left.pop("topics", ())) or None
    left.pop("points", None)
    row["points"] = int(entry.points) if entry.points == int(entry.points) else entry.points
    row["question"] = _question(item, left, losses)
    row["answer"] = _answer(item, left, row, entry.order)
    row["more"] = json.dumps(left, ensure_ascii=False) if left else None
    _tell(entry, losses)
    return row


def _question(item: Item, left: dict[str, Any], losses: LossList) -> str:
    stem: str = left.pop("stem")
    left.pop("stimulus", None)
    stimulus = item.placement.stimulus
    if stimulus is None or not stimulus.text:
        losses.add(item, "text", "kept")
        return stem
    losses.add(item, "text", "approximated", "the shared text stands before the question")
    return f"{stimulus.text}\n\n{stem}"


def _answer(item: Item, left: dict[str, Any], row: dict[str, Any], order: tuple[str, ...]) -> Any:
    match item.format:
        case "single_choice" | "multi_select":
            options = _placed(left, "options", order)
            right = [mark for mark, option in _lettered(options) if option.pop("correct", False)]
            _option_columns(row, options)
            _keep(left, "options", options)
            return "; ".join(right) or "none"
        case "true_false":
            return left.pop("answer")
        case "matching":
            options = _placed(left, "options", order)
            marks = {option["id"]: mark for mark, option in _lettered(options)}
            rows = left.pop("rows")
            pairs = [f"{n}={marks[each.pop('match')]}" for n, each in enumerate(rows, 1)]
            for number, each in enumerate(rows, 1):
                row[f"row_{number}"] = each.pop("text")
            _option_columns(row, options)
            _keep(left, "options", options)
            _keep(left, "rows", rows)
            return "; ".join(pairs)
        case "ordering":
            steps = left.pop("steps")
            _option_columns(row, steps)
            _keep(left, "steps", steps)
            return "; ".join(mark for mark, _ in _lettered(steps))
        case "numeric":
            return _number(left, row)
        case "short_answer":
            accept = left.pop("accept", [])
            if any("\n" in text or text != text.strip() for text in accept):
                left["accept"] = accept  # it cannot be told one a line
            return "\n".join(accept) or None
        case "free_text":
            return left.pop("sample_answer", None)
        case "cloze":
            return "; ".join(f"{name}={value}" for name, value in item.key_response().items())
        case _:
            return None


def _placed(left: dict[str, Any], name: str, order: tuple[str, ...]) -> list[dict[str, Any]]:
    by_id = {entry["id"]: entry for entry in left.pop(name)}
    return [by_id[identity] for identity in order]


def _lettered(entries: list[dict[str, Any]]) -> Iterable[tuple[str, dict[str, Any]]]:
    return ((letter(place), entry) for place, entry in enumerate(entries))


def _option_columns(row: dict[str, Any], options: list[dict[str, Any]]) -> None:
    for mark, option in _lettered(options):
        row[f"option_{mark}"] = option.pop("text")
        if "feedback" in option:
            row[f"feedback_{mark}"] = option.pop("feedback")


def _keep(left: dict[str, Any], name: str, entries: list[dict[str, Any]]) -> None:
    if any(entries):
        left[name] = entries


def _number(left: dict[str, Any], row: dict[str, Any]) -> Any:
    tolerance = left.get("tolerance", {})
    if "absolute" in tolerance:
        row["tolerance"] = tolerance["absolute"]
    elif "relative" in tolerance:
        row["tolerance"] = _per_cent(tolerance["relative"])
    elif "digits" in tolerance:
        row["tolerance"] = f"{tolerance['digits']} digits"
    left.pop("tolerance", None)
    if "range" in left:
        low, high = left.pop("range")
        return f"{low!r}..{high!r}"
    return left.pop("answer")


def _per_cent(share: float) -> str:
    from decimal import Decimal

    return f"{(Decimal(repr(share)) * 100).normalize():f}%"


def _tell(entry: ExportItem, losses: LossList) -> None:
    item = entry.item
    losses.add(item, "scoring", "kept")
    for aspect, held in (
        ("tolerance", item.format == "numeric"),
        ("explanation", item.explanation is not None),
        ("references", bool(item.references)),
        ("tags", bool(item.topics)),
        ("rubric", item.format == "free_text"),
    ):
        if held:
            losses.add(item, aspect, "kept")  # type: ignore[arg-type]  # all are aspects
    losses.add(item, "feedback", "kept")
    figures = item.figures or (item.placement.stimulus and item.placement.stimulus.figures)
    if figures:
        losses.add(item, "figures", "approximated", "named; the files are not in the table")
    losses.parameters(entry)
