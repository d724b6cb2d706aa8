"""LaTeX math as the formulas of Word (OMML), which it typesets and lets people edit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from mlinterview.rendering import _math_tree as tree
from mlinterview.rendering._math_alphabets import in_alphabet
from mlinterview.rendering._math_reader import read_formula
from mlinterview.rendering._math_signs import kind_of

__all__ = ["MATH_FONT", "word_math"]

MATH_FONT = "Cambria Math"
_SPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨆")
_BESIDE = frozenset("∫∬∭∮")  # limits stand beside an integral
_MARKS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0305",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
}
#: what shows nothing: Word draws a dotted box where a part of a formula is empty
_NOTHING = "\u200b"


def word_math(latex: str) -> Any:
    """The formula, without its dollars, as an element; None where it has a fault."""
    written = _written(latex)
    if written is None:
        return None
    from docx.oxml import parse_xml

    return parse_xml(written)


@lru_cache(maxsize=2048)
def _written(latex: str) -> str | None:
    found = read_formula(latex)
    return None if found is None else f"<m:oMath {_SPACES}>{_inner(found)}</m:oMath>"


def _inner(node: tree.Node | None, font: str = "") -> str:
    """What stands in a part of a formula."""
    if node is None:
        return ""
    return _row(node.parts, font) if isinstance(node, tree.Row) else _element(node, font)


def _part(name: str, node: tree.Node | None, font: str = "") -> str:
    return f"<m:{name}>{_inner(node, font) or _run(_NOTHING)}</m:{name}>"


def _row(parts: Sequence[tree.Node], font: str) -> str:
    found: list[str] = []
    opened: list[tuple[int, str]] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        base = part.base if isinstance(part, (tree.Script, tree.Stack)) else part
        if isinstance(base, tree.Sign) and base.text in _BIG:
            # a sum takes what it sums within it
            summed = parts[at] if at < len(parts) else None
            at += summed is not None
            found.append(_sum(base.text, part, summed, font))
            continue
        kind = kind_of(base.text) if isinstance(base, tree.Sign) else ""
        if kind == "open":
            opened.append((len(found), part.text if isinstance(part, tree.Sign) else ""))
        elif kind == "close" and opened:
            start, sign = opened.pop()
            if sign and isinstance(part, tree.Script) and isinstance(base, tree.Sign):
                # the power of a bracket is that of all it holds
                inner = _fenced(sign, "".join(found[start + 1 :]), base.text)
                found[start:] = [_scripts(f"<m:e>{inner}</m:e>", part.below, part.above)]
                continue
        found.append(_element(part, font))
    return "".join(found)


def _sum(sign: str, part: tree.Node, summed: tree.Node | None, font: str) -> str:
    scripted = isinstance(part, (tree.Script, tree.Stack))
    below = part.below if isinstance(part, (tree.Script, tree.Stack)) else None
    above = part.above if isinstance(part, (tree.Script, tree.Stack)) else None
    place = "subSup" if sign in _BESIDE or not scripted else "undOvr"
    hidden = "".join(
        f'<m:{name}Hide m:val="1"/>'
        for name, node in (("sub", below), ("sup", above))
        if node is None
    )
    look = f'<m:naryPr><m:chr m:val="{sign}"/><m:limLoc m:val="{place}"/>{hidden}</m:naryPr>'
    parts = _part("sub", below) + _part("sup", above) + _part("e", summed, font)
    return f"<m:nary>{look}{parts}</m:nary>"


def _run(text: str, style: str = "") -> str:
    """A run; ``style`` is ``p`` (upright), ``nor`` (text), or empty for letters in italics."""
    look = "<m:nor/>" if style == "nor" else f'<m:sty m:val="{style}"/>' if style else ""
    look = f"<m:rPr>{look}</m:rPr>" if look else ""
    fonts = f'<w:rFonts w:ascii="{MATH_FONT}" w:hAnsi="{MATH_FONT}"/>'
    shown = escape(text, quote=False)
    return f'<m:r>{look}<w:rPr>{fonts}</w:rPr><m:t xml:space="preserve">{shown}</m:t></m:r>'


def _sign(text: str, font: str) -> str:
    if text in "|‖" or kind_of(text) in ("open", "close"):
        return _run(text, "nor")  # as text: LibreOffice looks for the other bracket of a sign
    shown = in_alphabet(text, font)
    upright = bool(font) or "Α" <= text <= "Ω" or not text.isalpha()
    return _run("−" if shown == "-" else shown, "p" if upright else "")


def _element(node: tree.Node, font: str) -> str:
    match node:
        case tree.Sign(text):
            return _row((node,), font) if text in _BIG else _sign(text, font)
        case tree.Ordinary(text) | tree.Relation(text):
            return _run(text, "nor" if text in "|‖" else "p")
        case tree.Word(text, own):
            return _run(in_alphabet(text, own or font), "nor")
        case tree.Operator(text):
            return _run(f"{text}\u2009", "p")
        case tree.Row(parts):
            return _row(parts, font)
        case tree.Styled(own, inner):
            return _inner(inner, own)
        case tree.Primes(count):
            return _run("′" * count, "p")
        case tree.Script(base, below, above):
            return _script(base, below, above, font)
        case tree.Stack(base, below, above):
            return _stacked(base, below, above, font)
        case tree.Fraction(top, bottom):
            return f"<m:f>{_part('num', top, font)}{_part('den', bottom, font)}</m:f>"
        case tree.Binomial(top, bottom):
            look = '<m:fPr><m:type m:val="noBar"/></m:fPr>'
            both = f"<m:f>{look}{_part('num', top, font)}{_part('den', bottom, font)}</m:f>"
            return _fenced("(", both, ")")
        case tree.Root(inner, degree):
            look = '<m:radPr><m:degHide m:val="1"/></m:radPr>' if degree is None else ""
            power = _part("deg", degree) if degree is not None else "<m:deg/>"
            return f"<m:rad>{look}{power}{_part('e', inner, font)}</m:rad>"
        case tree.Accent(mark, inner):
            return _accent(mark, inner, font)
        case tree.Struck(inner):
            return _struck(inner, font)
        case tree.Fenced(opening, inner, closing):
            return _fenced(opening, _inner(inner, font), closing)
        case tree.Table():
            return _table(node)
        case tree.Space(ems):
            return _run("\u2009" * max(1, round(ems * 6)) if ems < 1 else "\u2003" * round(ems))


def _script(base: tree.Node, below: tree.Node | None, above: tree.Node | None, font: str) -> str:
    if isinstance(base, tree.Sign) and base.text in _BIG:
        return _row((tree.Script(base, below, above),), font)
    if isinstance(base, tree.Operator) and base.limits:
        return _stacked(base, below, above, font)
    return _scripts(_part("e", base, font), below, above)


def _scripts(inner: str, below: tree.Node | None, above: tree.Node | None) -> str:
    if above is None:
        return f"<m:sSub>{inner}{_part('sub', below)}</m:sSub>"
    if below is None:
        return f"<m:sSup>{inner}{_part('sup', above)}</m:sSup>"
    return f"<m:sSubSup>{inner}{_part('sub', below)}{_part('sup', above)}</m:sSubSup>"


def _stacked(base: tree.Node, below: tree.Node | None, above: tree.Node | None, font: str) -> str:
    inner = _inner(base, font)
    for name, script in (("limLow", below), ("limUpp", above)):
        if script is not None:
            inner = f"<m:{name}><m:e>{inner}</m:e>{_part('lim', script)}</m:{name}>"
    return inner


def _accent(mark: str, inner: tree.Node, font: str) -> str:
    part = _part("e", inner, font)
    if mark in ("overline", "underline"):
        side = "top" if mark == "overline" else "bot"
        return f'<m:bar><m:barPr><m:pos m:val="{side}"/></m:barPr>{part}</m:bar>'
    if mark in ("overbrace", "underbrace"):
        sign, side, line = ("⏞", "top", "bot") if mark == "overbrace" else ("⏟", "bot", "top")
        look = f'<m:chr m:val="{sign}"/><m:pos m:val="{side}"/><m:vertJc m:val="{line}"/>'
        return f"<m:groupChr><m:groupChrPr>{look}</m:groupChrPr>{part}</m:groupChr>"
    if mark == "boxed":
        return f"<m:borderBox>{part}</m:borderBox>"
    if mark not in _MARKS:
        return _struck(inner, font)
    return f'<m:acc><m:accPr><m:chr m:val="{_MARKS[mark]}"/></m:accPr>{part}</m:acc>'


def _struck(inner: tree.Node, font: str) -> str:
    sides = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
    look = f'<m:borderBoxPr>{sides}<m:strikeBLTR m:val="1"/></m:borderBoxPr>'
    return f"<m:borderBox>{look}{_part('e', inner, font)}</m:borderBox>"


def _fenced(opening: str, inner: str, closing: str) -> str:
    signs = f'<m:begChr m:val="{escape(opening)}"/><m:endChr m:val="{escape(closing)}"/>'
    return f"<m:d><m:dPr>{signs}</m:dPr><m:e>{inner or _run(_NOTHING)}</m:e></m:d>"


def _table(table: tree.Table) -> str:
    side = "center" if table.kind == "matrix" else "left"
    count = max(map(len, table.rows))
    look = f'<m:mc><m:mcPr><m:count m:val="{count}"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>'
    look = f'<m:mPr><m:plcHide m:val="1"/><m:mcs>{look}</m:mcs></m:mPr>'
    rows = "".join(
        "<m:mr>" + "".join(_part("e", cell) for cell in row) + "</m:mr>" for row in table.rows
    )
    made = f"<m:m>{look}{rows}</m:m>"
    return _fenced(table.opening, made, table.closing) if table.opening or table.closing else made
