"""The few pieces that HTML pages are built from; every text goes through ``esc``."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from mlinterview.reports._wording import clean, shorten

__all__ = ["chip", "esc", "listing", "table"]

_LONGEST = 20_000


def esc(text: str) -> str:
    """Text that is only text in HTML, in attributes too.

    >>> esc('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(shorten(clean(text), _LONGEST), quote=True)


def chip(text: str, kind: str = "") -> str:
    """A word in a frame; ``kind`` is a class of the style sheet."""
    return f'<span class="chip {kind}">{esc(text)}</span>'


def listing(entries: Iterable[str], kind: str = "") -> str:
    """A list of HTML entries; nothing for none."""
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of HTML cells that scrolls on its own; the first cell of a row is its heading."""
    heads = "".join(f'<th scope="col">{esc(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{cells[0]}</th>'
        + "".join(f"<td>{cell}</td>" for cell in cells[1:])
        + "</tr>"
        for cells in rows
    )
    return (
        f'<div class="scroll" role="region" aria-label="{esc(caption)}" tabindex="0">'
        f"<table><caption>{esc(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
