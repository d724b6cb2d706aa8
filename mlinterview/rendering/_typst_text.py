"""Markdown of questions as typst markup; foreign text is in it as string literals alone.

The markup calls ``codeblock``, ``grid-table``, ``formula``, ``displayed`` and ``gap``, which the
template of a page defines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from mlinterview.rendering._markdown_writer import MarkdownWriter, Table
from mlinterview.rendering._runs import Parts, whole
from mlinterview.rendering._typst_math import typst_math
from mlinterview.rendering._typst_strings import string

__all__ = ["blocks", "inline", "plain"]


def plain(text: str) -> str:
    """Text as it stands.

    >>> plain("a #b")
    '#"a #b"'
    """
    return f"#{string(text)}" if text else ""


@lru_cache(maxsize=4096)  # two hundred variants hold the same texts
def blocks(text: str, *, parts: Parts = whole) -> str:
    """A Markdown text as paragraphs, lists, tables and code.

    Args:
        parts: how runs of text are cut at the blanks of a cloze.

    >>> blocks("*Half* of $x^2$, not `#x`.")
    '#emph[#"Half"]#" of "#formula("x²", $attach(x, t: 2)$)#", not "#raw("#x")#"."'
    """
    return _Typst(parts).blocks(text)


@lru_cache(maxsize=4096)
def inline(text: str) -> str:
    """A Markdown text of one line, without blocks and links."""
    return _Typst().inline(text)


class _Typst(MarkdownWriter):
    spans: ClassVar = {"em_open": "#emph[", "strong_open": "#strong[", "s_open": "#strike["}
    end = "]"
    soft_break = '#" "'
    hard_break = "#linebreak()"
    rule = "#line(length: 100%, stroke: 0.5pt)"

    def plain(self, text: str) -> str:
        return plain(text)

    def gap(self, number: int) -> str:
        return f"#gap({number})"

    def code(self, text: str) -> str:
        return f"#raw({string(text)})"

    def listing(self, text: str) -> str:
        return f"#codeblock({string(text.rstrip())})"

    def math(self, latex: str, *, displayed: bool, shown: str) -> str | None:
        formula = typst_math(latex)
        if formula is None:
            return None
        return f"#{'displayed' if displayed else 'formula'}({string(shown)}, ${formula}$)"

    def link(self, address: str) -> str:
        return f"#link({string(address)})["

    def quotation(self, inner: str) -> str:
        return f"#quote(block: true)[{inner}]"

    def entries(self, items: Sequence[str], start: int | None) -> str:
        bodies = ", ".join(f"[{item}]" for item in items)
        return f"#list({bodies})" if start is None else f"#enum(start: {start}, {bodies})"

    def table(self, table: Table) -> str:
        head, *body = (f"({', '.join(f'[{cell}]' for cell in row)},)" for row in table.rows)
        return f"#grid-table(({', '.join(table.aligned)},), {head}, ({', '.join(body)},))"
