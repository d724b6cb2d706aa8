"""Finding the words and phrases of a compiled rubric in one answer.

A match is denied where a negation outside it reaches one of its words; a phrase with ``not`` wants
just that of the words behind it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from mlinterview.graders._prose.characters import as_typed
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import FUNCTION
from mlinterview.graders._rubric.compiling import COPIED
from mlinterview.graders._rubric.formulas import FormulaText
from mlinterview.graders._rubric.matches import (
    MOST,
    Match,
    distinct,
    first_index,
    first_word,
    overlap,
)
from mlinterview.graders._rubric.ready import FORMULA, Compiled, Leaf, Place, Trie
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
_NO_MATCHES: list[Match] = []


class _Stretch:
    """One segment of the answer: no phrase reaches out of it."""

    __slots__ = ("found", "here", "live", "matches", "places")

    def __init__(self) -> None:
        #: where the symbols stand, first and last word, in the order of the answer
        self.found: dict[int, list[tuple[int, int]]] = {}
        #: its symbols, and the phrases that it has something for each place of, as bits
        self.here = 0
        self.live = 0
        #: matches of symbols and of places that were asked for
        self.matches: dict[int, list[Match]] = {}
        self.places: dict[int, list[Match]] = {}


class PhraseMatcher:
    """One answer, read for one compiled rubric: words, concepts and phrases.

    What the answer cannot hold is ruled out for all phrases at once. The others are looked for in
    the segments that may hold them, and matches are only made of words that one of them needs.
    """

    def __init__(self, prose: Prose, ready: Compiled, statements: Statements) -> None:
        self.prose = prose
        self.ready = ready
        self.statements = statements
        self.stems, self.slips = spelling(prose, ready)
        #: phrases that one segment may hold, and the symbols that are there, as bits
        self.live = FORMULA
        self.here = 0
        self._stretches: list[_Stretch] = []
        self._made: dict[tuple[int, int], Match] = {}
        self._matches: dict[int, list[Match]] = {}  # of symbols that were asked for
        self._places: dict[tuple[int, ...], list[Match]] = {}
        self._leaves: dict[int, list[Match]] = {}
        self._sentences: dict[int, set[int]] = {}
        self._stretch_at: dict[int, _Stretch] = {}  # by segment
        self._formulas: FormulaText | None = None
        self._signs: frozenset[str] = frozenset()
        self._mark_copied()
        self._find_words()

    def _mark_copied(self) -> None:
        prompt = self.ready.prompt
        if not prompt:
            return
        stems, echoed = self.prose.stems, self.prose.echoed
        rows = [stems[start:] for start in range(COPIED)]
        if prompt.isdisjoint(zip(*rows, strict=False)):
            return
        for start, row in enumerate(zip(*rows, strict=False)):
            if row in prompt:
                echoed[start : start + COPIED] = [True] * COPIED

    def _find_words(self) -> None:
        """Where symbols stand, segment by segment, and which phrases that leaves possible."""
        sets, segments = self.ready.sets, self.prose.segments
        start = 0
        while start < len(segments):
            end = bisect_right(segments, segments[start], start)
            stretch = _Stretch()
            there = self._find_within(start, end, stretch.found)
            stretch.live, there = sets.settled(there | sets.unset)
            self._stretches.append(stretch)
            self._stretch_at[segments[start]] = stretch
            stretch.here = sets.symbols(there)
            self.live |= stretch.live
            self.here |= stretch.here
            start = end

    def _find_within(self, start: int, end: int, found: dict[int, list[tuple[int, int]]]) -> int:
        """Note the symbols of the words from ``start`` to before ``end``; what they say of phrases.

        Of one symbol, names of several words come before the lone word that they begin with.
        """
        known, slips, stems = self.ready.known, self.slips, self.stems
        begins = self.ready.begins if self.ready.prefixes else None
        words = self.prose.words
        there = 0
        for index in range(start, end):
            entry = known.get(stems[index])
            if entry is not None:
                bits, symbols, node = entry
                if node is not None:
                    there |= self._find_names(node, index, end, found)
                if symbols:
                    there |= bits
                    place = index, index
                    for symbol in symbols:
                        if symbol in found:
                            found[symbol].append(place)
                        else:
                            found[symbol] = [place]
            if begins is not None:
                word = slips.get(index) or words[index]
                bits, symbols, _ = begins.get(word) or self.ready.begun(word)
                if symbols:
                    there |= bits
                    for symbol in symbols:
                        found.setdefault(symbol, []).append((index, index))
        return there

    def _find_names(
        self, node: Trie | None, first: int, end: int, found: dict[int, list[tuple[int, int]]]
    ) -> int:
        """The same for names of several words, or in capitals, that begin with one word."""
        symbols = []
        last = first
        while node is not None:
            for symbol, cased in node.ends:
                if cased is None or self._is_written(first, last, cased):
                    found.setdefault(symbol, []).append((first, last))
                    symbols.append(symbol)
            last += 1
            if last == end:
                break
            node = node.follow.get(self.stems[last])
        return self.ready.sets.of(symbols)

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

    # symbols and places

    def _of_stretch(self, stretch: _Stretch, symbol: int) -> list[Match]:
        """The matches of a symbol that words of the segment are."""
        made = self._made
        found = []
        for place in stretch.found.get(symbol, ()):
            match = made.get(place)
            if match is None:
                match = made[place] = self._words(*place)
            found.append(match)
        return found

    def symbol(self, number: int) -> list[Match]:
        """The matches of a symbol; a concept's phrases are looked for when first asked for."""
        known = self._matches.get(number)
        if known is not None:
            return known
        matches: list[Match] = []
        for stretch in self._stretches:
            if number in stretch.found:
                matches += self._of_stretch(stretch, number)
        if self.ready.concepts.get(number, 0) & self.live:
            for phrase in self.ready.phrases[number]:
                if phrase.bit & self.live:
                    matches += self.raw(phrase)
            matches = distinct(matches)
        self._matches[number] = matches
        return matches

    def _symbol_in(self, number: int, stretch: _Stretch) -> list[Match]:
        """The matches of a symbol in one segment."""
        found = stretch.matches.get(number)
        if found is not None:
            return found
        if not self.ready.concepts.get(number, 0) & self.live:
            found = stretch.matches[number] = self._of_stretch(stretch, number)
            return found
        for each in self._stretches:
            each.matches[number] = []
        segments, stretch_at = self.prose.segments, self._stretch_at
        for match in self.symbol(number):
            stretch_at[segments[match.first]].matches[number].append(match)
        return stretch.matches[number]

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

    def _place_in(self, place: Place, stretch: _Stretch) -> list[Match]:
        """The matches of a place in one segment, denied or not."""
        mask = place.mask
        shared = mask & stretch.here
        if not shared:
            return _NO_MATCHES
        if not shared & (shared - 1):
            return self._symbol_in(shared.bit_length() - 1, stretch)
        found = stretch.places.get(mask)
        if found is None:
            symbols = [symbol for symbol in place.symbols if shared >> symbol & 1]
            found = [match for symbol in symbols for match in self._symbol_in(symbol, stretch)]
            found.sort(key=first_word)
            stretch.places[mask] = found
        return found

    def _wanted(self, place: Place, stretch: _Stretch | None) -> list[Match]:
        """The matches of a place in one segment, or in all, as the place wants them."""
        found = self.place(place) if stretch is None else self._place_in(place, stretch)
        return self._polar(found) if place.negated and found else found

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

    # phrases

    def raw(self, leaf: Leaf) -> list[Match]:
        """The matches of a phrase, claimed or denied."""
        if not leaf.bit & self.live:
            return _NO_MATCHES
        found = self._leaves.get(leaf.number)
        if found is None:
            found = self._leaves[leaf.number] = self._found(leaf)
        return found

    def _found(self, leaf: Leaf) -> list[Match]:
        if len(leaf.places) == 1:
            return self._wanted(leaf.places[0], None)
        bit = leaf.bit
        found: list[Match] = []
        for stretch in self._stretches:
            if stretch.live & bit:
                found += self._phrase(leaf, stretch)
                if len(found) >= MOST:
                    break
        if found and not self._few(leaf):
            return self._phrase(leaf, None)
        return found

    def _few(self, leaf: Leaf) -> bool:
        """Whether nothing was left out of the phrase's matches for there being too many.

        Those of the whole answer are counted together, and beyond ``MOST`` no more are looked at,
        not even of the first places of a phrase that a segment does not hold in full.
        """
        total, places = 0, leaf.places
        for stretch in self._stretches:
            if len(places) == 2 and not stretch.live & leaf.bit:
                continue
            pairs = 1
            for place in places:
                if place.mask & stretch.here:
                    pairs *= len(self._place_in(place, stretch)) or 1
            total += pairs
            if total >= MOST:
                return False
        return True

    def _phrase(self, leaf: Leaf, stretch: _Stretch | None) -> list[Match]:
        """The matches of a phrase in one segment, or in all."""
        found: list[Match] | None = None
        for part in leaf.parts:
            matches = self._part(part, stretch)
            if not matches:
                return matches
            found = matches if found is None else self._joined(found, matches)
        return found or []

    def _part(self, runs: tuple[tuple[Place, ...], ...], stretch: _Stretch | None) -> list[Match]:
        found = self._run(runs[0], stretch)
        for run in runs[1:]:
            if not found:
                return found
            found = self._after(found, self._run(run, stretch), GAP, meaningful=GAP)
        return found

    def _run(self, places: tuple[Place, ...], stretch: _Stretch | None) -> list[Match]:
        found = self._wanted(places[0], stretch)
        for place in places[1:]:
            if not found:
                return found
            following = self._wanted(place, stretch)
            found = self._after(found, following, _BETWEEN, meaningful=_MEANINGFUL)
        return found

    def _polar(self, matches: list[Match]) -> list[Match]:
        """The matches as a place with ``not`` wants them: having a negation is right there."""
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
            for at in range(bisect_right(starts, end), len(starts)):
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
