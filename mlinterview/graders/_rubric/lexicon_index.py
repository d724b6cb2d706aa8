"""The lexicon by stems: which words name a term, and which must stay apart."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from mlinterview.graders._prose.prose import word_stems
from mlinterview.graders._prose.words import kinds
from mlinterview.model.lexicon import Lexicon

__all__ = ["LexiconIndex", "indexed"]


@dataclass(frozen=True, slots=True)
class LexiconIndex:
    """The lexicon by stems."""

    terms: dict[tuple[str, ...], str]
    cased: dict[str, str]  # names that must be written so, to their terms
    names: dict[str, tuple[tuple[tuple[str, ...], str | None], ...]]
    confused: frozenset[frozenset[str]]
    claims: frozenset[str]


_indexes: OrderedDict[int, tuple[Lexicon, LexiconIndex]] = OrderedDict()


def indexed(lexicon: Lexicon) -> LexiconIndex:
    found = _indexes.get(id(lexicon))
    if found is None:
        found = _indexes[id(lexicon)] = (lexicon, _index(lexicon))
        while len(_indexes) > 8:
            _indexes.popitem(last=False)
    return found[1]


def _index(lexicon: Lexicon) -> LexiconIndex:
    terms: dict[tuple[str, ...], str] = {}
    written: dict[str, str] = {}
    names: dict[str, tuple[tuple[tuple[str, ...], str | None], ...]] = {}
    for term, others in lexicon.terms.items():
        listed = []
        for name in (term, *others):
            stems = word_stems(name)
            if not stems:
                continue
            # abbreviations such as OR and IT read as words when small
            word = len(name) <= 2 and bool(kinds().get(name.lower(), 0))
            cased = name if name in lexicon.cased or (word and name.isupper()) else None
            listed.append((stems, cased))
            if cased is None:
                terms.setdefault(stems, term)
            else:
                written.setdefault(name, term)
        names[term] = tuple(dict.fromkeys(listed))
    confused: set[frozenset[str]] = set()
    for pair in lexicon.confusable:
        folded = [word_stems(word) for word in pair]
        if len(folded) == 2 and all(len(each) == 1 for each in folded) and folded[0] != folded[1]:
            confused.add(frozenset(each[0] for each in folded))
    claims = {
        each
        for words in lexicon.poles.values()
        for word in words
        if len(stems := word_stems(word)) == 1
        for each in stems
    }
    return LexiconIndex(terms, written, names, frozenset(confused), frozenset(claims))
