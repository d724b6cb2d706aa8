"""Formulas in typst: right where LaTeX is right, harmless where it is hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.rendering._typst_math import typst_math
from mlinterview.rendering._typst_text import blocks
from mlinterview.rendering.math import split_math

FORMULAS = {
    r"x^2": "attach(x, t: 2)",
    r"x_\mathrm{min}^2": 'attach(x, t: 2, b: class("normal", "min"))',
    r"\sqrt[3]{x+1}": "root(3, x + 1)",
    r"\tfrac12 \binom{n}{k}": "inline(frac(1, 2)) binom(n, k)",
    r"f'(x)": r"attach(f, t: #math.primes(1)) \( x \)",
    r"a/b": r"a \/ b",
    r"\left[\frac{a}{b}\right)^2": r"attach(lr(\[ frac(a, b) \)), t: 2)",
    r"|x|": r'class("normal", \|)/**/x/**/class("normal", \|)',
    r"p(x \mid y)": r'p \( x class("relation", \|) y \)',
    r"\operatorname*{arg\,max}_\theta": 'attach(op("arg max", limits: #true), b: θ)',
    r"\sum_{i=1}^n": "attach(∑, t: n, b: i = 1)",
    r"1,000 + 0.25": 'class("normal", "1,000")/**/+/**/0.25',
    r"(a, b)": r"\( a \, b \)",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}": 'display(mat(delim: "(", 1, 2; 3, 4))',
    r"\begin{bmatrix}1&2\\3\end{bmatrix}": 'display(mat(delim: "[", 1, 2; 3, ""))',
    r"\begin{cases}1&x>0\\0\end{cases}": 'display(cases(1 quad & x > 0, 0 quad & ""))',
    r"\hat\theta \bar{x}": "hat(θ) macron(x)",
    r"\mathbb{R}^n \mathcal{O} \mathbf{w}": "attach(bb(R), t: n) cal(O) upright(bold(w))",
    r"\text{giá trị } x": 'class("normal", "giá trị ")/**/x',
    r"\begin{aligned}a&=b\\c\end{aligned}": "display(mat(delim: #none, align: #left,"
    ' column-gap: #0pt, a, "" = b; c, "" ""))',
    r"\begin{aligned}\end{aligned}": "display(mat(delim: #none, align: #left,"
    ' column-gap: #0pt, ""))',
    r"\overset{a}{=} \underset b c": "attach(limits(=), t: a) attach(limits(c), b: b)",
    r"a \pmod n": r'a \( op("mod") n \)',
    r"a \bmod n": 'a op("mod") n',
    r"\not\alpha\quad x": "cancel(α) #h(1em) x",
    r"\left( a": r"lr(\( a )",
    r"\left[ a \right.": r"lr(\[ a )",
    r"f''": "attach(f, t: #math.primes(2))",
    r"x_1^2^3": "attach(x, t: 2 3, b: 1)",
    r"^2": 'attach("", t: 2)',
    r"[a]": r"\[ a \]",
    r"1{,}5 % 3": r'1/**/class("normal", \,)/**/5/**/\%/**/3',
    r"\bigl( x \bigr) ~ y": r"\( x \) #h(0.2222em) y",
    r"\unknown": r'class("normal", "\\unknown")',
    r"\not= \ne": "≠ ≠",
    r"10\%": r"10 \%",
}


@pytest.mark.parametrize(("latex", "expected"), FORMULAS.items())
def test_formulas(latex: str, expected: str) -> None:
    """What each construct of LaTeX becomes."""
    assert typst_math(latex) == expected


@pytest.mark.parametrize(
    "latex", [r"\frac{a", "{", r"\begin{cases}", "x" * 6000, "{" * 60 + "}" * 60]
)
def test_what_is_no_formula(latex: str) -> None:
    """A fault, or more than any formula, is left to be printed as it is written."""
    assert typst_math(latex) is None
    assert blocks(f"${latex}$").startswith("#")


def _compiled(sources: list[str]) -> str:
    """The text of all lines in one document, or the compiler's error."""
    lines = ["#let codeblock = raw", "#let grid-table(..x) = []", *sources]
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    compiler.compile(input="\n\n".join(lines).encode(), format="svg")
    return "done"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)


def test_every_formula_of_the_bank() -> None:
    """All of them are read whole, with no macro left over, and typst takes them."""
    formulas = {
        segment.text
        for item in mli.load_bank().values()
        for text in _texts(item.model_dump(mode="json"))
        if "$" in text
        for segment in split_math(text)
        if segment.kind != "text"
    }
    assert len(formulas) > 300
    written = {latex: typst_math(latex) for latex in formulas}
    left = {latex: found for latex, found in written.items() if not found or '"\\\\' in found}
    assert left == {}
    assert _compiled([f"${found}$" for found in written.values()]) == "done"


_SOURCES = r"""
\ { } [ ] ( ) ^ _ & # $ % ~ ' '' | , ; / - = < > * @ ! : . a B 1 0.5 é ặ 漢 😀 \frac \sqrt
\left( \right] \left\{ \right. \hat \text{#} \mathrm{ab} \begin{cases} \end{cases} \\ \alpha \sum
\lim \operatorname{f} \not \middle| \mid \binom \bm \underbrace{x} \overset \pmod \mathbb \quad
\, \| #eval("1") */ /* // \" " ` ]
"""
_pieces = st.sampled_from((*_SOURCES.split(), "\u0303", "\u200b", "\ufffe", "\x00", "\n", " "))


@settings(max_examples=25)
@given(st.lists(st.lists(_pieces, max_size=12).map("".join), min_size=8, max_size=24))
def test_no_source_breaks_typst(formulas: list[str]) -> None:
    """Whatever stands between dollars, typst compiles what comes out."""
    assert _compiled([f"${found}$" for latex in formulas if (found := typst_math(latex))]) == "done"


@settings(max_examples=25)
@given(st.lists(_pieces, max_size=40).map("".join))
def test_nothing_reaches_the_code_of_typst(latex: str) -> None:
    """Outside of string literals there is a hash for nothing but what this library writes."""
    found = typst_math(latex) or ""
    bare = re.sub(r'"(?:\\.|[^"\\])*"', '""', found, flags=re.DOTALL)
    bare = re.sub(r"\\.", "", bare)
    own = r"#(h\([\d.]+em\)|math\.primes\(\d\)|true|none|left|0pt|box\(stroke: 0\.5pt)"
    assert "#" not in re.sub(own, "", bare)
    assert "`" not in bare
