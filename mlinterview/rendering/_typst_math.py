r"""LaTeX math as typst math.

Whatever the source holds, what comes out is made of this module's own function names, single
letters, numbers, escaped signs and string literals: it cannot reach typst's code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from mlinterview.rendering import _math_tree as tree
from mlinterview.rendering._math_reader import read_formula
from mlinterview.rendering._typst_strings import string

__all__ = ["typst_math"]

_WORD = 'class("normal", '
_NOTHING = '""'
_FONTS = {
    "bold": "upright(bold({}))",
    "bold-italic": "bold({})",
    **{font: f"{font}({{}})" for font in ("bb", "cal", "scr", "frak", "sans", "mono", "italic")},
    "upright": "upright({})",
}
_ACCENTS = {
    **{mark: f"{mark}({{}})" for mark in ("hat", "tilde", "overline", "underline", "dot")},
    "widehat": "hat({})",
    "widetilde": "tilde({})",
    "bar": "macron({})",
    "ddot": "dot.double({})",
    "check": "caron({})",
    "breve": "breve({})",
    "vec": "arrow({})",
    "overrightarrow": "arrow({})",
    "overbrace": "limits(overbrace({}))",
    "underbrace": "limits(underbrace({}))",
    "boxed": "#box(stroke: 0.5pt, inset: 2pt, ${}$)",
    "cancel": "cancel({})",
}
_SIZES = {"": "frac({}, {})", "display": "display(frac({}, {}))", "inline": "inline(frac({}, {}))"}


@lru_cache(maxsize=4096)
def typst_math(latex: str) -> str | None:
    r"""The formula, without its dollars; None where it has a fault.

    >>> typst_math(r"\frac{\partial L}{\partial W} \in \mathbb{R}^{64}")
    'frac(∂ L, ∂ W) ∈ attach(bb(R), t: 64)'
    """
    found = read_formula(latex)
    return None if found is None else _written(found)


def _written(node: tree.Node) -> str:
    """The node's source; a string for nothing, since arguments may not be left out."""
    return _source(node) or _NOTHING


def _source(node: tree.Node) -> str:
    match node:
        case tree.Row(parts):
            return _joined(map(_source, parts))
        case tree.Sign(text):
            return _sign(text)
        case tree.Ordinary(text):  # typst takes bars for brackets, open and closed alike
            return f"{_WORD}{_sign(text)})"
        case tree.Relation(text):
            return f'class("relation", {_sign(text)})'
        case tree.Word(text, font):
            return _FONTS[font].format(_word(text)) if font else _word(text)
        case tree.Operator(text, limits):
            return f"op({string(text)}{', limits: #true' if limits else ''})"
        case tree.Styled(font, inner):
            return _FONTS[font].format(_written(inner))
        case tree.Primes(count):
            return f"#math.primes({count})"
        case tree.Script(base, below, above):
            return _attached(_written(base), below, above)
        case tree.Stack(base, below, above):
            return _attached(f"limits({_written(base)})", below, above)
        case tree.Fraction(top, bottom, size):
            return _SIZES[size].format(_written(top), _written(bottom))
        case tree.Binomial(top, bottom):
            return f"binom({_written(top)}, {_written(bottom)})"
        case tree.Root(inner, degree):
            if degree is None:
                return f"sqrt({_written(inner)})"
            return f"root({_written(degree)}, {_written(inner)})"
        case tree.Accent(mark, inner):
            return _ACCENTS[mark].format(_written(inner))
        case tree.Struck(inner):
            return f"cancel({_written(inner)})"
        case tree.Fenced(opening, inner, closing):
            return f"lr({_sign(opening)} {_source(inner)} {_sign(closing)})"
        case tree.Table():
            return _table(node)
        case tree.Space(ems):
            return f"#h({ems:.4g}em)"


def _attached(base: str, below: tree.Node | None, above: tree.Node | None) -> str:
    top = f", t: {_written(above)}" if above is not None else ""
    bottom = f", b: {_written(below)}" if below is not None else ""
    return f"attach({base}{top}{bottom})"


def _table(table: tree.Table) -> str:
    rows = [[_written(cell) for cell in row] for row in table.rows]
    if table.kind == "cases":
        return f"display(cases({', '.join(' quad & '.join(row) for row in rows)}))"
    look = string(table.opening) if table.opening else "#none"
    if table.kind == "lines":  # a relation is spaced from what stands before it
        rows = [[f'"" {cell}' if at else cell for at, cell in enumerate(row)] for row in rows]
        look += ", align: #left, column-gap: #0pt"
    body = "; ".join(", ".join(row) for row in rows)
    return f"display(mat(delim: {look}, {body}))"  # inline ones have small letters


def _word(text: str) -> str:
    """Text in a formula: ordinary, as TeX has it."""
    return f"{_WORD}{string(text)})"


def _joined(parts: Iterable[str]) -> str:
    """Parts side by side. A blank beside a word would be printed, so a comment parts it."""
    joined = ""
    for part in filter(None, parts):
        wordy = _WORD in part or _WORD in joined
        joined += ("/**/" if wordy else " ") + part if joined else part
    return joined


def _sign(text: str) -> str:
    """Signs as typst has them: letters and numbers as they are, all else without a meaning."""
    if len(text) > 1:
        return text if text.replace(".", "").isascii() and "," not in text else _word(text)
    if not text or (text.isascii() and text.isalnum()) or text in "+=<>:!.":
        return text
    if text.isascii():
        return "\\" + text if text.isprintable() else string(text)
    return text if unicodedata.category(text)[0] in "LSP" else string(text)
