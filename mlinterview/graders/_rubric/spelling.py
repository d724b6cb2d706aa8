"""Slips of the pen, mended toward the rubric's own words and never across confusable ones."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import combinations

from mlinterview.graders._prose.slips import likeliest

__all__ = ["Spelling"]

_LONGEST_WORD = 40
#: words that a slip may stand for: which one is meant is told by those around it
_MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that slips are mended to.

    Attributes:
        spelt: stems that are no slips.
        forms: words that slips are mended to, with their stems.
        confused: pairs of stems that must be told apart.
    """

    spelt: Container[str]
    forms: Mapping[str, str]
    confused: Container[frozenset[str]]

    def meant(self, word: str, stemmed: str) -> list[str]:
        """The words that this one may be a slip of, of each stem one.

        None where it is no slip, where there is no word near it, or where those as near are too
        many or must be told apart.
        """
        if stemmed in self.spelt or len(stemmed) < 3:
            return []
        word = word.removesuffix("'s")
        if not 3 <= len(word) <= _LONGEST_WORD or not word.isascii() or not word.isalpha():
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        forms = self.forms
        most = 1 if len(word) < 8 else 2
        near = [
            (form, distance)
            for form, distance, _ in extract(
                word, forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=8
            )
            if frozenset((stemmed, forms[form])) not in self.confused
        ]
        if not near:
            return []
        least = min(distance for _, distance in near)
        best = [form for form, distance in near if distance == least]
        if len({forms[form] for form in best}) > 1:
            best = likeliest(word, best)
        if len(word) < 6:
            best = [form for form in best if form[0] == word[0]]
        by_stem = {forms[form]: form for form in reversed(best)}
        apart = any(frozenset(pair) in self.confused for pair in combinations(by_stem, 2))
        return [] if apart or len(by_stem) > _MOST_MEANT else list(by_stem.values())
