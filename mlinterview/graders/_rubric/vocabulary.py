"""What each word of an answer is to a rubric: found out once a word, and kept for other answers."""

from __future__ import annotations

from collections.abc import Mapping

from mlinterview.graders._prose.stems import stem
from mlinterview.graders._rubric.phrase_sets import PhraseSets
from mlinterview.graders._rubric.spelling import Spelling

__all__ = ["Known", "Meaning", "Trie", "Vocabulary"]


class Trie:
    """A node of the trie of stems: what may follow, and the symbols that end here."""

    __slots__ = ("ends", "follow")

    def __init__(self) -> None:
        self.follow: dict[str, Trie] = {}
        #: symbol, and the name as it must be written (None: in any case)
        self.ends: list[tuple[int, str | None]] = []


#: what a stem tells: what it says of the phrases, the symbols that it is by itself in any case,
#: and the names of several words, or of capitals, that begin with it
Known = tuple[int, tuple[int, ...], Trie | None]

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
        self._lengths = sorted(set(map(len, prefixes)))
        self._sets = sets
        self._spelling = spelling

    def __missing__(self, word: str) -> Meaning:
        stemmed = stem(word)
        read = self._spelling.meant(word, stemmed)
        stems = [self._spelling.forms[form] for form in read]
        bits, symbols, names = _UNKNOWN
        for each in stems or [stemmed]:
            more, also, longer = self._known.get(each, _UNKNOWN)
            bits, symbols, names = bits | more, (*symbols, *also), names or longer
        begun = [
            symbol
            for each in read or [word]
            for length in self._lengths
            for symbol in self._prefixes.get(each[:length], ())
        ]
        if begun:
            bits |= self._sets.of(begun)
            symbols = (*symbols, *begun)
        found = bits, tuple(dict.fromkeys(symbols)), names, (stems or [stemmed])[0], bool(read)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = found
        return found
