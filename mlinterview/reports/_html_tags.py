"""The few pieces that HTML pages are built from; every text goes through ``esc`` or ``prose``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mlinterview.rendering.html import inline_to_html, to_html
from mlinterview.reports._escape import LONGEST, esc
from mlinterview.reports._html_style import STYLE
from mlinterview.reports._line import Line
from mlinterview.reports._lines import is_titled
from mlinterview.reports._model import HardItem, ItemResult, StudyItem
from mlinterview.reports._wording import clean, shorten

__all__ = ["chip", "esc", "identity", "inline", "listing", "page", "prose", "table", "title"]

# what foreign text smuggled in could not do even if an escape were forgotten
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def prose(line: Line) -> str:
    """A line as HTML blocks: the bank's Markdown rendered, everything else as it was typed."""
    if not line.markdown:
        return f'<div class="typed">{esc(line.text)}</div>'
    pieces = ((shorten(clean(text), LONGEST), source) for text, source in line.pieces())
    return f'<div class="prose">{to_html(*pieces)}</div>'


def inline(text: str) -> str:
    """Markdown of the bank as HTML that fits into a line."""
    return inline_to_html(shorten(clean(text), LONGEST))


def title(item: ItemResult | StudyItem | HardItem) -> str:
    """The title of an item."""
    return inline(item.title) if is_titled(item) else esc(item.title)


def identity(text: str) -> str:
    """The id of an item, or several."""
    return f'<code class="id">{esc(text)}</code>'


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


def page(title: str, body: Iterable[str]) -> str:
    """A whole page of HTML parts under a title, with the style sheet in it; empty parts left out.

    It needs no other file, no network and no script.
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{esc(_POLICY)}">\n'
        f"<title>{esc(title)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )
