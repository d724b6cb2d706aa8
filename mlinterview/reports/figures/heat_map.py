"""Area by person: who earned how much where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlinterview.reports._wording import percent
from mlinterview.reports.figures._svg import Svg

__all__ = ["HeatCell", "heat_map"]

_NAMES, _HEADS, _RIGHT = 130, 165, 125
_CELL, _ROW = 34, 19
_LONGEST_NAME, _LONGEST_HEAD = 20, 30
_STRONGEST = 0.75  # words on the darkest cell can still be read


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A share of one person in one column; ``few``: it rests on too few items to say."""

    share: float
    few: bool


def heat_map(
    kind: str,
    people: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HeatCell | None]],
) -> Svg:
    """A row for each person, a column for each group of items; the fuller, the darker.

    Args:
        kind: what the columns are: area, topic ...
        cells: a row of cells for each person; None where nothing was due.
    """
    means = []
    for place, name in enumerate(columns):
        shares = [cell.share for row in cells if (cell := row[place]) is not None]
        if shares:
            means.append(f"{name}: mean {percent(sum(shares) / len(shares))}")
    svg = Svg(
        _NAMES + _CELL * len(columns) + _RIGHT,
        _HEADS + _ROW * len(people) + 8,
        f"Share of points by {kind} and person",
        f"{len(people)} people by {len(columns)} columns. " + "; ".join(means),
    )
    for place, name in enumerate(columns):
        x = _NAMES + _CELL * place + _CELL / 2 + 4
        svg.text(x, _HEADS - 8, _cut(name, _LONGEST_HEAD), turned=True)
    for number, (name, row) in enumerate(zip(people, cells, strict=True)):
        y = _HEADS + _ROW * number
        svg.text(_NAMES - 8, y + 13.5, _cut(name, _LONGEST_NAME), anchor="end")
        for place, cell in enumerate(row):
            x = _NAMES + _CELL * place
            if cell is None:
                svg.line(x + 12, y + 9.5, x + _CELL - 12, y + 9.5, "grid")
                continue
            share = min(1.0, max(0.0, cell.share))
            svg.rect(x + 1, y + 1, _CELL - 2, _ROW - 2, "fill", 0.05 + (_STRONGEST - 0.05) * share)
            words = percent(cell.share).removesuffix("%")
            weight = "" if cell.few else "strong"
            svg.text(x + _CELL / 2, y + 13.5, words, weight, anchor="middle")
    return svg


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
