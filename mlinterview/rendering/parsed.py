"""Markdown of questions as markdown-it's tokens, with math as tokens of its own.

Only functions that print import this module: it imports markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mlinterview.rendering.math import closing_dollar, math_to_text

__all__ = ["joined", "parse", "parse_inline", "text_token", "web_links"]

_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def parse(text: str) -> list[Token]:
    """The tokens of a Markdown text.

    Tokens ``math`` and ``math_display`` have Unicode as content and the LaTeX source as markup.
    """
    return _parser().parse(text)


def parse_inline(text: str) -> list[Token]:
    """The tokens of a text of one line, in which nothing begins a list, a heading or a block."""
    return [child for token in _parser().parseInline(text) for child in token.children or ()]


def joined(pieces: Iterable[tuple[str, bool]]) -> list[Token]:
    """The tokens of several texts one after the other, each parsed alone.

    A paragraph is continued by the one that follows in the next text.

    Args:
        pieces: texts, and whether they are Markdown; what is not is shown as it stands.
    """
    found: list[Token] = []
    for text, markdown in pieces:
        added = parse(text) if markdown else _paragraph(text)
        if (
            found
            and added
            and (found[-1].type, found[-1].level) == ("paragraph_close", 0)
            and added[0].type == "paragraph_open"
        ):
            line = found[-2]
            line.children = [*(line.children or ()), *(added[1].children or ())]
            added = added[3:]
        found += added
    return found


def text_token(content: str) -> Token:
    """Text that is shown as it stands."""
    return Token("text", "", 0, content=content)


def web_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Inline tokens without the links that lead elsewhere; their texts stay."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            kept.append(_WEB.match(str(token.attrGet("href"))) is not None)
            if not kept[-1]:
                continue
        elif token.type == "link_close" and not kept.pop():
            continue
        yield token


def _paragraph(text: str) -> list[Token]:
    inline = Token("inline", "", 0, content=text, children=[text_token(text)])
    opening = Token("paragraph_open", "p", 1, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


@cache
def _parser() -> MarkdownIt:
    # without HTML: "<eos>" is a token of some language model and must not vanish
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "math", _math_rule)
    return parser


def _math_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule for ``$math$`` and ``$$display$$``."""
    if state.src[state.pos] != "$":
        return False
    sign = "$$" if state.src.startswith("$$", state.pos) else "$"
    start = state.pos + len(sign)
    barren = state.env.setdefault("barren", {})  # signs that nothing closes in this text
    if barren.get(sign) == state.src:
        return False
    end = closing_dollar(state.src, start, sign)
    if end == -1:
        if start < len(state.src) and not state.src[start].isspace():
            barren[sign] = state.src
        return False
    if not silent:
        token = state.push("math_display" if sign == "$$" else "math", "", 0)
        token.markup = " ".join(state.src[start:end].split())
        token.content = math_to_text(token.markup)
    state.pos = end + len(sign)
    return True
