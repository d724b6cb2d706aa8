"""A regrading for a terminal: plain characters, any width."""

from __future__ import annotations

from io import StringIO

from mlinterview.regrading._outline import TITLE, Rows, outline
from mlinterview.regrading._results import Regrading
from mlinterview.reports.text import Page, open_console

__all__ = ["render"]

_NARROWEST = 60


def render(found: Regrading, *, width: int = 80, color: bool = False) -> str:
    """The lines, of at most ``width`` columns (60 or more)."""
    target = StringIO()
    page = Page(open_console(target, width=max(_NARROWEST, width), color=color))
    page.heading(TITLE)
    for part in outline(found):
        if part.heading:
            page.section(part.heading)
        for line in part.lines:
            page.line(line)
        for point in part.points:
            page.item(point)
        if part.table is not None:
            _table(page, part.table)
    text = target.getvalue()
    return text if color else "\n".join(line.rstrip() for line in text.split("\n"))


def _table(page: Page, rows: Rows) -> None:
    from rich.table import Table
    from rich.text import Text

    from mlinterview.reports._wording import clean

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    last = len(rows.head) - 1
    for at, name in enumerate(rows.head):
        prose = at == 0 or (at == last and name == "why")
        table.add_column(
            name,
            justify="left" if prose or name == "what" else "right",
            ratio=1 if prose else None,
            no_wrap=not prose and name != "what",
            overflow="fold",
        )
    for row in rows.rows:
        table.add_row(*(Text(clean(cell), overflow="fold") for cell in row))
    page.console.print(table)
