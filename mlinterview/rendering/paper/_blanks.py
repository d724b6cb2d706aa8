"""Blanks in a stem: Markdown must not take their ids for emphasis or links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mlinterview.model.cloze import MARKER
from mlinterview.rendering._runs import Parts, whole
from mlinterview.rendering.paper.model import BlankSpace

__all__ = ["in_parts", "marked_stem", "parts_of"]

# signs of the private use area: no Markdown, no LaTeX, and nobody's text
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def marked_stem(stem: str, blanks: Sequence[BlankSpace]) -> str:
    """The stem with a mark that ``parts_of`` finds in the place of each ``{{blank}}``."""
    if not blanks:
        return stem
    numbers = {blank.id: blank.number for blank in blanks}
    bare = stem.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    return MARKER.sub(
        lambda match: f"{_OPEN}{numbers[match[1]]}{_CLOSE}" if match[1] in numbers else match[0],
        bare,
    )


def parts_of(text: str) -> Iterator[str | int]:
    """Runs of text, and the numbers of the blanks between them.

    >>> list(parts_of(marked_stem("a {{x}}.", [BlankSpace("x", 1, "numeric")])))
    ['a ', 1, '.']
    """
    for place, part in enumerate(_MARK.split(text)):
        if place % 2:
            yield int(part)
        elif part:
            yield part


def in_parts(stem: str, blanks: Sequence[BlankSpace]) -> tuple[str, Parts]:
    """The stem as it is written out, and what finds the blanks in it."""
    return (marked_stem(stem, blanks), parts_of) if blanks else (stem, whole)
