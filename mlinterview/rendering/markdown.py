"""Markdown of questions on its way to rich: math to Unicode, no HTML, marks kept without styles.

Only functions that print import this module: it imports rich and markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import ClassVar

from markdown_it.token import Token
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import (
    CodeBlock,
    Heading,
    ListItem,
    Markdown,
    MarkdownElement,
    TableElement,
)
from rich.padding import Padding
from rich.segment import Segment
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from mlinterview.rendering.parsed import joined, text_token

__all__ = ["QuestionText", "tokens"]

_BLANK = re.compile(r"\{\{\s*([a-z0-9][a-z0-9_-]*)\s*\}\}")
# what stands for the brackets of a blank until links are parsed: [a](b) would be one
_OPEN, _CLOSE = "\ue000", "\ue001"
_INDENT = 4
_EMPHASIS = [f"{kind}_{end}" for kind in ("em", "strong", "s") for end in ("open", "close")]


def tokens(
    text: str | Sequence[tuple[str, bool]], *, marks: bool, blanks: bool = True
) -> list[Token]:
    """The tokens of a Markdown text, with math as text.

    Args:
        text: Markdown, or pieces that follow on each other, each with whether it is Markdown.
        marks: keep the signs of emphasis and inline code, for output without styles.
        blanks: show ``{{blank}}`` as ``[blank]``.
    """
    pieces = [(text, True)] if isinstance(text, str) else text
    found = joined(
        (_hidden(piece) if source and blanks else piece, source) for piece, source in pieces
    )
    for token in found:
        token.content = _blanks(token.content)
        if token.children is not None:
            token.children = list(_flat(token.children, marks))
    return found


def _hidden(text: str) -> str:
    return _BLANK.sub(rf"{_OPEN}\1{_CLOSE}", text)


def _blanks(text: str) -> str:
    return text.replace(_OPEN, "[").replace(_CLOSE, "]")


def _flat(children: Iterable[Token], marks: bool) -> Iterable[Token]:
    """Inline tokens as rich knows them: math as text, signs of emphasis where asked for."""
    kept = list(children)
    for index, token in enumerate(kept):
        token.content = _blanks(token.content)
        displayed = [
            0 <= near < len(kept) and kept[near].type == "math_display"
            for near in (index - 1, index + 1)
        ]
        if token.type == "math":
            yield text_token(token.content)
        elif token.type == "math_display":  # on a line of its own
            if index:
                yield Token("hardbreak", "br", 0)
            yield text_token(" " * _INDENT + token.content)
            if index < len(kept) - 1:
                yield Token("hardbreak", "br", 0)
        elif token.type == "softbreak" and any(displayed):
            continue
        elif token.type == "text" and displayed[0]:
            yield text_token(token.content.lstrip())
        elif token.type == "image":
            alt = token.children[0].content if token.children else ""
            yield text_token(f"[Figure: {_blanks(alt)}]")
        elif marks and token.type == "code_inline":
            yield text_token(f"`{token.content}`")
        elif marks and token.type in _EMPHASIS:
            yield text_token(token.markup)
        else:
            yield token


class _Code(CodeBlock):
    """A code block: indented, with the terminal's own colours and background."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = str(self.text).rstrip()
        if console.color_system is None:
            yield Padding(Text(code), (0, 0, 0, _INDENT))
            return
        syntax = Syntax(
            code, self.lexer_name, theme=self.theme, background_color="default", word_wrap=True
        )
        yield Padding(syntax, (0, 0, 0, _INDENT))


class _Heading(Heading):
    """A heading at the left, bold."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = self.text.copy()
        text.stylize("bold")
        yield text


class _Table(TableElement):
    """A table without empty lines around it, alike in every version of rich."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                table.box = box.SIMPLE
                table.show_edge = table.pad_edge = False
                table.collapse_padding = True
            yield table


class _ListItem(ListItem):
    """An item of a list, numbered as ``1.``"""

    def render_number(
        self, console: Console, options: ConsoleOptions, number: int, last_number: int
    ) -> RenderResult:
        width = len(str(last_number)) + 3
        lines = console.render_lines(self.elements, options.update(width=options.max_width - width))
        for place, line in enumerate(lines):
            yield Segment(f"{number}. ".rjust(width) if place == 0 else " " * width)
            yield from line
            yield Segment.line()


class QuestionText(Markdown):
    """The Markdown of a stem, option or explanation as a rich renderable; see ``tokens``."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "fence": _Code,
        "code_block": _Code,
        "heading_open": _Heading,
        "list_item_open": _ListItem,
        "table_open": _Table,
    }

    def __init__(
        self,
        text: str | Sequence[tuple[str, bool]],
        *,
        marks: bool,
        blanks: bool = True,
        style: str = "none",
    ) -> None:
        vars(self).update(vars(_plain()))
        self.style = style
        self.parsed = tokens(text, marks=marks, blanks=blanks)


@cache
def _plain() -> Markdown:
    """What all texts share; rich would make a parser of its own for each, and parse nothing."""
    return Markdown("", code_theme="ansi_dark", hyperlinks=False)
