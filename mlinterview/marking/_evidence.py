"""An answer cut into pieces, with the words that speak for a criterion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mlinterview.marking.queue import ReviewGroup

__all__ = ["pieces", "superscript"]

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def pieces(group: ReviewGroup) -> Iterator[tuple[str, bool, tuple[int, ...]]]:
    """Pieces of the text in order: whether each is evidence, and of which criteria it ends here.

    Criteria are numbered from 1. Spans that do not fit the text are left out.
    """
    text = group.text
    spans = [
        (span.start, span.end, number)
        for number, criterion in enumerate(group.criteria, 1)
        for span in (criterion.part.spans if criterion.part else ())
        if 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text
    ]
    cuts = sorted({0, len(text), *(end for span in spans for end in span[:2])})
    for start, end in pairwise(cuts):
        evidence = any(first <= start and end <= last for first, last, _ in spans)
        yield text[start:end], evidence, tuple(sorted({n for _, last, n in spans if last == end}))


def superscript(numbers: tuple[int, ...]) -> str:
    """Numbers as small signs behind a word.

    >>> superscript((1, 12))
    '¹ ¹²'
    """
    return " ".join(map(str, numbers)).translate(_DIGITS)
