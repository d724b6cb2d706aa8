"""A regrading as CSV: everybody's totals before and after, one row a person."""

from __future__ import annotations

import csv
from io import StringIO

from mlinterview.regrading._results import Regrading
from mlinterview.store._safe_cells import safe_cell

__all__ = ["render"]

_SIDE = ("points", "points_low", "points_high", "max_points", "share", "passed", "band")
_HEAD = (
    "examinee_id",
    *(f"{name}_before" for name in _SIDE),
    *_SIDE,
    "difference",
    "protected",
    "pass_change",
    "items_changed",
)


def render(found: Regrading) -> str:
    """The table as text, lines ending in a line feed; an empty cell is "does not apply"."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_HEAD)
    for person in found.people:
        cells: list[object] = [person.examinee_id]
        for side in (person.before, person.after):
            cells += [side.points, *side.points_range, side.max_points, side.share]
            cells += [side.passed, side.band]
        changed = " ".join(change.item_id for change in person.items)
        cells += [person.difference, person.protected, person.pass_change, changed]
        writer.writerow([safe_cell(cell) for cell in cells])
    return target.getvalue()
