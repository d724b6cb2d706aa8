"""Finding the words and phrases of a compiled rubric in one answer.

A match is denied where a negation outside it reaches one of its words; a phrase with ``not`` wants
just that of the words behind it.
"""

from __future__ import annotations

from bisect import bisect_left

from mlinterview.graders._prose.characters import as_typed
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import FUNCTION
from mlinterview.graders._rubric.compiling import COPIED, Compiled, Leaf, Place
from mlinterview.graders._rubric.formulas import FormulaText
from mlinterview.graders._rubric.matches import (
    MOST,
    Match,
    distinct,
    first_index,
    first_word,
    overlap,
)
from mlinterview.graders._rubric.spelling import spelling
from mlinterview.graders._rubric.statements import Statements

__all__ = ["APART", "GAP", "PhraseMatcher"]

#: words between neighbours of a phrase, and how many of them may carry meaning
_BETWEEN, _MEANINGFUL = 4, 1
#: words between two sides of ``...``, and of ``~``
GAP, APART = 8, 12
_LACKING = -2  # what denies a match that wants a negation and has none
_NOBODY: frozenset[int] = frozenset()
_LACKING_ONE = frozenset((_LACKING,))
#: segments are told apart up to this many; beyond it two may share a bit, which rules out less
_SEGMENTS = 512
_NO_MATCHES: list[Match] = []


class PhraseMatcher:
    """One answer, read for one compiled rubric: words, concepts and phrases."""

    def __init__(self, prose: Prose, ready: Compiled, statements: Statements) -> None:
        self.prose = prose
        self.ready = ready
        self.statements = statements
        self.stems, self.slips = spelling(prose, ready)
        self.found: dict[int, list[Match]] = {}  # of names of several words, and of prefixes
        self._lone: dict[str, list[Match]] = {}  # of lone stems, by stem
        self._matches: dict[int, list[Match]] = {}  # of symbols that were asked for
        self._formulas: FormulaText | None = None
        self._signs: frozenset[str] = frozenset()
        self._leaves: dict[int, list[Match]] = {}
        self._live: dict[int, list[Leaf]] = {}  # phrases of concepts that may be there
        self._places: dict[tuple[int, ...], list[Match]] = {}
        self._sentences: dict[int, set[int]] = {}
        self.here = 0  # the symbols that are there, as bits
        self._segments = [0] * ready.symbols  # where each is, as bits
        self._mark_copied()
        self._find_words()
        self._mark_present()

    def _mark_copied(self) -> None:
        prompt = self.ready.prompt
        if not prompt:
            return
        stems, copied = self.prose.stems, self.prose.copied
        for start in range(len(stems) - COPIED + 1):
            if tuple(stems[start : start + COPIED]) in prompt:
                copied[start : start + COPIED] = [True] * COPIED

    def _find_words(self) -> None:
        """Matches of lone stems, kept by stem; names of several words, cased ones and prefixes."""
        ready, stems, found, lone = self.ready, self.stems, self.found, self._lone
        trie, singles, prefixes = ready.trie, ready.singles, ready.prefixes
        words, segments = self.prose.words, self.prose.segments
        count = len(stems)
        for index in range(count):
            each = stems[index]
            if each in singles:
                known = lone.get(each)
                if known is None:
                    lone[each] = [self._words(index, index)]
                else:
                    known.append(self._words(index, index))
            node = trie.get(each)
            if node is not None:
                last = index
                while True:
                    for symbol, cased in node.ends:
                        if cased is None or self._is_written(index, last, cased):
                            found.setdefault(symbol, []).append(self._words(index, last))
                    last += 1
                    if last == count or segments[last] != segments[index]:
                        break
                    node = node.follow.get(stems[last])
                    if node is None:
                        break
            if prefixes:
                for symbol in ready.begun(self.slips.get(index) or words[index]):
                    found.setdefault(symbol, []).append(self._words(index, index))

    def _is_written(self, first: int, last: int, name: str) -> bool:
        """Whether a name that reads as a word stands in its capitals, as far as there are any."""
        written = as_typed(self.prose.quoted(first, last)[2])
        if written == name:
            return not self.prose.uncased or not self.prose.bits[first] & FUNCTION
        return (
            self.prose.uncased
            and written.lower() == name.lower()
            and (not self.prose.bits[first] & FUNCTION)
        )

    def _words(self, first: int, last: int) -> Match:
        prose = self.prose
        if first == last:
            by = prose.negated[first]
            return Match(
                (first,),
                first,
                first,
                _NOBODY if by < 0 else frozenset((by,)),
                0.9 if first in self.slips else 1.0,
                prose.void[first],
            )
        words = tuple(range(first, last + 1))
        sweeping = prose.sweeping
        denied = frozenset(
            by
            for index in words
            if (by := prose.negated[index]) >= 0 and (by in sweeping or not first <= by <= last)
        )
        slips = sum(index in self.slips for index in words)
        return Match(words, first, last, denied, 0.9**slips, any(prose.void[first : last + 1]))

    # phrases

    def symbol(self, number: int) -> list[Match]:
        """The matches of a symbol; a concept's phrases are looked for when first asked for."""
        known = self._matches.get(number)
        if known is not None:
            return known
        matches = list(self.found.get(number, ()))
        several = bool(matches)
        stems = self.ready.stems_of.get(number)
        if stems:
            for each in stems & self._lone.keys() if len(stems) > 1 else stems:
                lone = self._lone.get(each)
                if lone:
                    several = several or bool(matches)
                    matches += lone
        phrases = self._live.get(number)
        if phrases is not None:
            self._matches[number] = _NO_MATCHES  # whatever refers to itself finds nothing
            for phrase in phrases:
                matches += self._phrase(phrase)
            matches = distinct(matches)
        elif several:
            matches.sort(key=first_word)
        self._matches[number] = matches
        return matches

    def place(self, place: Place) -> list[Match]:
        """The matches of one place of a phrase, in the order of the answer."""
        symbols = place.symbols
        if len(symbols) == 1:
            return self.symbol(symbols[0])
        found = self._places.get(symbols)
        if found is None:
            matches = [match for symbol in symbols for match in self.symbol(symbol)]
            found = self._places[symbols] = sorted(matches, key=first_word)
        return found

    def sentences_of(self, place: Place) -> set[int]:
        """The numbers of the sentences that hold something for the place."""
        found: set[int] = set()
        for symbol in place.symbols:
            known = self._sentences.get(symbol)
            if known is None:
                sentences = self.prose.sentences
                known = {sentences[match.first] for match in self.symbol(symbol)}
                self._sentences[symbol] = known
            found |= known
        return found

    def raw(self, leaf: Leaf) -> list[Match]:
        """The matches of a phrase, claimed or denied."""
        found = self._leaves.get(id(leaf))
        if found is None:
            found = self._phrase(leaf) if self.possible(leaf) else _NO_MATCHES
            self._leaves[id(leaf)] = found
        return found

    def possible(self, leaf: Leaf) -> bool:
        """Whether one segment of the answer holds something for each place of the phrase."""
        return self._segments_of(leaf) != 0

    def _segments_of(self, leaf: Leaf) -> int:
        """The segments, as bits, that hold something for each place of the phrase."""
        here = self.here
        for mask in leaf.masks:
            if not mask & here:
                return 0
        segments, shared = self._segments, -1
        for place in leaf.places:
            union = 0
            for symbol in place.symbols:
                union |= segments[symbol]
            shared &= union
            if not shared:
                return 0
        return shared if leaf.places else 0

    def _mark_present(self) -> None:
        """The symbols that the answer has words for, and in which segments; concepts by phrases."""
        number_of = self.prose.segments
        segments = self._segments
        here = 0
        for symbol, matches in self.found.items():
            for match in matches:
                segments[symbol] |= 1 << number_of[match.first] % _SEGMENTS
            here |= 1 << symbol
        for each, matches in self._lone.items():
            bits = 0
            for match in matches:
                bits |= 1 << number_of[match.first] % _SEGMENTS
            for symbol in self.ready.singles[each]:
                segments[symbol] |= bits
                here |= 1 << symbol
        self.here = here
        for concept, phrases in self.ready.concepts.items():  # those within others come first
            live = []
            bits = segments[concept]
            for leaf in phrases:
                for mask in leaf.masks:
                    if not mask & here:
                        break
                else:
                    shared = self._segments_of(leaf)
                    if shared:
                        live.append(leaf)
                        bits |= shared
            if live:
                self._live[concept] = live
                segments[concept] = bits
                here |= 1 << concept
                self.here = here

    def _phrase(self, leaf: Leaf) -> list[Match]:
        if len(leaf.places) == 1:
            return self._polar(self.place(leaf.places[0]), leaf.places[0].negated)
        parts = []
        for part in leaf.parts:
            matches = self._part(part)
            if not matches:
                return []
            parts.append(matches)
        if not parts:
            return []
        found = parts[0]
        for matches in parts[1:]:
            found = self._joined(found, matches)
        return found

    def _part(self, runs: tuple[tuple[Place, ...], ...]) -> list[Match]:
        found = self._run(runs[0])
        for run in runs[1:]:
            if not found:
                return []
            found = self._after(found, self._run(run), GAP, meaningful=GAP)
        return found

    def _run(self, places: tuple[Place, ...]) -> list[Match]:
        found = self._polar(self.place(places[0]), places[0].negated)
        for place in places[1:]:
            if not found:
                return []
            following = self._polar(self.place(place), place.negated)
            found = self._after(found, following, _BETWEEN, meaningful=_MEANINGFUL)
        return found

    def _polar(self, matches: list[Match], negated: bool) -> list[Match]:
        """The matches as a place wants them: where it wants a negation, having one is right."""
        if not negated:
            return matches
        sweeping = self.prose.sweeping
        found = []
        for m in matches:
            denied = m.denied_by & sweeping if sweeping else _NOBODY
            if len(denied) == len(m.denied_by):
                denied |= _LACKING_ONE
            found.append(Match(m.words, m.first, m.last, denied, m.quality, m.void))
        return found

    def _after(
        self, before: list[Match], after: list[Match], most: int, *, meaningful: int
    ) -> list[Match]:
        """Pairs in order, with so few words between them."""
        segments, bits = self.prose.segments, self.prose.bits
        found: list[Match] = []
        starts = [match.words[0] for match in after]
        for left in before:
            end = left.last
            for at in range(bisect_left(starts, end + 1), len(starts)):
                start = starts[at]
                gap = start - end - 1
                if gap > most or segments[start] != segments[end]:
                    break
                if gap > meaningful:
                    carrying = sum(not bits[index] & FUNCTION for index in range(end + 1, start))
                    if carrying > meaningful:
                        break
                found.append(self._both(left, after[at], 1.0 if gap <= 2 else 0.97))
                if len(found) == MOST:
                    return found
        return found

    def _joined(self, one: list[Match], other: list[Match]) -> list[Match]:
        """Pairs in either order, near enough to each other."""
        segments = self.prose.segments
        found: list[Match] = []
        ordered = sorted(other, key=first_index)
        widest = max((match.last - match.first for match in ordered), default=0)
        for left in one:
            low = bisect_left(ordered, left.first - APART - widest, key=first_index)
            for at in range(low, len(ordered)):
                right = ordered[at]
                if right.first - left.last > APART:
                    break
                if segments[left.first] != segments[right.first] or overlap(left, right):
                    continue
                gap = max(right.first - left.last, left.first - right.last)
                if gap > APART:
                    continue
                found.append(self._both(left, right, 1.0 if gap <= 4 else 0.95, apart=True))
                if len(found) == MOST:
                    return found
        return found

    def _both(self, left: Match, right: Match, fit: float, *, apart: bool = False) -> Match:
        words = left.words + right.words
        denied = left.denied_by
        if right.denied_by:
            denied = denied | right.denied_by
        if denied:
            denied = self._outside(denied, left, right, apart)
        return Match(
            words,
            left.first if left.first < right.first else right.first,
            left.last if left.last > right.last else right.last,
            denied,
            left.quality * right.quality * fit,
            left.void or right.void,
        )

    def _outside(
        self, denied: frozenset[int], left: Match, right: Match, apart: bool
    ) -> frozenset[int]:
        """What denies the two from outside: a ``not`` that the phrase names is part of the claim.

        Words between the ``not`` of one side and what it denies there are denied with it.
        """
        found = denied & self.prose.sweeping
        for by in denied - found:
            own, other = (left, right) if by in left.words else (right, left)
            if by not in own.words or (
                apart and by < other.first and other.last < own.last and by in other.denied_by
            ):
                found |= {by}
        return found
