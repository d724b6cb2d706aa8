"""What each word of an answer is to a rubric: found out once a word, and kept for other answers."""

from __future__ import annotations

from collections.abc import Mapping

from mlinterview.graders._prose.stems import stem
from mlinterview.graders._rubric.phrase_sets import PhraseSets
from mlinterview.graders._rubric.ready import Known, Trie
from mlinterview.graders._rubric.spelling import Spelling

__all__ = ["Meaning", "Vocabulary"]

#: what a word says of the phrases; the symbols that it is by itself, in any case; the names that
#: begin with it; its stem, mended; and whether it is a slip
Meaning = tuple[int, tuple[int, ...], Trie | None, str, bool]
_UNKNOWN: Known = (0, (), None)
_MOST_WORDS, _LONGEST_KEPT = 20_000, 40


class Vocabulary(dict[str, Meaning]):
    """Words to what they mean; a word that was not met before is looked up."""

    def __init__(
        self,
        known: Mapping[str, Known],
        prefixes: Mapping[str, list[int]],
        sets: PhraseSets,
        spelling: Spelling,
    ) -> None:
        self._known = known
        self._prefixes = prefixes
        self._sets = sets
        self._spelling = spelling

    def __missing__(self, word: str) -> Meaning:
        stemmed = stem(word)
        meant = self._spelling.meant(word, stemmed)
        if meant is not None:
            stemmed = self._spelling.forms[meant]
        bits, symbols, names = self._known.get(stemmed, _UNKNOWN)
        read = meant or word
        begun = [
            symbol
            for prefix, numbers in self._prefixes.items()
            if read.startswith(prefix)
            for symbol in numbers
        ]
        if begun:
            bits |= self._sets.of(begun)
            symbols = (*symbols, *begun)
        found = bits, symbols, names, stemmed, meant is not None
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = found
        return found
