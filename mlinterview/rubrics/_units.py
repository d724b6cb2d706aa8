"""An answer as what a phrase can be made of: concepts, classes and poles, terms, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from mlinterview.graders._prose.prose import Prose, word_stems
from mlinterview.graders._prose.words import FUNCTION, HEDGE, NEGATION
from mlinterview.graders._rubric.matches import Match
from mlinterview.graders._rubric.phrases import APART
from mlinterview.model._phrases import parse_phrase
from mlinterview.model.lexicon import Lexicon

__all__ = ["Pair", "Places", "Unit", "Vocabulary"]

#: words of the longest name of the lexicon that is looked for
_LONGEST = 6
#: a word belongs to so many classes at most, or it tells nothing
_MOST_CLASSES = 3
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One place: how a phrase writes it, and from which word to which it stands.

    ``special`` units are the subject's own: all but classes and poles of the lexicon, which only
    say something together with others.
    """

    written: str
    first: int
    last: int
    special: bool


class Vocabulary:
    """The lexicon by stems, and one spelling for each other word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes: dict[tuple[str, ...], list[str]] = {}
        for names in (lexicon.poles, lexicon.classes):
            for name, words in names.items():
                for word in words:
                    found = self._classes.setdefault(word_stems(word), [])
                    if f"<{name}>" not in found:
                        found.append(f"<{name}>")
        self._terms: dict[tuple[str, ...], str] = {}
        cased = lexicon.cased
        for term, others in lexicon.terms.items():
            for name in (term, *others):
                # names that read as words need the capitals, which stems do not have
                if name not in cased and len(name) > 2:
                    self._terms.setdefault(word_stems(name), term.lower())
        self._spelling: dict[str, str] = {}

    def at(self, prose: Prose, index: int) -> Iterator[Unit]:
        """What begins at a word: the longest term, the classes of the longest stretch, the word."""
        stems, segments = prose.stems, prose.segments
        end = min(len(stems), index + _LONGEST)
        while segments[end - 1] != segments[index]:
            end -= 1
        stretches = [(last, tuple(stems[index : last + 1])) for last in reversed(range(index, end))]
        term = next((found for found in stretches if found[1] in self._terms), None)
        if term is not None and _writable(self._terms[term[1]]):
            yield Unit(self._terms[term[1]], index, term[0], True)
        named = next((found for found in stretches if found[1] in self._classes), None)
        if named is not None:
            names = self._classes[named[1]]
            if len(names) <= _MOST_CLASSES:
                for name in names:
                    yield Unit(name, index, named[0], False)
        word = prose.words[index]
        if (
            term is None
            and not prose.bits[index] & (FUNCTION | HEDGE | NEGATION)
            and _telling(word)
        ):
            spelling = self._spelling.setdefault(stems[index], word)
            yield Unit(spelling, index, index, True)


@lru_cache(maxsize=20_000)
def _writable(name: str) -> bool:
    """Whether a phrase can hold the name: no sign and no negation of the phrase language."""
    if not name or not all(char.isalnum() or char in " .%-" for char in name):
        return False
    try:
        return not any(element.negated for element in parse_phrase(name).elements)
    except ValueError:
        return False


def _telling(word: str) -> bool:
    return (len(word) > 2 or word[0].isdigit()) and _writable(word)


class Places:
    """The units of an answer, with those that may stand in one phrase together."""

    def __init__(
        self, prose: Prose, vocabulary: Vocabulary, concepts: Mapping[str, list[Match]]
    ) -> None:
        self.units: list[Unit] = []
        for index in range(len(prose.words)):
            if not prose.void[index] and not prose.echoed[index]:
                for unit in vocabulary.at(prose, index):
                    self.units.append(_denied(unit, prose))
        for name, matches in concepts.items():
            for match in matches:
                if not match.void:
                    written = f"not <{name}>" if match.denied_by else f"<{name}>"
                    self.units.append(Unit(written, match.first, match.last, True))
        self._segments: dict[int, list[Unit]] = {}
        for unit in self.units:
            self._segments.setdefault(prose.segments[unit.first], []).append(unit)
        #: pairs, each with the words between them where they stand nearest
        self.pairs: dict[Pair, int] = {}
        for units in self._segments.values():
            for one, other in combinations(units, 2):
                gap = _gap(one, other)
                if 0 < gap <= APART and one.written != other.written:
                    pair = _pair(one.written, other.written)
                    self.pairs[pair] = min(gap, self.pairs.get(pair, gap))

    def triples(self, pair: Pair) -> Iterator[tuple[str, str, str]]:
        """The pair with a third unit that stands near one of the two."""
        for units in self._segments.values():
            written = {unit.written for unit in units}
            if pair[0] in written and pair[1] in written:
                for third in sorted(written - set(pair)):
                    if _pair(pair[0], third) in self.pairs and _pair(pair[1], third) in self.pairs:
                        yield pair[0], pair[1], third


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _gap(one: Unit, other: Unit) -> int:
    """How far the second begins after the first ends; 0 and less where they overlap."""
    return max(other.first - one.last, one.first - other.last)


def _denied(unit: Unit, prose: Prose) -> Unit:
    denied = any(prose.negated[index] >= 0 for index in range(unit.first, unit.last + 1))
    # the word that denies may belong to the name itself, as in "not the same"
    inside = any(
        unit.first <= prose.negated[index] <= unit.last
        for index in range(unit.first, unit.last + 1)
    )
    if not denied or inside:
        return unit
    return Unit(f"not {unit.written}", unit.first, unit.last, unit.special)
