"""Runs of text, and the blanks of a cloze between them, for whoever writes them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

__all__ = ["Parts", "in_code", "in_math", "whole"]

#: a run of text in parts: strings as they stand, numbers for the blanks of a cloze
Parts = Callable[[str], Iterator[str | int]]


def whole(text: str) -> Iterator[str | int]:
    """All of a text as one part.

    >>> list(whole("a b"))
    ['a b']
    """
    yield text


def in_code(parts: Parts, text: str) -> str:
    """Code with a sign for each blank: no box can stand in it."""
    return "".join(part if isinstance(part, str) else f"({part})______" for part in parts(text))


def in_math(parts: Parts, latex: str) -> str:
    """LaTeX of a formula with a sign for each blank."""
    return "".join(
        part if isinstance(part, str) else rf"\text{{ ({part})\_\_\_\_ }}" for part in parts(latex)
    )
