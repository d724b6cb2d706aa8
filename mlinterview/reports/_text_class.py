"""The class on a terminal: figures, people, tables of means, hardest items, what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.reports import _lines
from mlinterview.reports._model import ClassSummary, Report
from mlinterview.reports._text_roles import render_class_roles
from mlinterview.reports._wording import bar, interval, number, percent

if TYPE_CHECKING:
    from rich.table import Table

    from mlinterview.reports.text import Page

__all__ = ["render_class"]

_ATTENTION_SHOWN = 20


def render_class(page: Page, report: Report) -> None:
    """Everything of the class; the people one by one are for reports of their own."""
    summary = report.class_summary
    assert summary is not None
    for line in _lines.class_lines(summary, report.pass_share):
        page.line(line)
    page.line(_lines.counts_line(report.summary))
    for note in report.notes:
        page.item(note)
    _people(page, report)
    for kind, rows in summary.by.items():
        if not rows:
            continue
        table = _begin(page, f"By {kind}", ("items", "people", "", "mean", "interval"))
        for row in rows:
            ends = "" if row.interval is None else interval(row.interval, "-")
            cells = (str(row.items), str(row.n), bar(row.share), percent(row.share), ends)
            page.row(table, row.title, *cells)
        page.console.print(table)
        for note in summary.table_notes.get(kind, ()):
            page.line(note)
    render_class_roles(page, report.examinees)
    _hardest(page, summary)
    if summary.misconceptions:
        page.section("Misconceptions met")
        for found in summary.misconceptions:
            name = _lines.misconception_name(found.id)
            page.item(f"{name}: {found.count} ({', '.join(found.items)})")
    _attention(page, summary)


def _people(page: Page, report: Report) -> None:
    table = _begin(page, "Person", ("points", "", "share", "result", "open"))
    for person in report.examinees:
        low, high = person.points_range
        page.row(
            table,
            person.name,
            f"{number(person.points)}/{number(person.max_points)}",
            "" if person.share is None else bar(person.share),
            "" if person.share is None else percent(person.share, 1),
            _lines.result_word(person),
            f"{number(low)}-{number(high)}" if high > low + 1e-9 else "",
        )
    page.console.print(table)


def _hardest(page: Page, summary: ClassSummary) -> None:
    table = _begin(page, "Hardest items", ("people", "mean", "interval", ""))
    for item in summary.hardest:
        cells = (str(item.n), percent(item.facility), interval(item.interval, "-"))
        page.row(
            table, f"{_lines.plain_title(item)} [{item.item_id}]", *cells, _lines.too_few_word(item)
        )
    page.console.print(table)


def _attention(page: Page, summary: ClassSummary) -> None:
    for name, lines in _lines.attention_lists(summary):
        page.section(name)
        for line in lines[:_ATTENTION_SHOWN]:
            page.item(line)
        if len(lines) > _ATTENTION_SHOWN:
            page.line(f"and {len(lines) - _ATTENTION_SHOWN} more")


def _begin(page: Page, first: str, others: tuple[str, ...]) -> Table:
    page.console.print()
    table = page.grid()
    table.show_header = True
    table.add_column(first, ratio=1, overflow="fold")
    for name in others:
        left = name in ("", "result")
        table.add_column(name, justify="left" if left else "right", no_wrap=True)
    return table
