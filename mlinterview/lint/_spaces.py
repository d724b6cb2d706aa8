"""Space at the end of lines, where it says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from mlinterview.bank._yaml import parse_yaml

__all__ = ["stripped"]

_TRAILING = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)


def stripped(text: str) -> tuple[str, int]:
    """The text without space at line ends, and how many lines had any.

    Where taking it away would change what the file holds (in a block scalar two spaces are a line
    break), it stays.
    """
    places = [match.span() for match in _TRAILING.finditer(text)]
    if not places:
        return text, 0
    before = parse_yaml(text)

    def harmless(spans: list[tuple[int, int]]) -> bool:
        after = parse_yaml(_without(text, spans))
        return after.value == before.value and len(after.faults) == len(before.faults)

    kept = places if harmless(places) else _harmless_ones(places, harmless)
    return (_without(text, kept), len(kept)) if kept else (text, 0)


def _harmless_ones(
    spans: list[tuple[int, int]], harmless: Callable[[list[tuple[int, int]]], bool]
) -> list[tuple[int, int]]:
    """The spans that can go: halves are tried until what must stay stands alone."""
    if len(spans) == 1:
        return []
    middle = len(spans) // 2
    found: list[tuple[int, int]] = []
    for half in (spans[:middle], spans[middle:]):
        found += half if harmless(half) else _harmless_ones(half, harmless)
    return found


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text
