"""Words that are spelt right: none of them is a slip for a word of a rubric."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mlinterview.graders._prose.stems import stem
from mlinterview.graders._prose.words import kinds

__all__ = ["known_stems"]


@cache
def known_stems() -> frozenset[str]:
    """The stems of common words, in `known_words.txt` and the lists of this package."""
    text = Path(__file__).with_name("known_stems.txt").read_text(encoding="utf-8")
    return frozenset(text.split()) | {stem(word) for word in kinds()}
