"""Sayings: patterns of what people say, each beside words of which one is in every match.

Most answers are past most patterns at once: only those are looked for of which the words are there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache

__all__ = ["Saying", "begin", "matches", "may_say", "spaced", "words_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """A pattern, and words of which one stands in every match.

    Attributes:
        pattern: what is looked for, in small letters.
        words: one of these stands in every match;
        denied: or one of these, behind a negation.
        beside: where there are any, one of these stands there as well.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    denied: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space where it has a space."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" )", r"\s)").replace(" ", r"\s+"))


def begin(*ways: str) -> str:
    """A pattern of words that begin in one of the ways.

    Each begins with a letter, for which the text is searched much faster than for ``\\b``: the
    word must begin there, which is asked behind the letter.
    """
    return f"(?:{'|'.join(way[0] + _OPENS + way[1:] for way in ways)})"


_OPENS = r"(?<!\w\w)"


def words_of(text: str) -> frozenset[str]:
    """The words of a text with a space between them."""
    return frozenset(text.split())


@cache
def _told_by(sayings: tuple[Saying, ...], kind: str) -> dict[str, list[Saying]]:
    """The sayings by their words, or by what they have behind a negation."""
    found: dict[str, list[Saying]] = {}
    for saying in sayings:
        for word in getattr(saying, kind):
            found.setdefault(word, []).append(saying)
    return found


def may_say(sayings: tuple[Saying, ...], words: Set[str], negates: bool = False) -> set[Saying]:
    """Those that a text of these words may hold, with a negation in it or none."""
    told: set[Saying] = set()
    for kind in ("words", "denied") if negates else ("words",):
        telling = _told_by(sayings, kind)
        for word in words & telling.keys():
            told.update(telling[word])
    return {each for each in told if not each.beside or not each.beside.isdisjoint(words)}


def matches(
    sayings: Iterable[Saying], told: Set[Saying], text: str, start: int = 0, end: int = sys.maxsize
) -> list[re.Match[str]]:
    """The matches of those sayings that may be told, as they follow in a stretch of the text."""
    some = [saying for saying in sayings if saying in told]
    found = [match for saying in some for match in saying.pattern.finditer(text, start, end)]
    return sorted(found, key=re.Match.start) if len(some) > 1 else found
