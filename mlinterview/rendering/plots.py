"""A figure's CSV as a small plot made of text: lines of runs, each run with its series.

Own code, since the libraries do not fit a core install: plotext 6 is a compiled rewrite that has no
wheel for musl or Windows on ARM, plotext 5 has had no release since, uniplot and termplotlib
need numpy, drawille is AGPL.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mlinterview.rendering._canvas import Axis, Canvas, axis_for

__all__ = ["Line", "Series", "Table", "plot", "read_table"]

#: runs of text with the index of their series (None for axes and labels)
Line = list[tuple[str, int | None]]

_MAX_BYTES = 2_000_000
_MAX_SERIES = 8
_LARGEST = 1e100  # beyond, differences and powers of ten leave the range of floats
_SHARED = 4  # series that one panel takes; more get a panel each
_READABLE = 8  # rows below which a curve cannot be told from a line
MARKS = "•×+o"  # series of one panel, told apart without colour


@dataclass(frozen=True, slots=True)
class Series:
    """One column; None where a cell is empty or no number of a size that can be drawn."""

    name: str
    values: tuple[float | None, ...]

    @property
    def present(self) -> list[float]:
        """The values that are there."""
        return [value for value in self.values if value is not None]


@dataclass(frozen=True, slots=True)
class Table:
    """The first column of a CSV as x, the other numeric columns as series."""

    x_name: str
    x: tuple[float, ...]
    series: tuple[Series, ...]


def read_table(path: Path) -> Table | None:
    """The table in a CSV file; None where it holds nothing that can be plotted."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return None
    header = rows[0]
    if _number(header[0]) is None:
        rows = rows[1:]
    else:
        header = ["x", *(f"series {index}" for index in range(1, len(header)))]
    rows = [row for row in rows if _number(row[0]) is not None]
    columns = range(1, min(len(header), _MAX_SERIES + 1))
    series = [
        Series(
            header[column].strip(),
            tuple(_number(row[column]) if column < len(row) else None for row in rows),
        )
        for column in columns
    ]
    series = [one for one in series if one.present]
    if not series:
        return None
    x = tuple(value for row in rows if (value := _number(row[0])) is not None)
    return Table(header[0].strip(), x, tuple(series))


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    if not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    return value if abs(value) > 1 / _LARGEST else 0.0


def plot(table: Table, *, width: int = 72, height: int = 10) -> list[Line]:
    """The table as lines of at most ``width`` columns.

    Series whose values fit one axis share a panel, with a mark and a name each; others get a panel
    of their own. A line stops at a missing value. An axis starts at 0 where all values have one
    sign, so that a level curve looks level; it is logarithmic where positive values span over 3
    decades.

    Args:
        table: as ``read_table`` gives it: numbers are 0, or from 1e-100 to 1e100 in size.
        width: columns to fill, at least 20.
        height: rows of the plotting area.
    """
    width = max(20, width)
    kinds = {axis_for(series.present).log for series in table.series}
    together = axis_for([value for series in table.series for value in series.present])
    if len(table.series) <= _SHARED and kinds == {together.log}:
        return _panel(table, range(len(table.series)), width, height)
    across = 2 if width >= 60 else 1
    each = (width - 3 * (across - 1)) // across
    small = min(height, max(_READABLE, height * 2 // 3)) if across == 2 else height
    panels = [_panel(table, [index], each, small) for index in range(len(table.series))]
    lines: list[Line] = []
    for start in range(0, len(panels), across):
        row = panels[start : start + across]
        if lines:
            lines.append([])
        for parts in zip(*row, strict=True):
            line: Line = []
            for place, part in enumerate(parts):
                line += part
                if place < len(parts) - 1:
                    line.append((" " * (each + 3 - sum(len(text) for text, _ in part)), None))
            lines.append(line)
    return lines


def _panel(table: Table, indices: Sequence[int], width: int, height: int) -> list[Line]:
    chosen = [(index, table.series[index]) for index in indices]
    values = [value for _, series in chosen for value in series.present]
    axis = axis_for(values)
    labels = axis.labels(height)
    gutter = max(len(text) for text in labels.values()) + 1
    columns = width - gutter - 1
    shown = [x for x, *ys in zip(table.x, *(s.values for _, s in chosen), strict=True) if _any(ys)]
    x_axis = Axis(min(shown), max(shown), log=False)
    lines: list[Line] = [_heading(chosen, axis, width)]
    canvas = Canvas(columns, height, dots=len(chosen) == 1)
    for place, (index, series) in enumerate(chosen):
        points = [
            None if value is None else (x_axis.share(x), axis.share(value))
            for x, value in zip(table.x, series.values, strict=True)
        ]
        canvas.draw(points, index, MARKS[place % len(MARKS)])
    for row, runs in enumerate(canvas.rows()):
        label = labels.get(row, "")
        lines.append([(label.rjust(gutter) + ("┤" if label else "│"), None), *runs])
    lines.append([(" " * gutter + "└" + "─" * columns, None)])
    lines.append(_x_labels(table.x_name, x_axis, gutter + 1, columns))
    return lines


def _any(values: Sequence[float | None]) -> bool:
    return any(value is not None for value in values)


def _heading(chosen: Sequence[tuple[int, Series]], axis: Axis, width: int) -> Line:
    line: Line = []
    for place, (index, series) in enumerate(chosen):
        mark = f"{MARKS[place]} " if len(chosen) > 1 else ""
        line.append(("  " if line else "", None))
        line.append((f"{mark}{series.name}", index if len(chosen) > 1 else None))
    if axis.log:
        line.append((" (log axis)", None))
    kept: Line = []
    room = width
    for text, owner in line:
        kept.append((text[:room], owner))
        room -= len(text[:room])
    return kept


def _x_labels(name: str, axis: Axis, indent: int, columns: int) -> Line:
    low, high = f"{axis.low:g}", f"{axis.high:g}"
    middle = name[: max(0, columns - len(low) - len(high) - 4)]
    left = max(1, (columns - len(middle)) // 2 - len(low))
    right = max(1, columns - len(low) - left - len(middle) - len(high))
    return [(" " * indent + low + " " * left + middle + " " * right + high, None)]
