"""Formulas of Word documents."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.rendering._docx_math import word_math


def drawn(element: Any) -> str:
    """A formula as calls: ``f(num(1), den(n))``; texts of runs as they stand."""
    name = element.tag.partition("}")[2]
    if name == "r":
        return "".join(element.itertext())
    look = "".join(
        f"{child.tag.partition('}')[2]}={child.get(qn('m:val'))}, "
        for child in element
        if child.tag.endswith("Pr")
        for child in child
        if child.get(qn("m:val")) is not None
    )
    inner = " ".join(drawn(child) for child in element if not child.tag.endswith("Pr"))
    return f"{name}({look}{inner})" if name != "oMath" else inner


HIDDEN = "subHide=1, supHide=1, sub(\u200b) sup(\u200b)"
CASES = [
    ("x", "x"),
    ("a-b", "a − b"),
    (r"\frac{1}{n}", "f(num(1) den(n))"),
    (r"x_i^2", "sSubSup(e(x) sub(i) sup(2))"),
    (r"x_i", "sSub(e(x) sub(i))"),
    (r"f'", "sSup(e(f) sup(′))"),
    (r"f(x)^2", "f sSup(e(d(begChr=(, endChr=), e(x))) sup(2))"),
    (r")^2", "sSup(e()) sup(2))"),
    (r"\sqrt{x}", "rad(degHide=1, deg() e(x))"),
    (r"\sqrt[3]{x}", "rad(deg(3) e(x))"),
    (
        r"\sum_{i=1}^n x_i",
        "nary(chr=∑, limLoc=undOvr, sub(i = 1) sup(n) e(sSub(e(x) sub(i))))",
    ),
    (r"\sum", f"nary(chr=∑, limLoc=subSup, {HIDDEN} e(\u200b))"),
    (r"\frac{\prod x}{2}", f"f(num(nary(chr=∏, limLoc=subSup, {HIDDEN} e(x))) den(2))"),
    (r"\int_0 x", "nary(chr=∫, limLoc=subSup, supHide=1, sub(0) sup(\u200b) e(x))"),
    (r"\max_x y", "limLow(e(max\u2009) lim(x)) y"),
    (r"\overset{a}{b}", "limUpp(e(b) lim(a))"),
    (r"\left( x \right]", "d(begChr=(, endChr=], e(x))"),
    (r"\hat{y}", "acc(chr=\u0302, e(y))"),
    (r"\overline{ab}", "bar(pos=top, e(a b))"),
    (r"\underbrace{x}", "groupChr(chr=⏟, pos=bot, vertJc=top, e(x))"),
    (r"\boxed{x}", "borderBox(e(x))"),
    (r"\binom{n}{k}", "d(begChr=(, endChr=), e(f(type=noBar, num(n) den(k))))"),
    (
        r"\begin{pmatrix} 1 & 2 \end{pmatrix}",
        "d(begChr=(, endChr=), e(m(plcHide=1, mr(e(1) e(2)))))",
    ),
    (r"\mathbb{R} \text{ if } \mathrm{d}", "ℝ  if  d"),
    (r"|x|", "| x |"),
    (r"a \quad b", "a \u2003 b"),
    (r"\{", "{"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "expected"), CASES)
def test_formulas_are_built_of_words_own_parts(latex: str, expected: str) -> None:
    """Fractions, scripts, roots, sums with what they sum, brackets, accents, matrices."""
    assert drawn(word_math(latex)) == expected


@pytest.mark.parametrize("latex", [r"\frac{1", "}", "x" * 6000])
def test_a_formula_with_a_fault_is_none(latex: str) -> None:
    """It is printed as it is written."""
    assert word_math(latex) is None


_PIECES = st.sampled_from(
    ["x", "^", "_", "{", "}", "(", ")", "[", "]", "|", "'", "<", "&", "\\frac", "\\sum", "\\left(",
     "\\right)", "\\sqrt", "\\hat", "\\text{a<b}", "\\begin{cases}", "\\\\", "\\end{cases}", " "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_every_formula_is_sound(latex: str) -> None:
    """Whatever stands there: nothing, or parts none of which is empty."""
    formula = word_math(latex)
    if formula is None:
        return
    for part in formula.iter():
        name = part.tag.partition("}")[2]
        if re.fullmatch("e|num|den|sub|sup|lim", name):
            assert len(part) > 0
