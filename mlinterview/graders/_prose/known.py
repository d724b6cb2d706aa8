"""Words that are spelt right: none of them is a slip of a rubric's word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["known_words"]


@cache
def known_words() -> Mapping[str, tuple[str, ...]]:
    """Stems of common and technical words with their forms (see `tools/write_known_words.py`)."""
    text = Path(__file__).with_name("known_words.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}
