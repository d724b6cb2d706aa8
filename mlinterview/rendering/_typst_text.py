"""Markdown of questions as typst markup; foreign text is in it as string literals alone.

The markup calls ``codeblock``, ``grid-table``, ``formula`` and ``displayed``, which the template of
a page defines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mlinterview.rendering._typst_math import typst_math
from mlinterview.rendering._typst_strings import string

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Marks", "blocks", "inline", "plain"]

_SPANS = {"em_open": "#emph[", "strong_open": "#strong[", "s_open": "#strike["}
_ALIGNED = {"left", "center", "right"}


class Marks:
    """How runs of text, code and math are written; a subclass knows the marks that blanks have."""

    def text(self, text: str) -> str:
        """A run of text as markup."""
        return plain(text)

    def code(self, text: str) -> str:
        """Code as the text that is printed."""
        return text

    def math(self, latex: str) -> str:
        """The LaTeX of a formula."""
        return latex


_PLAIN = Marks()


def plain(text: str) -> str:
    """Text as it stands.

    >>> plain("a #b")
    '#"a #b"'
    """
    return f"#{string(text)}" if text else ""


@lru_cache(maxsize=4096)  # two hundred variants hold the same texts
def blocks(text: str, *, marks: Marks = _PLAIN) -> str:
    """A Markdown text as paragraphs, lists, tables and code.

    Args:
        marks: how runs of text are written; by default as they stand.

    >>> blocks("*Half* of $x^2$, not `#x`.")
    '#emph[#"Half"]#" of "#formula("x²", $attach(x, t: 2)$)#", not "#raw("#x")#"."'
    """
    from mlinterview.rendering.parsed import parse

    return _Writer(parse(text), marks).all()


@lru_cache(maxsize=4096)
def inline(text: str, *, marks: Marks = _PLAIN) -> str:
    """A Markdown text of one line, without blocks and links."""
    from mlinterview.rendering.parsed import parse_inline

    kept = [token for token in parse_inline(text) if token.type not in ("link_open", "link_close")]
    return _line(kept, marks)


def _line(tokens: Sequence[Token], marks: Marks) -> str:
    from mlinterview.rendering.parsed import web_links

    found: list[str] = []
    for token in web_links(tokens):
        kind = token.type
        if kind == "text":
            found.append(marks.text(token.content))
        elif kind in ("math", "math_display"):
            found.append(_math(token, marks))
        elif kind == "code_inline":
            found.append(f"#raw({string(marks.code(token.content))})")
        elif kind == "softbreak":
            found.append('#" "')
        elif kind == "hardbreak":
            found.append("#linebreak()")
        elif kind in _SPANS:
            found.append(_SPANS[kind])
        elif kind == "link_open":
            found.append(f"#link({string(str(token.attrGet('href')))})[")
        elif kind.endswith("_close"):
            found.append("]")
        elif kind == "image":
            words = "".join(child.content for child in token.children or ())
            found.append(plain(f"[Figure: {words}]"))
        elif token.content:
            found.append(plain(token.content))
    return "".join(found)


def _math(token: Token, marks: Marks) -> str:
    formula = typst_math(marks.math(token.markup))
    words = string(marks.code(token.content))
    if formula is None:  # it has a fault: it is readable as it was written
        return f"#raw({words})"
    shown = "displayed" if token.type == "math_display" else "formula"
    return f"#{shown}({words}, ${formula}$)"


class _Writer:
    """Walks over block tokens."""

    def __init__(self, tokens: Sequence[Token], marks: Marks) -> None:
        self._tokens = tokens
        self._marks = marks
        self._at = 0

    def all(self) -> str:
        return self._until(None)

    def _until(self, closing: str | None) -> str:
        found: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            found.append(self._block(token))
        return "\n\n".join(part for part in found if part)

    def _block(self, token: Token) -> str:
        kind = token.type
        if kind == "inline":
            return _line(token.children or (), self._marks)
        if kind == "paragraph_open":
            return self._until("paragraph_close")
        if kind == "heading_open":
            return f"#strong[{self._until('heading_close')}]"
        if kind in ("fence", "code_block"):
            return f"#codeblock({string(self._marks.code(token.content.rstrip()))})"
        if kind == "blockquote_open":
            return f"#quote(block: true)[{self._until('blockquote_close')}]"
        if kind == "bullet_list_open":
            return f"#list({self._items('bullet_list_close')})"
        if kind == "ordered_list_open":
            start = int(token.attrGet("start") or 1) if token.attrs else 1
            return f"#enum(start: {start}, {self._items('ordered_list_close')})"
        if kind == "table_open":
            return self._table()
        if kind == "hr":
            return "#line(length: 100%, stroke: 0.5pt)"
        return plain(token.content)

    def _items(self, closing: str) -> str:
        items: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            items.append(f"[{self._until('list_item_close')}]")
        return ", ".join(items)

    def _table(self) -> str:
        rows: list[list[str]] = []
        aligned: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                cell = self._until(token.type.replace("open", "close"))
                rows[-1].append(f"[{cell}]")
                if len(rows) == 1:
                    aligned.append(_alignment(token))
        head, *body = (f"({', '.join(row)},)" for row in rows)
        return f"#grid-table(({', '.join(aligned)},), {head}, ({', '.join(body)},))"


def _alignment(token: Token) -> str:
    style = str(token.attrGet("style") or "")
    side = style.partition("text-align:")[2].strip()
    return side if side in _ALIGNED else "left"
