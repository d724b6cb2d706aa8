"""Every item by how easy it was and how well it told people apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mlinterview.reports._wording import percent
from mlinterview.reports.figures._svg import Svg

__all__ = ["ItemPlace", "item_map"]

_WIDTH, _HEIGHT = 480, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 20, 14, 44
_RADIUS = 9
#: items below this hardly tell people apart (Ebel 1965)
_LOW = 0.2


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item on the map, by its number in the table beside it."""

    number: int
    name: str
    facility: float
    discrimination: float
    flagged: bool


def item_map(items: Sequence[ItemPlace]) -> Svg:
    """Facility from left to right, discrimination upwards; flagged items in another colour."""
    words = "; ".join(
        f"{item.number} {item.name}: facility {percent(item.facility)},"
        f" discrimination {item.discrimination:.2f}{', flagged' if item.flagged else ''}"
        for item in items
    )
    svg = Svg(_WIDTH, _HEIGHT, "Items by facility and discrimination", words)
    lowest = min([-0.2, *(item.discrimination for item in items)])
    bottom = math.floor(lowest * 5) / 5
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def across(facility: float) -> float:
        return _LEFT + wide * min(1.0, max(0.0, facility))

    def up(value: float) -> float:
        return _TOP + high * (1 - (value - bottom) / (1 - bottom))

    svg.rect(_LEFT, up(_LOW), wide, up(bottom) - up(_LOW), "area")
    for step in range(round(bottom * 5), 6):
        y = up(step / 5)
        svg.line(_LEFT, y, _WIDTH - _RIGHT, y, "axis" if step == 0 else "grid")
        svg.text(_LEFT - 6, y + 4, f"{step / 5:.1f}", "tick", anchor="end")
    for step in range(6):
        x = across(step / 5)
        svg.line(x, _TOP, x, _TOP + high, "grid")
        svg.text(x, _TOP + high + 16, f"{20 * step}%", "tick", anchor="middle")
    svg.text(_LEFT + 4, up(_LOW) + 14, "tells little", "tick")
    svg.text(_LEFT, _HEIGHT - 8, "← harder", "tick")
    svg.text(_LEFT + wide / 2, _HEIGHT - 8, "facility (mean share)", "tick", anchor="middle")
    svg.text(_WIDTH - _RIGHT, _HEIGHT - 8, "easier →", "tick", anchor="end")
    svg.text(_LEFT + 4, _TOP + 12, "discrimination ↑", "tick")
    for item in sorted(items, key=lambda item: item.flagged):
        x, y = across(item.facility), up(item.discrimination)
        svg.circle(x, y, _RADIUS, "flag" if item.flagged else "fill")
        svg.text(x, y + 3.5, str(item.number), "onfill", anchor="middle")
    return svg
