"""Markdown of questions as LaTeX that compiles and holds no command of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from mlinterview.rendering._latex_chars import code, text
from mlinterview.rendering._latex_math import latex_math

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Marks", "blocks", "inline"]

_SPANS = {"em_open": r"\emph{", "strong_open": r"\textbf{", "s_open": r"\struck{"}
_ALIGNED = {"left": "l", "center": "c", "right": "r"}
#: LaTeX has four levels of lists of a kind, and a question and its options are lists themselves
_DEEPEST = 2
_WIDE = 70  # characters in the longest cells of a row; wider tables break lines
_TAB = 4


class Marks:
    """How runs of text, code and math are written; a subclass knows the marks that blanks have."""

    def text(self, written: str) -> str:
        """A run of text as LaTeX."""
        return text(written)

    def code(self, written: str) -> str:
        """Code as the text that is printed."""
        return written

    def math(self, latex: str) -> str:
        """The LaTeX of a formula."""
        return latex


_PLAIN = Marks()


def blocks(written: str, *, marks: Marks = _PLAIN) -> str:
    r"""A Markdown text as paragraphs, lists, tables and listings.

    >>> print(blocks("*Half* of $x^2$, not `\\x`."))
    \emph{Half} of $x^{2}$, not \texttt{\textbackslash{}x}.
    """
    from mlinterview.rendering.parsed import parse

    return _Writer(parse(written), marks).until(None)


def inline(written: str, *, marks: Marks = _PLAIN) -> str:
    """A Markdown text of one line, without blocks and links."""
    from mlinterview.rendering.parsed import parse_inline

    kept = [
        token for token in parse_inline(written) if token.type not in ("link_open", "link_close")
    ]
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
            found.append(rf"\texttt{{{code(marks.code(token.content))}}}")
        elif kind == "softbreak":
            found.append("\n")
        elif kind == "hardbreak":
            found.append("\\newline\n")
        elif kind in _SPANS:
            found.append(_SPANS[kind])
        elif kind == "link_open":
            found.append(rf"\href{{{_address(str(token.attrGet('href')))}}}{{")
        elif kind.endswith("_close"):
            found.append("}")
        elif kind == "image":
            words = "".join(child.content for child in token.children or ())
            found.append(text(f"[Figure: {words}]"))
        elif token.content:
            found.append(text(token.content))
    return "".join(found)


def _address(href: str) -> str:
    """An address of the web: percent signs are all that TeX minds in it."""
    plain = quote(href, safe="%/:=&?+!$,;@()*-._~[]'#")
    return plain.replace("%", r"\%").replace("#", r"\#").replace("&", r"\&").replace("_", r"\_")


def _math(token: Token, marks: Marks) -> str:
    formula = latex_math(marks.math(token.markup))
    if formula is None:  # it has a fault: it is readable as it was written
        return rf"\texttt{{{code(marks.code(token.content))}}}"
    return rf"\[{formula}\]" if token.type == "math_display" else f"${formula}$"


class _Writer:
    """Walks over block tokens."""

    def __init__(self, tokens: Sequence[Token], marks: Marks) -> None:
        self._tokens = tokens
        self._marks = marks
        self._at = 0
        self._depth = 0

    def until(self, closing: str | None) -> str:
        """The blocks before the token that closes them, which is passed over."""
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
            return self.until("paragraph_close")
        if kind == "heading_open":
            return rf"\textbf{{{self.until('heading_close')}}}"
        if kind in ("fence", "code_block"):
            return listing(self._marks.code(token.content))
        if kind == "blockquote_open":
            return self._nested("quote", "blockquote_close")
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self._list(token)
        if kind == "table_open":
            return self._table()
        if kind == "hr":
            return r"\noindent\hrulefill"
        return text(token.content)

    def _nested(self, name: str, closing: str) -> str:
        deep = self._depth >= _DEEPEST
        self._depth += 1
        inner = self.until(closing)
        self._depth -= 1
        return inner if deep else f"\\begin{{{name}}}\n{inner}\n\\end{{{name}}}"

    def _list(self, token: Token) -> str:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrGet("start") or 0) if ordered and token.attrs else 1
        start = start if 0 <= start < 10_000 else 1
        deep = self._depth >= _DEEPEST
        self._depth += 1
        items = self._items(token.type.replace("open", "close"))
        self._depth -= 1
        if deep:
            signs = (rf"{start + at}.~" if ordered else r"\textbullet~" for at in range(len(items)))
            return "\n\n".join(sign + item for sign, item in zip(signs, items, strict=True))
        # the label is written out: a list within another has a counter of another name
        labels = (f"[{start + at}.]" if ordered else "" for at in range(len(items)))
        lines = (rf"\item{label}{{}} {item}" for label, item in zip(labels, items, strict=True))
        name = "enumerate" if ordered else "itemize"
        return f"\\begin{{{name}}}\n" + "\n".join(lines) + f"\n\\end{{{name}}}"

    def _items(self, closing: str) -> list[str]:
        items: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            items.append(self.until("list_item_close"))
        return items

    def _table(self) -> str:
        rows: list[list[str]] = []
        lengths: list[list[int]] = []
        aligned: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
                lengths.append([])
            elif token.type in ("th_open", "td_open"):
                lengths[-1].append(len(self._tokens[self._at].content))
                rows[-1].append(self.until(token.type.replace("open", "close")))
                if len(rows) == 1:
                    style = str(token.attrGet("style") or "")
                    aligned.append(_ALIGNED.get(style.partition(":")[2].strip(), "l"))
        return _tabular(rows, aligned, sum(map(max, zip(*lengths, strict=False))))


def _tabular(rows: list[list[str]], aligned: list[str], width: int) -> str:
    count = len(aligned)
    head, *body = (" & ".join([*row, *[""] * (count - len(row))][:count]) for row in rows)
    columns = "".join(aligned)
    opening, closing = rf"\begin{{tabular}}{{{columns}}}", r"\end{tabular}"
    if width > _WIDE:
        share = f"{0.96 / count:.3f}"
        columns = rf"p{{\dimexpr {share}\linewidth-2\tabcolsep\relax}}" * count
        opening = rf"\begin{{tabular}}{{{columns}}}"
    ends = "\\\\[0pt]\n"
    lines = "".join(line + ends for line in body)
    table = f"{opening}\n\\hline\n{head}{ends}\\hline\n{lines}\\hline\n{closing}"
    return f"\\begin{{center}}\n{table}\n\\end{{center}}"


def listing(written: str) -> str:
    """Code on lines of its own: a listing, or lines of escaped text where that cannot hold it."""
    lines = [line.expandtabs(_TAB) for line in written.rstrip().splitlines()] or [""]
    plain = all(line.isascii() and (line.isprintable() or not line) for line in lines)
    if plain and not any(r"\end{lstlisting}" in line for line in lines):
        return "\\begin{lstlisting}\n" + "\n".join(lines) + "\n\\end{lstlisting}"
    inner = "\n".join(rf"\codeline{{{_indented(line)}}}" for line in lines)
    return f"\\begin{{codelines}}\n{inner}\n\\end{{codelines}}"


def _indented(line: str) -> str:
    bare = line.lstrip(" ")
    return r"\ " * (len(line) - len(bare)) + code(bare)
