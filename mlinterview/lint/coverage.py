"""What a bank covers: items by category, task, area, topic and so on, and the cells without any."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, get_args

from mlinterview.bank.bank import Bank
from mlinterview.model.item import Bloom
from mlinterview.model.kinds import VALUES_OF
from mlinterview.model.registry import format_names
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["Coverage", "coverage"]

Counts = Mapping[str, int]

_KINDS = (
    "category", "area", "task", "subtask", "topic", "role", "skill", "format", "difficulty",
    "bloom",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many items a bank has for each entry of the taxonomy and each value of a field.

    Attributes:
        items: items that can be asked (retired ones are left out).
        by: kind (``category``, ``area``, ``task``, ``subtask``, ``topic``, ``role``, ``skill``,
            ``format``, ``difficulty``, ``bloom``) to counts by id, 0 where nothing is. An item
            with two topics counts in both.
        table: category to counts by task.
        empty: the cells without an item, such as ``topic ak-gnn`` or
            ``category problem_setup x task deployment``.
        titles: kind to titles by id, where they differ from the ids.
    """

    items: int
    by: Mapping[str, Counts]
    table: Mapping[str, Counts]
    empty: tuple[str, ...]
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The document that ``coverage --json`` prints."""
        return {
            "items": self.items,
            "by": {kind: dict(counts) for kind, counts in self.by.items()},
            "category_by_task": {category: dict(row) for category, row in self.table.items()},
            "empty": list(self.empty),
        }

    def to_text(self, width: int = 80) -> str:
        """Tables for people, no line longer than ``width`` characters (at least 40)."""
        width = max(40, width)
        lines = [f"{self.items} items", ""]
        lines += [*_matrix(self, width), ""]
        for kind, counts in self.by.items():
            if kind not in ("category", "task"):  # they are the edges of the table
                lines += [f"By {kind}", *_columns(self._labelled(kind, counts), width), ""]
        lines += list(_gaps(self, width))
        return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"

    def title(self, kind: str, identity: str) -> str:
        """The title of an entry; its id where it has none."""
        return self.titles.get(kind, {}).get(identity, identity)

    def _labelled(self, kind: str, counts: Counts) -> list[tuple[str, int]]:
        return [
            (_named(self.title(kind, identity), identity), count)
            for identity, count in counts.items()
        ]


def _named(title: str, identity: str) -> str:
    """Title and the id that options take."""
    return title if title == identity else f"{title} ({identity})"


def coverage(bank: Bank) -> Coverage:
    """Count the items of a bank, entry by entry.

    >>> from mlinterview import coverage, load_bank
    >>> coverage(load_bank()).by["format"]["matching"] > 0
    True
    """
    items = [item for item in bank.values() if item.status != "retired"]
    known = _known(bank.taxonomy)
    by = {kind: dict.fromkeys(ids, 0) for kind, ids in known.items()}
    table = {category: dict.fromkeys(known["task"], 0) for category in known["category"]}
    for item in items:
        for kind in _KINDS:
            for value in dict.fromkeys(VALUES_OF[kind](item)):
                by[kind][value] = by[kind].get(value, 0) + 1
        if item.category in table:
            for task in item.tasks:
                table[item.category][task] = table[item.category].get(task, 0) + 1
    return Coverage(
        items=len(items),
        by=by,
        table=table,
        empty=tuple(_empty(by, table)),
        titles={kind: bank.taxonomy.ids(kind) for kind in _TAXONOMY},
    )


_TAXONOMY = ("category", "area", "task", "subtask", "topic", "role", "skill")


def _known(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """Every value that there is, by kind, in the order of the report."""
    found = {kind: tuple(taxonomy.ids(kind)) for kind in _TAXONOMY}
    found["format"] = format_names()
    found["difficulty"] = ("1", "2", "3", "4")
    found["bloom"] = get_args(Bloom)
    return {kind: found[kind] for kind in _KINDS}


def _empty(by: Mapping[str, Counts], table: Mapping[str, Counts]) -> Iterator[str]:
    for category, row in table.items():
        for task, count in row.items():
            if not count:
                yield f"category {category} x task {task}"
    for kind, counts in by.items():
        for identity, count in counts.items():
            if not count:
                yield f"{kind} {identity}"


def _matrix(found: Coverage, width: int) -> Iterator[str]:
    """Tasks down, categories across with heads of several lines, in blocks that the width takes."""
    categories = list(found.table)
    across = max(1, (width - 10) // 5 - 1)
    for start in range(0, len(categories), across):
        if start:
            yield ""
        yield from _block(found, categories[start : start + across], width)


def _block(found: Coverage, categories: Sequence[str], width: int) -> Iterator[str]:
    rows = [
        (found.title("task", task), [*(found.table[c].get(task, 0) for c in categories), total])
        for task, total in found.by["task"].items()
    ]
    rows.append(("Items", [*(found.by["category"][c] for c in categories), found.items]))
    heads = [found.title("category", category).split() for category in categories] + [["Items"]]
    label, gap = max(len(name) for name, _ in rows), 2
    sizes = [max(4, *map(len, head)) for head in heads]
    if label + sum(sizes) + gap * len(sizes) > width:
        label, gap = min(label, max(10, width - 8 * len(sizes))), 1
        sizes = [min(size, (width - label) // len(sizes) - gap) for size in sizes]

    def line(name: str, cells: Sequence[str]) -> str:
        shown = (
            _cut(text, size).rjust(size + gap) for text, size in zip(cells, sizes, strict=True)
        )
        return _cut(name, label).ljust(label) + "".join(shown)

    for words in zip_longest(*heads, fillvalue=""):
        yield line("", words)
    for name, counts in rows:
        yield line(name, [str(count) for count in counts])


def _columns(entries: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    """Counts with their labels, in as many columns as the width has room for."""
    if not entries:
        return
    longest = min(max(len(label) for label, _ in entries), width - 8)
    cell = longest + 8
    across = max(1, (width + 2) // (cell + 2))
    down = -(-len(entries) // across)
    for row in range(down):
        cells = [
            f"{count:>6}  {_cut(label, longest):<{longest}}" for label, count in entries[row::down]
        ]
        yield "  ".join(cells)


def _gaps(found: Coverage, width: int) -> Iterator[str]:
    if not found.empty:
        yield "Nothing is empty."
        return
    yield f"Empty ({len(found.empty)})"
    groups: dict[str, list[str]] = {}
    for cell in found.empty:
        kind, _, name = cell.partition(" ")
        pair = " x " in name
        groups.setdefault("category x task" if pair else kind, []).append(
            name.replace(" x task ", " x ") if pair else name
        )
    for kind, names in groups.items():
        text = f"{kind} ({len(names)}): {', '.join(names)}"
        yield from textwrap.wrap(
            text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: max(1, size - 1)] + "…"
