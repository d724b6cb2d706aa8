"""Axes and a grid of characters to draw curves on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Axis", "Canvas", "axis_for"]

_DECADES = 3
# the bit of each dot of a braille character (U+2800 and on), by column and row
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values, laid out on a linear or logarithmic scale."""

    low: float
    high: float
    log: bool

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the low end to 1 at the high end; a half if both are one."""
        low, high = self.low, self.high
        if self.log:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        return 0.5 if low == high else (value - low) / (high - low)

    def ticks(self) -> list[float]:
        """Round values from end to end."""
        if self.log:
            first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
            step = max(1, (last - first) // 5 + 1)
            return [10.0**power for power in range(first, last + 1, step)]
        size = _round_step(self.high - self.low)
        count = round((self.high - self.low) / size)
        return [self.low + index * size for index in range(count + 1)]

    def labels(self, rows: int) -> dict[int, str]:
        """Row (0 is the top) to the label that stands there."""
        ticks = self.ticks()
        if len(ticks) > rows:  # a low panel: both ends
            ticks = [ticks[0], ticks[-1]]
        return {round((1 - self.share(value)) * (rows - 1)): f"{value:.4g}" for value in ticks}


def axis_for(values: Sequence[float]) -> Axis:
    """The axis for some finite values: logarithmic where positive ones span over 3 decades."""
    low, high = min(values), max(values)
    if low > 0 and math.log10(high) - math.log10(low) > _DECADES:
        return Axis(
            10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)), log=True
        )
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    step = _round_step(high - low)
    return Axis(math.floor(low / step) * step, math.ceil(high / step) * step, log=False)


def _round_step(span: float) -> float:
    """1, 2 or 5 times a power of ten, so that 3 to 6 steps make up the span."""
    power = 10.0 ** math.floor(math.log10(span / 4))
    return next(size * power for size in (1, 2, 5, 10) if span / (size * power) <= 5.5)


class Canvas:
    """Characters to draw on: one curve as braille dots, or several with a mark each."""

    def __init__(self, columns: int, rows: int, *, dots: bool) -> None:
        self.columns = columns
        self.lines = rows
        self.dots = dots
        self._bits: dict[tuple[int, int], int] = {}
        self._marks: dict[tuple[int, int], tuple[str, int]] = {}

    def draw(self, points: Iterable[Point | None], series: int, mark: str) -> None:
        """A curve through points in shares of the canvas; it breaks at None."""
        wide, high = (2, 4) if self.dots else (1, 1)
        across, down = self.columns * wide - 1, self.lines * high - 1
        before: tuple[int, int] | None = None
        drawn: dict[int, tuple[int, int]] = {}  # top and bottom of what stands in a column
        for point in points:
            if point is None:
                before = None
                continue
            x, y = round(point[0] * across), round((1 - point[1]) * down)
            if before is not None and before[0] == x:
                # thousands of points may share a column: its line is drawn where it grows only
                top, bottom = drawn.get(x, (before[1], before[1]))
                if not top <= y <= bottom:
                    drawn[x] = (min(top, y), max(bottom, y))
                    self._line((x, min(top, y)), (x, max(bottom, y)), series, mark)
            else:
                self._line(before or (x, y), (x, y), series, mark)
            before = (x, y)

    def _line(self, start: tuple[int, int], end: tuple[int, int], series: int, mark: str) -> None:
        for x, y in _between(start, end):
            if self.dots:
                cell = (x // 2, y // 4)
                self._bits[cell] = self._bits.get(cell, 0) | _DOTS[x % 2][y % 4]
                self._marks[cell] = (chr(0x2800 + self._bits[cell]), series)
            else:
                self._marks[x, y] = (mark, series)

    def rows(self) -> Iterator[list[tuple[str, int | None]]]:
        """Each row as runs of one series, without space at its end."""
        for row in range(self.lines):
            runs: list[tuple[str, int | None]] = []
            for column in range(self.columns):
                text, series = self._marks.get((column, row), (" ", None))
                if runs and runs[-1][1] == series:
                    runs[-1] = (runs[-1][0] + text, series)
                else:
                    runs.append((text, series))
            if runs and runs[-1][1] is None:
                runs.pop()
            yield runs


def _between(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Whole places on the straight line from start to end, both included."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    for index in range(steps + 1):
        share = index / steps if steps else 0.0
        yield (
            round(start[0] + share * (end[0] - start[0])),
            round(start[1] + share * (end[1] - start[1])),
        )
