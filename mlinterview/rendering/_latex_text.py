"""Markdown of questions as LaTeX that compiles and holds no command of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import quote

from mlinterview.rendering import _latex_chars as chars
from mlinterview.rendering._latex_math import latex_math
from mlinterview.rendering._markdown_writer import MarkdownWriter, Table
from mlinterview.rendering._runs import Parts, whole

__all__ = ["blocks", "inline"]

#: LaTeX has four levels of lists of a kind, and a question and its options are lists themselves
_DEEPEST = 2
_WIDE = 70  # characters in the longest cells of a row; wider tables break lines
_TAB = 4


def blocks(written: str, *, parts: Parts = whole) -> str:
    r"""A Markdown text as paragraphs, lists, tables and listings.

    >>> print(blocks("*Half* of $x^2$, not `\\x`."))
    \emph{Half} of $x^{2}$, not \texttt{\textbackslash{}x}.
    """
    return _Latex(parts).blocks(written)


def inline(written: str) -> str:
    """A Markdown text of one line, without blocks and links."""
    return _Latex().inline(written)


class _Latex(MarkdownWriter):
    spans: ClassVar = {"em_open": r"\emph{", "strong_open": r"\textbf{", "s_open": r"\struck{"}
    end = "}"
    soft_break = "\n"
    hard_break = "\\newline\n"
    rule = r"\noindent\hrulefill"

    def plain(self, text: str) -> str:
        return chars.text(text)

    def gap(self, number: int) -> str:
        return rf"\gap{{{number}}}"

    def code(self, text: str) -> str:
        return rf"\texttt{{{chars.code(text)}}}"

    def listing(self, text: str) -> str:
        return _listing(text)

    def math(self, latex: str, *, displayed: bool, shown: str) -> str | None:
        formula = latex_math(latex)
        if formula is None:
            return None
        return rf"\[{formula}\]" if displayed else f"${formula}$"

    def link(self, address: str) -> str:
        """Percent signs and the like are all that TeX minds in an address of the web."""
        plain = quote(address, safe="%/:=&?+!$,;@()*-._~[]'#")
        for sign in "%#&_":
            plain = plain.replace(sign, f"\\{sign}")
        return rf"\href{{{plain}}}{{"

    def quotation(self, inner: str) -> str:
        return inner if self.depth >= _DEEPEST else _environment("quote", inner)

    def entries(self, items: Sequence[str], start: int | None) -> str:
        ordered = start is not None
        numbers = range(start or 0, (start or 0) + len(items))
        if self.depth >= _DEEPEST:
            signs = (rf"{number}.~" if ordered else r"\textbullet~" for number in numbers)
            return "\n\n".join(sign + item for sign, item in zip(signs, items, strict=True))
        # the label is written out: a list within another has a counter of another name
        labels = (f"[{number}.]" if ordered else "" for number in numbers)
        lines = (rf"\item{label}{{}} {item}" for label, item in zip(labels, items, strict=True))
        return _environment("enumerate" if ordered else "itemize", "\n".join(lines))

    def table(self, table: Table) -> str:
        count = len(table.aligned)
        head, *body = (" & ".join([*row, *[""] * (count - len(row))][:count]) for row in table.rows)
        if sum(map(max, zip(*table.lengths, strict=False))) > _WIDE:
            share = f"{0.96 / count:.3f}"
            columns = rf"p{{\dimexpr {share}\linewidth-2\tabcolsep\relax}}" * count
        else:
            columns = "".join(side[0] for side in table.aligned)
        ends = "\\\\[0pt]\n"
        lines = "".join(line + ends for line in body)
        inner = (
            f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{head}{ends}\\hline\n{lines}\\hline\n"
            r"\end{tabular}"
        )
        return _environment("center", inner)


def _environment(name: str, inner: str) -> str:
    return f"\\begin{{{name}}}\n{inner}\n\\end{{{name}}}"


def _listing(written: str) -> str:
    """Code on lines of its own: a listing, or lines of escaped text where that cannot hold it."""
    lines = [line.expandtabs(_TAB) for line in written.rstrip().splitlines()] or [""]
    plain = all(line.isascii() and (line.isprintable() or not line) for line in lines)
    if plain and not any(r"\end{lstlisting}" in line for line in lines):
        return _environment("lstlisting", "\n".join(lines))
    return _environment(
        "codelines", "\n".join(rf"\codeline{{{_indented(line)}}}" for line in lines)
    )


def _indented(line: str) -> str:
    bare = line.lstrip(" ")
    return r"\ " * (len(line) - len(bare)) + chars.code(bare)
