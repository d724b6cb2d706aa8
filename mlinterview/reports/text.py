"""A report for the terminal: plain characters, any width, colour only where it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from mlinterview.rendering.terminal import THEME
from mlinterview.reports import _lines
from mlinterview.reports._line import Line
from mlinterview.reports._model import ExamineeReport, ItemResult, Part, Report, Row
from mlinterview.reports._text_roles import render_roles
from mlinterview.reports._wording import (
    BAR_CELLS,
    bar,
    clean,
    count,
    interval,
    number,
    percent,
    shorten,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["Page", "open_console", "render"]

_NARROW = 72  # below this many columns bars and intervals are left out
_LONGEST = 2000
_LONGEST_MARKDOWN = 20_000
# without these a text of one line reads the same as Markdown, which takes a hundred times longer
_MARKUP = re.compile(r"[\\`*_~\[\]<&$!\n\t]|^ *([#>+-]|\d+[.)])|  +$| {4}")
_INDENT = 7  # of what stands under an item: behind its word
_LEVEL_STYLES = {
    "beginner": "red",
    "developing": "yellow",
    "proficient": "green",
    "expert": "green",
}


def render(report: Report, *, width: int = 80, color: bool = False, items: bool = True) -> str:
    """The report as lines of at most ``width`` columns (30 or more), ending in a line break."""
    target = StringIO()
    console = open_console(target, width=max(30, width), color=color)
    page = Page(console)
    page.heading(_lines.title(report))
    if report.class_summary is not None:
        from mlinterview.reports._text_class import render_class

        render_class(page, report)
    for person in report.examinees if report.class_summary is None else ():
        _person(page, person, items)
    if not report.examinees:
        page.line("No scores.")
    for note in report.notes if report.class_summary is None else ():
        page.line(note)
    text = target.getvalue()
    return text if color else "\n".join(line.rstrip() for line in text.split("\n"))


def open_console(target: StringIO, *, width: int, color: bool) -> Console:
    """A console that writes plain text (or colours) into ``target``, whatever the terminal is."""
    from rich.console import Console
    from rich.theme import Theme

    return Console(
        file=target,
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        theme=Theme(THEME),
        _environ={},  # the caller decides, not the environment
    )


class Page:
    """What is written line by line; all text goes through ``clean``."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.narrow = console.width < _NARROW

    def heading(self, text: str) -> None:
        """A heading, underlined with plain characters."""
        shown = clean(text)
        self.line(shown, style="bold")
        from rich.cells import cell_len

        self.line("=" * min(self.console.width, cell_len(shown)), style="bold")

    def section(self, text: str) -> None:
        """The heading of a part, after an empty line."""
        self.console.print()
        self.line(text, style="bold")

    def line(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Text, wrapped; continued lines keep the indent."""
        from rich.padding import Padding
        from rich.text import Text

        shown = Text(shorten(clean(text), _LONGEST), style=style, overflow="fold")
        self.console.print(Padding(shown, (0, 0, 0, indent)))

    def lines(self, pieces: Iterable[tuple[str, bool]], *, indent: int = 0) -> None:
        """Texts that follow on each other, each with whether it is Markdown of the bank."""
        shown = [(shorten(clean(text), _LONGEST_MARKDOWN), source) for text, source in pieces]
        if not any(source and _MARKUP.search(text) for text, source in shown):
            self.line("".join(text for text, _ in shown), indent=indent)
            return
        from rich.padding import Padding

        from mlinterview.rendering.markdown import QuestionText

        marks = self.console.color_system is None
        self.console.print(
            Padding(QuestionText(shown, marks=marks, blanks=False), (0, 0, 0, indent))
        )

    def item(self, text: str, *, mark: str = "-", indent: int = 0) -> None:
        """A point of a list, continued lines under its text."""
        table = self.grid()
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        self.row(table, " " * indent + mark, text)
        self.console.print(table)

    def grid(self) -> Table:
        """A table without lines that takes the whole width."""
        from rich.table import Table

        return Table(
            box=None,
            padding=(0, 1, 0, 0),
            pad_edge=False,
            expand=True,
            header_style="underline",
            show_header=False,
        )

    def row(self, table: Table, *cells: str, style: str = "") -> None:
        """A row of cells that hold no markup."""
        from rich.text import Text

        table.add_row(
            *(Text(shorten(clean(cell), _LONGEST), style=style, overflow="fold") for cell in cells)
        )


def _person(page: Page, person: ExamineeReport, items: bool) -> None:
    if person.examinee_id is not None:
        page.line(person.examinee_id, style="bold")
    words = " ".join(word for word in (_lines.headline(person), _result(person)) if word)
    page.line(words, style="bold")
    page.line(_lines.counts_line(person))
    for note in person.notes:
        page.item(note)
    for kind, rows in person.by.items():
        if rows:
            _table(page, kind, rows, person.table_notes.get(kind, ()))
    if any(person.by.values()):
        page.console.print()
        page.line(_lines.LEGEND)
    render_roles(page, person.roles)
    _study(page, person)
    if person.misconceptions:
        page.section("Misconceptions met")
        for found in person.misconceptions:
            times = f", {found.count} times" if found.count > 1 else ""
            page.item(f"{_lines.misconception_name(found.id)} ({', '.join(found.items)}{times})")
    if items and person.items:
        page.section("Items")
        for item in person.items:
            _item(page, item)


def _result(person: ExamineeReport) -> str:
    word = _lines.result_word(person)
    return f"({word})" if word else ""


def _table(page: Page, kind: str, rows: tuple[Row, ...], notes: tuple[str, ...]) -> None:
    page.console.print()
    table = page.grid()
    table.show_header = True
    table.add_column(f"By {kind}", ratio=1, overflow="fold")
    table.add_column("items", justify="right", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("share", justify="right", no_wrap=True)
    if not page.narrow:
        table.columns[3].header = " " * BAR_CELLS
        table.add_column("interval", justify="right", no_wrap=True)
    table.add_column("level", no_wrap=True)
    for row in rows:
        _table_row(page, table, row, "")
        for topic in row.topics:
            _table_row(page, table, topic, "  ")
    page.console.print(table)
    for note in notes:
        page.line(note)


def _table_row(page: Page, table: Table, row: Row, indent: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    level = _lines.level_word(row)
    cells = [
        str(row.items),
        f"{number(row.points)}/{number(row.max_points)}",
        "" if page.narrow else bar(row.share),
        percent(row.share),
        *([] if page.narrow else [interval(row.interval, "-")]),
    ]
    table.add_row(
        Padding(Text(clean(row.title)), (0, 0, 0, len(indent))),
        *(Text(cell) for cell in cells),
        Text(clean(level), style=_LEVEL_STYLES.get(level, "")),
    )


def _study(page: Page, person: ExamineeReport) -> None:
    if not person.study_next:
        return
    page.section("What to study next")
    for place, area in enumerate(person.study_next[: _lines.STUDY_SHOWN], 1):
        page.item(_lines.study_head(area), mark=f"{place}.")
        for topic in area.topics:
            page.item(topic, mark="-", indent=3)
        for item in area.items:
            page.item(f"{_lines.plain_title(item)} ({percent(item.share)})", mark="*", indent=3)
            for reference in item.references:
                page.line(_lines.reference_line(reference), indent=7, style="dim")
    more = len(person.study_next) - _lines.STUDY_SHOWN
    if more > 0:
        page.line(f"and {count(more, 'area')} more with something missed")


def _item(page: Page, item: ItemResult) -> None:
    mark = f"{_lines.item_word(item):6}"
    page.item(f"{_lines.plain_title(item)} [{item.item_id}]: {_lines.item_points(item)}", mark=mark)
    if item.full:
        return
    answer, key = _lines.compared(item)
    _labelled(page, "Answer", answer)
    for said in item.feedback:
        page.lines(said.pieces(), indent=_INDENT)
    if item.problem is not None:
        page.line(item.problem.message, indent=_INDENT, style="yellow")
    for part in item.parts if item.format == "free_text" else ():
        earned = "?" if part.points is None else number(part.points)
        worth = f"{earned} of {number(part.max_points)}: "
        name = (part.text, True) if part.text else (part.id, False)
        page.lines([(worth, False), name], indent=_INDENT)
        for evidence in _evidence(part):
            page.line(evidence, indent=_INDENT + 2, style="dim")
    if item.key is not None:
        _labelled(page, "Key", key)
        if item.key.explanation:
            page.lines([("Why: ", False), (item.key.explanation, True)], indent=_INDENT)
        for reference in item.key.references:
            page.line(f"See: {_lines.reference_line(reference)}", indent=_INDENT)


def _evidence(part: Part) -> tuple[str, ...]:
    quotes = [f'"{span.text}" ({span.start}-{span.end})' for span in part.spans]
    return (*quotes, *([part.note] if part.note else []))


def _labelled(page: Page, label: str, lines: tuple[Line, ...]) -> None:
    if len(lines) == 1:
        page.lines([(f"{label}: ", False), *lines[0].pieces()], indent=_INDENT)
    elif lines:
        page.line(f"{label}:", indent=_INDENT)
        for line in lines:
            page.lines(line.pieces(), indent=_INDENT + 2)
