"""Slips of the pen, mended toward the rubric's own words and never across confusable ones."""

from __future__ import annotations

from typing import Any

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.slips import likeliest
from mlinterview.graders._rubric.compiling import Compiled

__all__ = ["spelling"]


def spelling(prose: Prose, ready: Compiled) -> tuple[list[str], dict[int, str]]:
    """The stems with slips mended toward the rubric's own words; the words meant, by index."""
    spelt, known = ready.spelt, ready.slips
    mended: list[str] | None = None
    meant: dict[int, str] = {}
    for index, each in enumerate(prose.stems):
        if each in spelt or len(each) < 3:
            continue
        word = prose.words[index].removesuffix("'s")
        found = known.get(word, _UNSEEN)
        if found is _UNSEEN:
            if len(known) > _MOST_SLIPS:
                known.clear()
            found = known[word] = _nearest(word, each, ready)
        if found is not None:
            if mended is None:
                mended = list(prose.stems)
            mended[index] = ready.forms[found]
            meant[index] = found
    return mended if mended is not None else prose.stems, meant


_UNSEEN: Any = object()
_MOST_SLIPS = 20_000
_LONGEST_WORD = 40


def _nearest(word: str, stemmed: str, ready: Compiled) -> str | None:
    """The word that this one is a slip of; None where there is none, or two stems are as near."""
    if not 3 <= len(word) <= _LONGEST_WORD or not word.isascii() or not word.isalpha():
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 1 if len(word) < 8 else 2
    near = [
        (form, distance)
        for form, distance, _ in extract(
            word, ready.forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=8
        )
        if frozenset((stemmed, ready.forms[form])) not in ready.confused
    ]
    if not near:
        return None
    least = min(distance for _, distance in near)
    best = [form for form, distance in near if distance == least]
    if len({ready.forms[form] for form in best}) > 1:
        best = likeliest(word, best)
        if len({ready.forms[form] for form in best}) > 1:
            return None
    form: str = best[0]
    return form if len(word) >= 6 or word[0] == form[0] else None
