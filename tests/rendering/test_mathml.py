"""Formulas in MathML: well-formed whatever the source, and structured as the LaTeX is."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.rendering.html import inline_to_html, to_html
from mlinterview.rendering.mathml import mathml

FORMULAS = {
    r"x_1^2": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
    r"\sqrt{x}\sqrt[3]{2}": "<mrow><msqrt><mi>x</mi></msqrt>"
    "<mroot><mn>2</mn><mn>3</mn></mroot></mrow>",
    r"\frac{a}{b}": "<mfrac><mi>a</mi><mi>b</mi></mfrac>",
    r"\dfrac ab": '<mstyle displaystyle="true"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle>',
    r"\mathbb{R}": '<mi mathvariant="normal">ℝ</mi>',
    r"\mathcal{N}": '<mi mathvariant="normal">𝒩</mi>',
    r"\mathbf{w1}": "<mtext>𝐰𝟏</mtext>",
    r"\bar x": '<mover accent="true"><mi>x</mi><mo stretchy="false">¯</mo></mover>',
    r"\overline{x}": '<mrow class="overline"><mi>x</mi></mrow>',
    r"\underbrace{x}_n": '<munder><munder><mi>x</mi><mo stretchy="true">⏟</mo></munder>'
    "<mi>n</mi></munder>",
    r"\sum^n": '<mover><mo movablelimits="true">∑</mo><mi>n</mi></mover>',
    r"2\log n": '<mrow><mn>2</mn><mo lspace="0.167em" rspace="0.167em">log</mo><mi>n</mi></mrow>',
    r"-\log(n)": '<mrow><mo>−</mo><mo lspace="0" rspace="0">log</mo><mo stretchy="false">(</mo>'
    '<mi>n</mi><mo stretchy="false">)</mo></mrow>',
    r"\Delta": '<mi mathvariant="normal">Δ</mi>',
    r"x'": "<msup><mi>x</mi><mo>′</mo></msup>",
    r"\text{ if }": "<mtext>\u00a0if\u00a0</mtext>",
    r"\left(x\right.": '<mrow><mo fence="true" form="prefix" stretchy="true">(</mo>'
    "<mi>x</mi></mrow>",
    r"\begin{cases}1\\2\end{cases}": '<mrow><mo fence="true" form="prefix" stretchy="true">{</mo>'
    '<mtable><mtr><mtd style="text-align:left"><mn>1</mn></mtd></mtr>'
    '<mtr><mtd style="text-align:left"><mn>2</mn></mtd></mtr></mtable></mrow>',
    r"\binom nk": '<mrow><mo fence="true" form="prefix" stretchy="true">(</mo>'
    '<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>'
    '<mo fence="true" form="postfix" stretchy="true">)</mo></mrow>',
    r"|a\mid": '<mrow><mi mathvariant="normal">|</mi><mi>a</mi>'
    '<mo lspace="0.278em" rspace="0.278em" stretchy="false">|</mo></mrow>',
    r"\not\alpha": '<mrow class="cancel"><mi>α</mi></mrow>',
    r"\overset{a}{=}": "<mover><mo>=</mo><mi>a</mi></mover>",
    r"\max_b": '<munder><mo lspace="0" rspace="0" movablelimits="true">max</mo><mi>b</mi></munder>',
    r"\underline{x}": '<munder><mi>x</mi><mo stretchy="true">_</mo></munder>',
    r"a/b": '<mrow><mi>a</mi><mo lspace="0" rspace="0" stretchy="false">/</mo><mi>b</mi></mrow>',
    r"\quad\infty": '<mrow><mspace width="1em"/><mi mathvariant="normal">∞</mi></mrow>',
    r"\text{ }": "<mtext>\u00a0</mtext>",
    r"\mathrm{x}_{\mathit{ab}}": '<msub><mi mathvariant="normal">x</mi><mtext>𝑎𝑏</mtext></msub>',
    r"a<b": "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>",
}


@pytest.mark.parametrize(("latex", "expected"), FORMULAS.items())
def test_formulas(latex: str, expected: str) -> None:
    """What each construct of LaTeX becomes."""
    found = mathml(latex)
    assert found is not None
    body = found.removeprefix("<math><semantics>").partition("<annotation")[0]
    assert body == expected


def test_displays_and_faults() -> None:
    """Displays are blocks, the source goes along, and a fault is shown as it is written."""
    found = to_html(("So $$x < 1$$ and $\\frac{a$.", True), typeset=True)
    assert '<math display="block"><semantics><mrow><mi>x</mi><mo>&lt;</mo>' in found
    assert '<annotation encoding="application/x-tex">x &lt; 1</annotation>' in found
    assert "<code>\\frac{a</code>" in found
    assert inline_to_html("$x$", typeset=True).startswith("<math><semantics><mi>x</mi>")
    assert inline_to_html("$x$") == '<span class="math">x</span>'


_SOURCES = r"""
\frac \sqrt \hat \bm \text{<b>} \begin{cases} \end{cases} \\ \left( \right) \sum \log \mathbb & < >
{ } ^ _ ' [ ] a 1 x=1 \pmod \not \binom <script> " ]]> &amp;
"""
_signs = st.sampled_from((*_SOURCES.split(), " "))


@given(st.lists(_signs, max_size=14).map("".join))
def test_always_one_well_formed_element(latex: str) -> None:
    """A browser gets XML, whatever stood between the dollars, and its annotation is the source."""
    found = mathml(latex)
    if found is None:
        return
    root = ElementTree.fromstring(found)
    (semantics,) = root
    assert (root.tag, semantics.tag, len(semantics)) == ("math", "semantics", 2)
    assert semantics[1].text or latex == ""
    for element in root.iter():
        wanted = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
        assert len(element) == wanted.get(element.tag, len(element))
