"""Blanks in a stem: Markdown must not take their ids for emphasis or links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mlinterview.model.cloze import MARKER
from mlinterview.rendering.paper.model import BlankSpace

__all__ = ["blanks_in_code", "blanks_in_math", "marked_stem", "parts_of"]

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


def blanks_in_code(text: str) -> str:
    """Code with a sign for each blank: no box can stand in it."""
    return "".join(part if isinstance(part, str) else f"({part})______" for part in parts_of(text))


def blanks_in_math(latex: str) -> str:
    """LaTeX of a formula with a sign for each blank."""
    return "".join(
        part if isinstance(part, str) else rf"\text{{ ({part})\_\_\_\_ }}"
        for part in parts_of(latex)
    )
