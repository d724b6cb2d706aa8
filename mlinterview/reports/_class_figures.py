"""The pictures of a class, from its report: what HTML and PDF share."""

from __future__ import annotations

from mlinterview.analysis._results import ItemTrace
from mlinterview.model.content import letter
from mlinterview.rendering.math import text_with_math
from mlinterview.reports._class_model import ClassAnalysis, ItemFigures
from mlinterview.reports._model import Report
from mlinterview.reports._wording import interval, percent
from mlinterview.reports.figures import (
    Svg,
    heat_map,
    histogram,
    item_map,
    reliability,
    trace_lines,
)
from mlinterview.reports.figures.heat_map import HeatCell
from mlinterview.reports.figures.item_map import ItemPlace

__all__ = [
    "HEAT_CAPTION",
    "ITEM_HEAD",
    "MAP_CAPTION",
    "TRACE_CAPTION",
    "class_heat_map",
    "class_histogram",
    "class_item_map",
    "class_reliability",
    "class_traces",
    "item_figures_rows",
    "trace_key",
]

#: larger classes and tables make no picture that can be read
_MOST_PEOPLE = 80
_MOST_COLUMNS = 30
_MOST_ITEMS = 200
#: flags of items that are drawn in red
_ALARMS = frozenset({"low_discrimination", "miskey", "negative_discrimination", "no_variance"})
HEAT_CAPTION = (
    "Share of points in per cent, the darker the fuller; best total first. Bold figures rest on"
    " five items' worth or more; the others are too few to say much."
)
MAP_CAPTION = (
    "Each disc is an item, by its number in the table; red ones hardly tell people apart, or may"
    " have a wrong key. Facility is the mean share, discrimination the correlation with the score"
    " on the other items. In a small class both are rough: the table has the intervals."
)
TRACE_CAPTION = (
    "The share that chose each option, from the weakest to the strongest people on the other items."
    " The key (thick) should rise, distractors should fall."
)
ITEM_HEAD = ("No. and item", "people", "facility", "discrimination", "to look at")


def class_histogram(report: Report) -> Svg | None:
    """The shares of all people."""
    shares = [person.share for person in report.examinees if person.share is not None]
    return histogram(shares, report.pass_share) if shares else None


def class_heat_map(report: Report) -> Svg | None:
    """Areas, or the first table there is, by person; None where it could not be read."""
    summary = report.class_summary
    if summary is None:
        return None
    kind = "area" if summary.by.get("area") else next(iter(summary.by), None)
    rows = summary.by.get(kind, ()) if kind is not None else ()
    people = sorted(
        (person for person in report.examinees if person.share is not None),
        key=lambda person: -(person.share or 0.0),
    )
    if kind is None or not 0 < len(rows) <= _MOST_COLUMNS or not 0 < len(people) <= _MOST_PEOPLE:
        return None
    cells = []
    for person in people:
        own = {row.id: row for row in person.by.get(kind, ())}
        cells.append(
            [
                HeatCell(own[row.id].share, own[row.id].too_few) if row.id in own else None
                for row in rows
            ]
        )
    heads = [row.title for row in rows]
    return heat_map(kind, [person.name for person in people], heads, cells)


def class_reliability(analysis: ClassAnalysis) -> Svg | None:
    """Alpha; None where it is undefined."""
    return None if analysis.alpha is None else reliability(analysis.alpha, analysis.alpha_interval)


def class_item_map(analysis: ClassAnalysis) -> Svg | None:
    """Items with a facility and a discrimination."""
    places = [
        ItemPlace(
            number,
            _name(item),
            item.facility,
            item.discrimination,
            not _ALARMS.isdisjoint(item.flags),
        )
        for number, item in enumerate(analysis.items, 1)
        if item.facility is not None and item.discrimination is not None
    ]
    return item_map(places) if 0 < len(places) <= _MOST_ITEMS else None


def item_figures_rows(analysis: ClassAnalysis) -> list[tuple[str, str, str, str, str]]:
    """A row of plain cells for each item, by its number on the map."""
    return [
        (
            f"{number}. {_name(item)}",
            str(item.n),
            _figure(item.facility, item.facility_interval, item, "facility", percent_=True),
            _figure(item.discrimination, item.discrimination_interval, item, "discrimination"),
            "; ".join(item.findings),
        )
        for number, item in enumerate(analysis.items, 1)
    ]


def class_traces(analysis: ClassAnalysis) -> list[tuple[ItemTrace, str, Svg]]:
    """The trace lines with the item's title; what is flagged, then what tells least, first."""
    items = {item.item_id: (number, item) for number, item in enumerate(analysis.items, 1)}

    def rank(trace: ItemTrace) -> tuple[bool, float, int]:
        number, item = items[trace.item_id]
        r = item.discrimination
        return "miskey" not in item.flags, r if r is not None else 1.0, number

    found = []
    for trace in sorted(analysis.traces, key=rank):
        number, item = items[trace.item_id]
        title = f"{number}. {_name(item)}"
        found.append((trace, title, trace_lines(trace, title)))
    return found


def trace_key(trace: ItemTrace) -> str:
    """``a) header (key), b) overlap, c) smaller``."""
    return ", ".join(
        f"{letter(place)}) {option.id}{' (key)' if option.key else ''}"
        for place, option in enumerate(trace.options)
    )


def _name(item: ItemFigures) -> str:
    return text_with_math(item.title) if item.title != item.item_id else item.item_id


def _figure(
    value: float | None,
    ends: tuple[float, float] | None,
    item: ItemFigures,
    name: str,
    *,
    percent_: bool = False,
) -> str:
    if value is None:
        return item.reasons.get(name, "")
    if percent_:
        return percent(value) + (f" ({interval(ends, '–')})" if ends is not None else "")
    low_high = f" ({_decimal(ends[0])} to {_decimal(ends[1])})" if ends is not None else ""
    return _decimal(value) + low_high


def _decimal(value: float) -> str:
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text
