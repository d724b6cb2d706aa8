"""A report on paper as parts: headings, lines, lists, tables and figures; plain text throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mlinterview.reports import _class_figures as figures
from mlinterview.reports import _lines
from mlinterview.reports import _role_lines as words
from mlinterview.reports._model import (
    ClassSummary,
    ExamineeReport,
    ItemResult,
    Misconception,
    Report,
    RoleReadiness,
    Row,
)
from mlinterview.reports._wording import clean, interval, number, percent, shorten
from mlinterview.reports.figures import Svg

__all__ = ["Part", "parts"]

Part = dict[str, Any]
_LONGEST = 2000
_ROLES_ACROSS = 5
# the room for text on the page of report.typ, in pixels of 1/96 inch; a caption stands below
_PAGE_WIDTH, _PAGE_HEIGHT = 657.0, 900.0


def parts(report: Report) -> list[Part]:
    """The class where there is one, else each person."""
    found = [_heading(1, _lines.title(report))]
    if report.class_summary is not None:
        return [*found, *_class(report, report.class_summary)]
    for person in report.examinees:
        found += _person(person)
    found += [] if report.examinees else [_text(["No scores."])]
    return [*found, *_notes(report.notes)]


def _class(report: Report, summary: ClassSummary) -> list[Part]:
    found = [
        _text(_lines.class_lines(summary, report.pass_share)),
        _text([_lines.counts_line(report.summary)], soft=True),
        *_notes(report.notes),
        *_figure(figures.class_histogram(report), "", 0.6),
    ]
    for name, entries in _lines.attention_lists(summary):
        found += [_heading(3, name), _list(entries)]
    heat = figures.class_heat_map(report)
    found += _figure(heat, figures.HEAT_CAPTION, heat.width / _PAGE_WIDTH if heat else 1.0)
    people = [
        (
            person.name,
            f"{number(person.points)}/{number(person.max_points)}",
            "" if person.share is None else percent(person.share, 1),
            _open(person.points_range),
            _lines.result_word(person),
        )
        for person in report.examinees
    ]
    found += [
        _heading(2, "People"),
        _table("", ("", "points", "share", "range", "result"), people, last="left"),
    ]
    found += _class_roles(report.examinees)
    found += _analysis(summary)
    hardest = [
        (
            f"{_lines.plain_title(item)} ({item.item_id})",
            str(item.n),
            percent(item.facility),
            interval(item.interval, "–"),
            str(item.unanswered),
        )
        for item in summary.hardest
    ]
    head = ("", "people", "mean", "interval", "blank")
    found += [_heading(2, "Hardest items"), _table("", head, hardest)]
    found += _misconceptions(summary.misconceptions)
    for kind, rows in summary.by.items():
        cells = [
            (
                row.title,
                str(row.items),
                str(row.n),
                percent(row.share),
                interval(row.interval, "–") if row.interval is not None else "",
            )
            for row in rows
        ]
        if cells:
            head = ("", "items", "people", "mean", "interval")
            found.append(_table(f"Class by {kind}", head, cells))
            found += [_text(notes, soft=True) for notes in [summary.table_notes.get(kind)] if notes]
    return found


def _class_roles(people: Sequence[ExamineeReport]) -> list[Part]:
    """People by roles, in tables that a page can hold; roles that nobody was asked of left out."""
    roles = people[0].roles if people else ()
    asked = [
        place
        for place in range(len(roles))
        if any(person.roles[place].share is not None for person in people)
    ]
    tables = []
    for start in range(0, len(asked), _ROLES_ACROSS):
        places = asked[start : start + _ROLES_ACROSS]
        rows = [
            (person.name, *(_share(person.roles[place]) for place in places)) for person in people
        ]
        head = ("", *(roles[place].title for place in places))
        tables.append(_table("Share of each role's map", head, rows))
    left = [role.title for place, role in enumerate(roles) if place not in asked]
    said = ["* too few answers to say much."] if asked else []
    said += [f"Not asked of anybody: {', '.join(left)}."] if left else []
    if not roles:
        return []
    return [_heading(2, "Readiness"), *tables, _text([*said, words.ROLE_LEGEND], soft=True)]


def _share(role: RoleReadiness) -> str:
    few = role.too_few and role.share is not None
    return f"{words.share_word(role)}{' *' if few else ''}"


def _analysis(summary: ClassSummary) -> list[Part]:
    analysis = summary.analysis
    if analysis is None:
        return []
    found = [_heading(2, "Item analysis"), _text(analysis.lines), *_notes(analysis.notes)]
    found += _figure(figures.class_reliability(analysis), "", 0.6)
    found += _figure(figures.class_item_map(analysis), figures.MAP_CAPTION, 0.65)
    if analysis.items:
        rows = figures.item_figures_rows(analysis)
        found.append(_table("", ("", *figures.ITEM_HEAD[1:]), rows, last="wide"))
    traces = [
        {
            "svg": svg.alone(),
            "alt": svg.words,
            "caption": _plain(f"{title}: {figures.trace_key(trace)}"),
        }
        for trace, title, svg in figures.class_traces(analysis)
    ]
    if traces:
        found += [_heading(3, "Who chose what"), _text([figures.TRACE_CAPTION], soft=True)]
        found.append({"kind": "figures", "across": 3, "figures": traces})
    return found


def _person(person: ExamineeReport) -> list[Part]:
    found = [_heading(2, person.examinee_id)] if person.examinee_id is not None else []
    result = _lines.result_word(person)
    found.append(_text([f"{_lines.headline(person)}{f' ({result})' if result else ''}"]))
    found += [_text([_lines.counts_line(person)], soft=True), *_notes(person.notes)]
    for kind, rows in person.by.items():
        if rows:
            cells = [_row(each, mark) for row in rows for each, mark in _with_topics(row)]
            head = ("", "items", "points", "share", "interval", "level")
            found.append(_table(f"By {kind}", head, cells, last="left"))
            found += [_text(notes, soft=True) for notes in [person.table_notes.get(kind)] if notes]
    if any(person.by.values()):
        found.append(_text([_lines.LEGEND], soft=True))
    for role in person.roles:
        found += _role(role)
    if person.roles:
        found.append(_text([words.ROLE_LEGEND], soft=True))
    if person.study_next:
        found.append(_heading(2, "What to study next"))
    for place, area in enumerate(person.study_next[: _lines.STUDY_SHOWN], 1):
        found.append(_text([f"{place}. {_lines.study_head(area)}"]))
        entries = []
        for item in area.items:
            entries.append(f"{_lines.plain_title(item)} ({percent(item.share)})")
            entries += [_lines.reference_line(reference) for reference in item.references]
        found.append(_list(entries))
    found += _misconceptions(person.misconceptions)
    if person.items:
        lines = [_item(item) for item in person.items]
        listed = _table("", ("", "topic", "points", "result"), lines, texts=2, last="left")
        found += [_heading(2, "Items"), listed]
    return found


def _item(item: ItemResult) -> tuple[str, ...]:
    """A line of the list: what it was about, what it earned, how it went."""
    first, more = "".join(item.topics[:1]), len(item.topics) - 1
    return (
        _lines.plain_title(item),
        f"{first} (+{more})" if more > 0 else first,
        _lines.item_points(item),
        _lines.item_word(item),
    )


def _misconceptions(met: Sequence[Misconception]) -> list[Part]:
    entries = [
        f"{_lines.misconception_name(each.id)}: {each.count} ({', '.join(each.items)})"
        for each in met
    ]
    return [_heading(2, "Misconceptions met"), _list(entries)] if entries else []


def _with_topics(row: Row) -> list[tuple[Row, str]]:
    return [(row, ""), *((topic, "– ") for topic in row.topics)]


def _row(row: Row, mark: str) -> tuple[str, ...]:
    return (
        f"{mark}{row.title}",
        str(row.items),
        f"{number(row.points)}/{number(row.max_points)}",
        percent(row.share),
        interval(row.interval, "–"),
        _lines.level_word(row),
    )


def _role(role: RoleReadiness) -> list[Part]:
    found = [_heading(2, f"Readiness: {role.title}"), _text(words.role_lines(role))]
    if not role.items:
        return found
    bars = [
        (
            bar.title,
            str(bar.items),
            "" if bar.share is None else percent(bar.share),
            "" if bar.interval is None else interval(bar.interval, "–"),
            percent(bar.minimum),
            words.bar_word(bar),
        )
        for bar in role.bars
    ]
    if bars:
        head = ("", "items", "share", "interval", "at least", "verdict")
        found.append(_table("Bars", head, bars, last="left"))
    for name, areas in (("Strongest areas", role.strongest), ("Weakest areas", role.weakest)):
        if areas:
            found.append(_text([f"{name}: {words.area_list(areas)}"]))
    shown = words.study_shown(role)
    if shown:
        found.append(_text(["To study next for this role:"]))
        entries = [f"{_lines.plain_title(item)} ({words.gain_word(item)})" for item in shown]
        found.append(_list(entries))
    return found


def _open(ends: tuple[float, float]) -> str:
    return f"{number(ends[0])}–{number(ends[1])}" if ends[1] > ends[0] + 1e-9 else ""


def _heading(level: int, text: str) -> Part:
    return {"kind": "heading", "level": level, "text": _plain(text)}


def _text(lines: Iterable[str], *, soft: bool = False) -> Part:
    return {"kind": "lines", "lines": [_plain(line) for line in lines], "soft": soft}


def _list(entries: Iterable[str]) -> Part:
    return {"kind": "list", "entries": [_plain(entry) for entry in entries]}


def _notes(notes: Sequence[str]) -> list[Part]:
    return [_list(notes)] if notes else []


def _table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    texts: int = 1,
    last: str = "right",
) -> Part:
    """The first columns, of ``texts``, take the room that is left, the others what they must.

    The last one may be a text as well: ``left``, or ``wide``.
    """
    widths = ["wide"] * texts + ["right"] * (len(head) - 1 - texts) + [last]
    return {
        "kind": "table",
        "caption": _plain(caption),
        "head": [_plain(cell) for cell in head],
        "rows": [[_plain(cell) for cell in row] for row in rows],
        "widths": widths,
    }


def _figure(svg: Svg | None, caption: str, share: float) -> list[Part]:
    """A figure as wide as this share of the text; narrower where it would not fit on the page."""
    if svg is None:
        return []
    share = min(share, 1.0, svg.width / svg.height * _PAGE_HEIGHT / _PAGE_WIDTH)
    picture = {"svg": svg.alone(), "alt": svg.words, "caption": _plain(caption), "share": share}
    return [{"kind": "figure", **picture}]


def _plain(text: str) -> str:
    return shorten(clean(text), _LONGEST)
