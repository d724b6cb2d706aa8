r"""LaTeX math as text that reads well in a terminal, a spreadsheet cell or a log.

``$\frac{\partial L}{\partial W}$`` becomes ``∂L/∂W``, ``$x^2$`` becomes ``x²``. What Unicode has no
sign for keeps a mark: ``ℝ^(64×100)``, ``w_max``. Math that cannot be parsed stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

__all__ = ["Segment", "closing_dollar", "math_to_text", "split_math", "text_with_math"]

_MAX_MATH = 5_000  # characters; nobody writes a longer formula into a question
_OPENING = re.compile(r"\$\$?")
_FENCE_LINE = re.compile(r"[ \t]*(`{3,}|~{3,})")
# code first: a dollar in code is no math, a backtick in math is no code
_TOKEN = re.compile(r"\\.|`+|\$\$?", re.DOTALL)


class Segment(NamedTuple):
    """A run of a text: ``math`` and ``display`` without their dollars, ``text`` as written."""

    kind: Literal["text", "math", "display"]
    text: str


@lru_cache(maxsize=2048)
def math_to_text(latex: str) -> str:
    r"""LaTeX math, without its dollars, as one line of Unicode text.

    Fractions become ``a/b`` with the brackets they need, scripts become raised and lowered signs
    where Unicode has all of them, else ``^(…)``, ``_word`` or ``_{…}``. Letters of special
    alphabets stay plain where their sign lies outside the basic plane (few terminal fonts have it):
    ``\mathbb{R}`` is ``ℝ``, ``\mathcal{N}`` is ``N``. Math with a fault, or deeper or longer than
    any formula, comes back as it was written.

    >>> math_to_text(r"\frac{\partial L}{\partial W} \in \mathbb{R}^{64 \times 100}")
    '∂L/∂W ∈ ℝ^(64×100)'
    >>> math_to_text(r"\hat{y} = \sum_{i=1}^{n} w_i x_i")
    'ŷ = ∑ᵢ₌₁ⁿ wᵢ xᵢ'
    """
    source = " ".join(latex.split())
    if len(source) > _MAX_MATH:
        return source
    from mlinterview.rendering._math_nodes import formula  # its parser takes 20 ms to import

    return formula(source) or source


def closing_dollar(text: str, start: int, sign: str) -> int:
    r"""The place of the sign that closes math which ``sign`` opened before ``start``; -1 for none.

    Pandoc's rule: what opens is followed by a character that is no space; what closes has one
    before it and no digit after it; ``\$`` is a dollar. Display math (``$$``) may have space
    inside.
    """
    if start >= len(text) or (sign == "$" and text[start].isspace()):
        return -1
    place = start
    while (place := text.find(sign, place)) != -1:
        after = text[place + len(sign) : place + len(sign) + 1]
        if place > start and not _escaped(text, place, start):
            if sign == "$$" and text[start:place].strip():
                return place
            if sign == "$" and not text[place - 1].isspace() and not after.isdecimal():
                return place
        place += len(sign)
    return -1


def _escaped(text: str, place: int, start: int) -> bool:
    backslashes = 0
    while place - backslashes > start and text[place - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1


def split_math(text: str) -> Iterator[Segment]:
    """A Markdown text cut into text, inline math and display math; code is text.

    >>> [segment.kind for segment in split_math("It costs $3 and $5, and $x_1$ is `$y$`.")]
    ['text', 'math', 'text']
    """
    for kind, part in _fences(text):
        if kind == "code":
            yield Segment("text", part)
        else:
            yield from _inline(part)


def text_with_math(text: str) -> str:
    r"""A text with its math as Unicode and ``\$`` as a dollar; all other Markdown as written.

    >>> text_with_math(r"Give $2^{30}$ bytes for \$5.")
    'Give 2³⁰ bytes for $5.'
    """
    if "$" not in text:
        return text
    return "".join(
        segment.text.replace(r"\$", "$") if segment.kind == "text" else math_to_text(segment.text)
        for segment in split_math(text)
    )


def _fences(text: str) -> Iterator[tuple[Literal["code", "prose"], str]]:
    """Fenced code blocks apart from the prose between them."""
    kept: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE_LINE.match(line)
        mark = match.group(1) if match else ""
        if fence:
            kept.append(line)
            if mark.startswith(fence) and not line.strip().strip(fence[0]):
                yield "code", "".join(kept)
                kept, fence = [], ""
        elif mark:
            yield "prose", "".join(kept)
            kept, fence = [line], mark
        else:
            kept.append(line)
    yield "code" if fence else "prose", "".join(kept)


def _inline(text: str) -> Iterator[Segment]:
    start = place = 0
    barren: set[str] = set()  # signs that nothing closes from here on: do not look again
    while match := _TOKEN.search(text, place):
        token, place = match.group(), match.end()
        if token.startswith("`"):
            end = re.compile(rf"(?<!`){token}(?!`)").search(text, place)
            place = end.end() if end else place
        elif token.startswith("$"):
            end_of_math = -1 if token in barren else closing_dollar(text, place, token)
            if end_of_math == -1:
                if place < len(text) and not text[place].isspace():
                    barren.add(token)
                continue
            if match.start() > start:
                yield Segment("text", text[start : match.start()])
            kind: Literal["math", "display"] = "display" if token == "$$" else "math"
            yield Segment(kind, text[place:end_of_math].strip())
            start = place = end_of_math + len(token)
    if start < len(text):
        yield Segment("text", text[start:])
