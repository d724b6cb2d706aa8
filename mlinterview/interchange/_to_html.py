r"""Markdown of questions as HTML fragments for learning platforms.

Math stays LaTeX between ``\(`` and ``\)`` or ``\[`` and ``\]``, for the platform's MathJax. All
else is escaped, raw HTML too, and links lead to the web alone. Only characters that XML 1.0 can
hold come out. markdown-it-py is imported where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from mlinterview.model.cloze import MARKER
from mlinterview.model.item import Figure, Item

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

__all__ = ["Address", "block", "clean_xml", "figures_html", "inline", "plain", "question", "shown"]

#: where a figure can be fetched from in the target; None where it cannot be
Address = Callable[[Figure], str | None]

# neither XML 1.0 nor a page can hold these
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# what MathJax would take for the beginning or end of math
_DELIMITER = re.compile(r"\\(?=[()\[\]])|\$(?=\$)")
# what stands for the brackets of a blank while Markdown is parsed
_OPEN, _CLOSE = "\ue000", "\ue001"
_BLANK = re.compile(f"{_OPEN}([a-z0-9_-]+){_CLOSE}")
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(r"<[^>]*>|&nbsp;|[\s\u200b\u2060\ufeff\u00ad]")


def clean_xml(text: str) -> str:
    """Text in which what XML 1.0 forbids is U+FFFD, and every line ends in a line feed.

    >>> clean_xml("a\\x00b\\r\\nc")
    'a\ufffdb\\nc'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def block(text: str, blanks: Callable[[str], str] | None = None) -> str:
    r"""A Markdown text as HTML blocks.

    Args:
        text: Markdown.
        blanks: gives the HTML that stands for a blank of that id; without it ``{{id}}`` is text.

    >>> print(block("If $a < b$, *both*."))
    <p>If \(a &lt; b\), <em>both</em>.</p>
    """
    from mlinterview.rendering.parsed import parse

    return _filled(_renderer().render(parse(_hidden(text, blanks)), _options(), {}).strip(), blanks)


def inline(text: str) -> str:
    r"""A Markdown text of one paragraph as HTML without a paragraph around it; else as blocks.

    >>> inline("the rate $\\eta$")
    'the rate \\(\\eta\\)'
    """
    from mlinterview.rendering.parsed import parse

    tokens = parse(clean_xml(text))
    if len(tokens) == 3 and tokens[0].type == "paragraph_open":
        tokens = tokens[1:2]
    return _renderer().render(tokens, _options(), {}).strip()


def shown(text: str, name: str) -> str:
    """As `inline`; the name where nothing is to be seen, since platforms drop empty options."""
    html = inline(text)
    return html if _visible(html) else _as_typed(text) or escape(name)


def _visible(html: str) -> bool:
    return bool(_INVISIBLE.sub("", html))


def _as_typed(text: str) -> str:
    """Text that is nothing but markup, such as a lone ``>``; empty where there is none at all."""
    html = escape(clean_xml(text.strip()))
    return html if _visible(html) else ""


def plain(text: str) -> str:
    """A Markdown text as one line without markup, math in Unicode: for menus and names.

    >>> plain("the *rate* $\\\\eta$ of `SGD`")
    'the rate η of SGD'
    """
    from mlinterview.rendering.parsed import parse

    return _SPACE.sub(" ", " ".join(_words(parse(clean_xml(text))))).strip()


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline_words(token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield token.content


def _inline_words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _inline_words(token.children or ())
        else:
            yield token.content


def question(
    item: Item, address: Address | None = None, blanks: Callable[[str], str] | None = None
) -> str:
    """Stimulus, stem and figures of an item, as one HTML fragment.

    Args:
        item: a drawn variant.
        address: where figures lie in the target; those without a place are described in words.
        blanks: the HTML that stands for a blank of a cloze.
    """
    parts = []
    stimulus = item.placement.stimulus
    if stimulus is not None:
        if stimulus.title:
            parts.append(f"<p><strong>{inline(stimulus.title)}</strong></p>")
        if stimulus.text:
            parts.append(block(stimulus.text))
        parts += figures_html(stimulus.figures, address)
    stem = block(item.stem, blanks)
    parts.append(stem if _visible(stem) else f"<p>{_as_typed(item.stem)}</p>")
    parts += figures_html(item.figures, address)
    return "\n".join(parts)


def figures_html(figures: Sequence[Figure], address: Address | None) -> list[str]:
    """One paragraph a figure: the picture with its text alternative, or that text alone."""
    found = []
    for figure in figures:
        words = escape(clean_xml(figure.alt or figure.file))
        place = address(figure) if address is not None else None
        if place is None:
            found.append(f"<p>[Figure: {words}]</p>")
        else:
            found.append(f'<p><img src="{escape(place)}" alt="{words}"/></p>')
    return found


def _hidden(text: str, blanks: Callable[[str], str] | None) -> str:
    text = clean_xml(text)
    if blanks is None:
        return text
    text = text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    return MARKER.sub(rf"{_OPEN}\1{_CLOSE}", text)


def _filled(html: str, blanks: Callable[[str], str] | None) -> str:
    return html if blanks is None else _BLANK.sub(lambda found: blanks(found[1]), html)


@cache
def _options() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"xhtmlOut": True}).options


@cache
def _renderer() -> RendererHTML:
    from mlinterview.rendering.html import renderer_class

    class Renderer(renderer_class()):  # type: ignore[misc]  # made at run time
        """As on this library's own pages, but for math and for tags that those pages style."""

        def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return _DELIMITER.sub(r"\g<0><span></span>", escape(tokens[idx].content))

        def math(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return rf"\({escape(tokens[idx].markup)}\)"

        def math_display(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return rf"\[{escape(tokens[idx].markup)}\]"

        def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "<p><strong>"

        def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "</strong></p>\n"

        def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "<table>\n"

        def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "</table>\n"

    made: RendererHTML = Renderer()
    return made
