"""Math as Unicode text: formulas as a reader would write them by hand, and what is no math."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.rendering.math import closing_dollar, math_to_text, split_math, text_with_math

FORMULAS = {
    # scripts
    "x^2": "x²",
    "x_{ij}": "xᵢⱼ",
    "x_{t-1}": "xₜ₋₁",
    "x_i^2": "xᵢ²",
    "10^{-4}": "10⁻⁴",
    "W^{(1)}": "W⁽¹⁾",
    r"G W^\top": "G Wᵀ",
    r"\theta^*": "θ*",
    "F'(x) + 1": "F′(x) + 1",
    # no sign for the script
    r"\mathbb{R}^{64 \times 100}": "ℝ^(64×100)",
    "x_b": "x_b",
    r"w_{\text{new}} x": "w_new x",
    r"w_{\text{new}}x": "w_new x",
    "x_{a,b}": "x_{a,b}",
    "x^{2^k}": "x^(2ᵏ)",
    r"x_\mathrm{min}": "xₘᵢₙ",
    # fractions and roots, with the brackets that reading them needs
    r"\frac{\partial L}{\partial W}": "∂L/∂W",
    r"\frac{a+b}{c+d}": "(a + b)/(c + d)",
    r"\frac{1}{2\sigma^2}": "1/(2σ²)",
    r"\frac{1}{n}\sum_{i=1}^n x_i": "(1/n) ∑ᵢ₌₁ⁿ xᵢ",
    r"\frac{a}{b}^2": "(a/b)²",
    r"a / \frac{b}{c}": "a / (b/c)",
    r"\frac{\log n}{n}": "(log n)/n",
    r"\tfrac{1}{2}(x)": "½(x)",
    r"\frac{\text{TP}}{\text{TP} + \text{FN}}": "TP/(TP + FN)",
    r"\frac{f(x)}{(a + b)}": "f(x)/(a + b)",
    r"\frac{1}{(a)(b)}": "1/((a)(b))",
    r"\sqrt{n}": "√n",
    r"\sqrt{a+b}": "√(a + b)",
    r"\sqrt[3]{x}": "∛x",
    r"\sqrt[k]{x}": "ᵏ√x",
    r"\sqrt{\frac{p(1-p)}{n}}": "√(p(1 − p)/n)",
    # spacing
    "a=b": "a = b",
    "-x": "−x",
    "a--b": "a − −b",
    "(-1, 0]": "(−1, 0]",
    r"-\log 0.475 \approx 0.744": "−log 0.475 ≈ 0.744",
    r"n\log n": "n log n",
    r"\log_2(i+1)": "log₂(i + 1)",
    r"\max(0, Z)": "max(0, Z)",
    r"2 \cdot 2.8^2 \, p(1-p)/\delta^2": "2 · 2.8² p(1 − p)/δ²",
    "1{,}000": "1,000",
    "|w_1| + |w_2|": "|w₁| + |w₂|",
    r"f: X \to Y": "f: X → Y",
    r"\eta \nabla L(\theta_t)": "η∇L(θₜ)",
    # signs, accents, alphabets
    r"\hat{y}": "ŷ",
    r"\hat y": "ŷ",
    r"\tilde{c}_t": "c̃ₜ",
    r"\bar{x}": "x̄",
    r"\overline{AB}": "A̅B̅",
    r"\widehat{AB}": "hat(AB)",
    r"a \le b, c \neq d": "a ≤ b, c ≠ d",
    r"P(A \mid B)": "P(A | B)",
    r"\|x\|_2": "‖x‖₂",
    r"\{0, 1\}^n": "{0, 1}ⁿ",
    r"\mathcal{N}(0, \sigma^2)": "N(0, σ²)",
    r"\mathcal{L}(\theta)": "ℒ(θ)",
    r"\mathbb{E}[X]": "E[X]",
    r"\mathbf{x}^\top \mathbf{w}": "xᵀw",
    r"\alpha \in \mathbb{R}": "α ∈ ℝ",
    r"\not\in": "∉",
    # named operators
    r"\operatorname{softmax}(z)_i": "softmax(z)ᵢ",
    r"\arg\max_k p_k": "arg maxₖ pₖ",
    r"\underset{w}{\arg\min}": "arg min_w",
    r"\lim_{n \to \infty} a_n": "lim_{n→∞} aₙ",
    r"a \bmod b": "a mod b",
    r"a \pmod{n}": "a (mod n)",
    # delimiters, matrices, text, per cent
    r"\left(\frac{a}{b}\right)": "(a/b)",
    r"\left.x\right|_{0}": "x|₀",
    r"\binom{n}{k}": "C(n, k)",
    r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}": "(1, 0; 0, 1)",
    r"\begin{cases} 1 & \text{if } x > 0 \\ 0 \end{cases}": "{ 1 if x > 0; 0 }",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a = b; c = d",
    r"\text{minutes} = 12 + 3.0\,d": "minutes = 12 + 3.0 d",
    r"\text{a_b}": "a_b",
    r"95\%": "95%",
    "95% of x": "95% of x",
    # unknown, broken: as written
    r"\foo{x}": r"\foo x",
    "x_{i": "x_{i",
    r"\begin{cases} 1": r"\begin{cases} 1",
    "}": "}",
    "": "",
}


@pytest.mark.parametrize(("latex", "expected"), FORMULAS.items(), ids=list(FORMULAS))
def test_formulas_read_like_text(latex: str, expected: str) -> None:
    """A formula becomes what a reader would type by hand."""
    assert expected == math_to_text(latex)


@given(st.text(alphabet="\\{}[]^_&%$ab1+-=/|'frcsqtlep mxdi,.()~\n", max_size=60))
def test_any_text_is_taken(latex: str) -> None:
    """No formula, however broken, raises, and the result is one line."""
    assert "\n" not in math_to_text(latex)


@pytest.mark.parametrize(
    "latex", ["{" * 5000, r"\sqrt{" * 800 + "x" + "}" * 800, "x_" * 2000, "^" * 3000, "a" * 50_000]
)
def test_monsters_come_back_soon(latex: str) -> None:
    """Deep and long formulas come back in bounded time, as they were."""
    start = time.perf_counter()
    math_to_text(latex)
    assert time.perf_counter() - start < 5


TEXTS = {
    "$3 and $5": [("text", "$3 and $5")],
    "a $20,000 and USD$30,000 b": [("text", "a $20,000 and USD$30,000 b")],
    "$x$": [("math", "x")],
    "$ x$": [("text", "$ x$")],
    "$x $": [("text", "$x $")],
    "$x$5": [("text", "$x$5")],
    r"\$5 and $x$.": [("text", r"\$5 and "), ("math", "x"), ("text", ".")],
    r"$a\$b$": [("math", r"a\$b")],
    "$$ a\nb $$ c": [("display", "a\nb"), ("text", " c")],
    "$$": [("text", "$$")],
    "`$x$` $y$": [("text", "`$x$` "), ("math", "y")],
    "``a`$x$`` $y$": [("text", "``a`$x$`` "), ("math", "y")],
    "` $y$": [("text", "` "), ("math", "y")],
    "```\n$x$\n```\n$y$": [("text", "```\n$x$\n```\n"), ("math", "y")],
    "~~~\n$x$": [("text", "~~~\n$x$")],
    "$a$$b$": [("math", "a"), ("math", "b")],
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=list(TEXTS))
def test_dollars_follow_pandoc(text: str, expected: list[tuple[str, str]]) -> None:
    """Money is no math, code is no math, an escaped dollar is a dollar."""
    assert expected == [tuple(segment) for segment in split_math(text)]


@given(st.text(alphabet="$\\` \nx5", max_size=40))
def test_segments_lose_nothing(text: str) -> None:
    """Every character but the dollars and space around math stands in a segment, in order."""
    kept = "".join(segment.text for segment in split_math(text))
    bare = "".join(text.replace("$", "").split())
    assert bare == "".join(kept.replace("$", "").split())


@given(st.text(alphabet="$\\` x", max_size=30), st.integers(0, 30))
def test_a_closing_sign_closes(text: str, start: int) -> None:
    """What is found is a dollar after the start, with no space before it."""
    place = closing_dollar(text, start, "$")
    assert place == -1 or (text[place] == "$" and place > start and not text[place - 1].isspace())


def test_many_dollars_take_linear_time() -> None:
    """A text full of dollars that close nothing is split soon."""
    start = time.perf_counter()
    for text in ("$a " * 60_000, "$$a " * 60_000, "``a`" * 20_000, "$a\\$" * 30_000):
        list(split_math(text))
    assert time.perf_counter() - start < 5


def test_text_keeps_its_markdown() -> None:
    """Outside of math nothing changes but the escaped dollar."""
    expected = "*Give* 2³⁰ bytes for $5, `$x$`."
    assert expected == text_with_math(r"*Give* $2^{30}$ bytes for \$5, `$x$`.")
