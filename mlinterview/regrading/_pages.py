"""A regrading as Markdown and as one HTML page."""

from __future__ import annotations

from mlinterview.regrading._outline import TITLE, outline
from mlinterview.regrading._results import Regrading
from mlinterview.reports._html_tags import esc, listing, page, table
from mlinterview.reports._markup import foreign

__all__ = ["html", "markdown"]


def markdown(found: Regrading) -> str:
    """Markdown in which nothing that an examinee or examiner wrote is read as markup."""
    lines = [f"# {TITLE}"]
    for part in outline(found):
        if part.heading:
            lines += ["", f"## {part.heading}"]
        for line in part.lines:
            lines += ["", foreign(line)]
        if part.points:
            lines += ["", *(f"- {foreign(point)}" for point in part.points)]
        if part.table is not None:
            rules = ["---"] + ["---:"] * (len(part.table.head) - 1)
            rows = [part.table.head, tuple(rules), *map(_cells, part.table.rows)]
            lines += ["", *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join(lines) + "\n"


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(foreign(cell) for cell in row)


def html(found: Regrading) -> str:
    """A page without script that needs no other file and no network."""
    body = [f"<h1>{esc(TITLE)}</h1>"]
    for part in outline(found):
        if part.heading:
            body.append(f"<h2>{esc(part.heading)}</h2>")
        body += [f"<p>{esc(line)}</p>" for line in part.lines]
        body.append(listing((esc(point) for point in part.points), "" if part.heading else "notes"))
        if part.table is not None:
            cells = (tuple(map(esc, row)) for row in part.table.rows)
            body.append(table(part.table.caption, part.table.head, cells))
    return page(TITLE, body)
