"""Markdown of questions as HTML that may stand on any page, whoever wrote the question.

Raw HTML is shown as text, links lead to the web alone, pictures are described in words, and no
attribute holds anything but an address of the web or a formula's source. markdown-it-py is imported
where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

__all__ = ["inline_to_html", "renderer_class", "to_html"]

_UNBROKEN = 32  # characters of a formula that stay on one line


@lru_cache(maxsize=1024)  # a class meets the same explanation again and again
def to_html(*pieces: tuple[str, bool], typeset: bool = False) -> str:
    """Texts that follow on each other as HTML blocks.

    Args:
        pieces: texts, and whether they are Markdown; what is not is shown as it stands.
        typeset: formulas as MathML instead of text.

    >>> to_html(("Why: ", False), ("*Half* of $x^2$, <b>not</b> `x`.", True))
    '<p>Why: <em>Half</em> of <span class="math" title="x^2">x²</span>, \
&lt;b&gt;not&lt;/b&gt; <code>x</code>.</p>'
    """
    from mlinterview.rendering.parsed import joined

    return _renderer().render(joined(pieces), _options(), {"typeset": typeset}).strip()


@lru_cache(maxsize=1024)
def inline_to_html(text: str, *, typeset: bool = False) -> str:
    """A Markdown text of one line as HTML without blocks and links, for titles.

    >>> inline_to_html("1. The [rate](https://example.org) $\\\\eta$")
    '1. The rate <span class="math" title="\\\\eta">η</span>'
    """
    from mlinterview.rendering.parsed import parse_inline

    kept = [token for token in parse_inline(text) if token.type not in ("link_open", "link_close")]
    return _renderer().renderInline(kept, _options(), {"typeset": typeset})


@cache
def _options() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"xhtmlOut": False}).options


@cache
def _renderer() -> RendererHTML:
    return renderer_class()()


@cache
def renderer_class() -> type[RendererHTML]:
    """What turns tokens into HTML here; a subclass for another page changes what differs there."""
    from markdown_it.renderer import RendererHTML

    class Renderer(RendererHTML):
        """Its methods are the rules for the tokens of their names."""

        def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
            from mlinterview.rendering.parsed import web_links

            return super().renderInline(list(web_links(tokens)), options, env)

        def math(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            token = tokens[idx]
            if env.get("typeset"):
                from mlinterview.rendering.mathml import mathml

                display = token.type == "math_display"
                if (formula := mathml(token.markup, display=display)) is not None:
                    return formula
            if token.content == token.markup and "\\" in token.content:  # it has a fault
                return f"<code>{escape(token.content)}</code>"
            title = f' title="{escape(token.markup)}"' if token.content != token.markup else ""
            kind = "math" if len(token.content) <= _UNBROKEN else "math long"
            return f'<span class="{kind}"{title}>{escape(token.content)}</span>'

        def math_display(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            inner = self.math(tokens, idx, options, env)
            return inner if inner.startswith("<math") else f'<span class="display">{inner}</span>'

        def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            words = "".join(child.content for child in tokens[idx].children or ())
            return f"[Figure: {escape(words)}]"

        def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            address = escape(str(tokens[idx].attrGet("href")))
            return f'<a href="{address}" rel="noreferrer">'

        def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return f"<pre><code>{escape(tokens[idx].content)}</code></pre>\n"

        def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return self.fence(tokens, idx, options, env)

        def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return '<p class="heading">'  # the page has headings of its own

        def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "</p>\n"

        def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return '<div class="scroll"><table>\n'

        def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
            return "</table></div>\n"

    return Renderer
