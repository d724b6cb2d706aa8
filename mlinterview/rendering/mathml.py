"""LaTeX math as MathML, which browsers typeset and screen readers read out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from mlinterview.rendering import _math_tree as tree
from mlinterview.rendering._math_alphabets import in_alphabet
from mlinterview.rendering._math_reader import read_formula
from mlinterview.rendering._math_signs import kind_of

__all__ = ["mathml"]

_OVER = {
    "hat": "ˆ",
    "widehat": "^",
    "tilde": "˜",
    "widetilde": "~",
    "bar": "¯",
    "dot": "˙",
    "ddot": "¨",
    "check": "ˇ",
    "breve": "˘",
    "vec": "→",
    "overrightarrow": "→",
    "overbrace": "⏞",
}
_UNDER = {"underline": "_", "underbrace": "⏟"}
_STRETCHY = frozenset(
    {"widehat", "widetilde", "overbrace", "overrightarrow", "underline", "underbrace"}
)
_THIN = "0.167em"
_SPACED = 'lspace="0" rspace="0"'
_BIG = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂")


@lru_cache(maxsize=2048)
def mathml(latex: str, *, display: bool = False) -> str | None:
    r"""The formula, without its dollars, as a ``math`` element; None where it has a fault.

    The LaTeX source goes along as an annotation, for who copies the formula.

    >>> print(mathml(r"\frac{1}{n}"))  # doctest: +ELLIPSIS
    <math><semantics><mfrac><mn>1</mn><mi>n</mi></mfrac><annotation ...>\frac{1}{n}</annotation>...
    """
    found = read_formula(latex)
    if found is None:
        return None
    kind = ' display="block"' if display else ""
    source = f'<annotation encoding="application/x-tex">{escape(latex)}</annotation>'
    return f"<math{kind}><semantics>{_one(found)}{source}</semantics></math>"


def _one(node: tree.Node, font: str = "") -> str:
    """Exactly one element, as the arguments of others must be."""
    if not isinstance(node, tree.Row):
        return _element(node, font)
    parts = [
        _element(part, font).replace(_SPACED, _spaces(node.parts, at))
        if _names_operator(part)
        else _one(part, font)
        for at, part in enumerate(node.parts)
    ]
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


def _names_operator(node: tree.Node) -> bool:
    return isinstance(node.base if isinstance(node, tree.Script) else node, tree.Operator)


def _spaces(parts: Sequence[tree.Node], at: int) -> str:
    """``2 log n`` has thin spaces, ``-log(n)`` has none."""
    before = parts[at - 1] if at else tree.Sign("(")
    after = parts[at + 1] if at + 1 < len(parts) else tree.Sign("(")
    tight = ("bin", "rel", "open", "punct")
    left = isinstance(before, tree.Sign) and kind_of(before.text) in tight
    right = isinstance(after, tree.Sign) and kind_of(after.text) in (*tight, "close")
    right = right or isinstance(after, tree.Fenced)
    return f'lspace="{"0" if left else _THIN}" rspace="{"0" if right else _THIN}"'


def _element(node: tree.Node, font: str) -> str:
    match node:
        case tree.Sign(text):
            return _sign(text, font)
        case tree.Ordinary(text):
            return f'<mi mathvariant="normal">{escape(text)}</mi>'
        case tree.Relation(text):
            return f'<mo lspace="0.278em" rspace="0.278em" stretchy="false">{escape(text)}</mo>'
        case tree.Word(text, own):
            shown = in_alphabet(text, own or font)
            return f"<mtext>{_kept_spaces(shown)}</mtext>"
        case tree.Operator(text, limits):
            movable = ' movablelimits="true"' if limits else ""
            return f"<mo {_SPACED}{movable}>{escape(text)}</mo>"
        case tree.Styled(own, inner):
            return _one(inner, own)
        case tree.Primes(count):
            return f"<mo>{'′' * count}</mo>"
        case tree.Script(base, below, above):
            return _scripts(base, below, above, font, right=_scripts_at_right(base))
        case tree.Stack(base, below, above):
            return _scripts(base, below, above, font, right=False)
        case tree.Fraction(top, bottom, size):
            flag = "true" if size == "display" else "false"
            made = f"<mfrac>{_one(top, font)}{_one(bottom, font)}</mfrac>"
            return f'<mstyle displaystyle="{flag}">{made}</mstyle>' if size else made
        case tree.Binomial(top, bottom):
            both = _one(top, font) + _one(bottom, font)
            return _bracketed("(", f'<mfrac linethickness="0">{both}</mfrac>', ")")
        case tree.Root(inner, degree):
            if degree is None:
                return f"<msqrt>{_one(inner, font)}</msqrt>"
            return f"<mroot>{_one(inner, font)}{_one(degree, font)}</mroot>"
        case tree.Accent(mark, inner):
            return _accent(mark, _one(inner, font))
        case tree.Struck(inner):
            return f'<mrow class="cancel">{_one(inner, font)}</mrow>'
        case tree.Fenced(opening, inner, closing):
            return _bracketed(opening, _one(inner, font), closing)
        case tree.Table():
            return _table(node)
        case tree.Space(ems):
            return f'<mspace width="{ems:.4g}em"/>'
        case tree.Row():
            return _one(node, font)


def _sign(text: str, font: str) -> str:
    shown = escape(in_alphabet(text, font))
    if text[0].isdecimal() or (len(text) > 1 and text[0] == "."):
        return f"<mn>{shown}</mn>"
    kind = kind_of(text)
    if kind in ("open", "close"):
        return f'<mo stretchy="false">{shown}</mo>'
    if text.isalpha():
        # capital Greek stands upright, as in LaTeX
        upright = font or ("Α" <= text <= "Ω")
        return f'<mi mathvariant="normal">{shown}</mi>' if upright else f"<mi>{shown}</mi>"
    if kind == "ord" and text not in "!/:.…⋯⋮":
        return f'<mi mathvariant="normal">{shown}</mi>'
    if text in "/.":  # between the operands of an operator there would be space
        return f'<mo lspace="0" rspace="0" stretchy="false">{shown}</mo>'
    return f'<mo movablelimits="true">{shown}</mo>' if text in _BIG else f"<mo>{shown}</mo>"


def _scripts_at_right(base: tree.Node) -> bool:
    """Whether scripts stay at the right, in displays too."""
    if isinstance(base, tree.Operator):
        return not base.limits
    if isinstance(base, tree.Accent):
        return not base.mark.endswith("brace")
    return not (isinstance(base, tree.Sign) and base.text in _BIG)


def _scripts(
    base: tree.Node,
    below: tree.Node | None,
    above: tree.Node | None,
    font: str,
    *,
    right: bool,
) -> str:
    inner = _one(base, font)
    if below is not None:
        inner += _one(below)
    if above is not None:
        inner += _one(above)
    names = ("msub", "msup", "msubsup") if right else ("munder", "mover", "munderover")
    name = names[2 if below is not None and above is not None else 0 if below is not None else 1]
    return f"<{name}>{inner}</{name}>"


def _accent(mark: str, inner: str) -> str:
    if mark in ("boxed", "cancel", "overline"):
        return f'<mrow class="{mark}">{inner}</mrow>'
    stretchy = "true" if mark in _STRETCHY else "false"
    if mark in _UNDER:
        return f'<munder>{inner}<mo stretchy="{stretchy}">{_UNDER[mark]}</mo></munder>'
    return f'<mover accent="true">{inner}<mo stretchy="{stretchy}">{_OVER[mark]}</mo></mover>'


def _bracketed(opening: str, inner: str, closing: str) -> str:
    return f"<mrow>{_bracket(opening, 'prefix')}{inner}{_bracket(closing, 'postfix')}</mrow>"


def _bracket(sign: str, form: str) -> str:
    return f'<mo fence="true" form="{form}" stretchy="true">{escape(sign)}</mo>' if sign else ""


def _table(table: tree.Table) -> str:
    aligned = "" if table.kind == "matrix" else ' style="text-align:left"'
    rows = "".join(
        "<mtr>" + "".join(f"<mtd{aligned}>{_one(cell)}</mtd>" for cell in row) + "</mtr>"
        for row in table.rows
    )
    return _bracketed(table.opening, f"<mtable>{rows}</mtable>", table.closing)


def _kept_spaces(text: str) -> str:
    """Space at the ends of an element would be dropped."""
    bare = text.strip(" ")
    if not bare:
        return "\u00a0" * len(text)
    before, _, after = text.partition(bare)
    return "\u00a0" * len(before) + escape(bare) + "\u00a0" * len(after)
