"""Finding the words and phrases of a compiled rubric in one answer.

A match is denied where a negation outside it reaches one of its words; a phrase with ``not`` wants
just that of the words behind it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from mlinterview.graders._prose.characters import as_typed
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import FUNCTION, NEGATION, PAIRED
from mlinterview.graders._rubric.compiling import COPIED
from mlinterview.graders._rubric.formulas import FormulaText
from mlinterview.graders._rubric.matches import (
    MOST,
    NOBODY,
    Match,
    distinct,
    first_index,
    first_word,
    overlap,
)
from mlinterview.graders._rubric.ready import FORMULA, Compiled, Leaf, Place
from mlinterview.graders._rubric.statements import Statements
from mlinterview.graders._rubric.vocabulary import Trie

__all__ = ["APART", "GAP", "PhraseMatcher"]

#: words between neighbours of a phrase, and how many of them may carry meaning
_BETWEEN, _MEANINGFUL = 4, 1
#: words between two sides of ``...``, and of ``~``
GAP, APART = 8, 12
#: words that a phrase may mean with its ``not``; what rejects a whole claim is none of them
_DENIES = NEGATION | PAIRED
_LACKING = -2  # what denies a match that wants a negation and has none
_LACKING_ONE = frozenset((_LACKING,))
_NO_MATCHES: list[Match] = []


class PhraseMatcher:
    """One answer, read for one compiled rubric: words, concepts and phrases.

    What no segment of the answer can hold is ruled out for all phrases at once.
    """

    def __init__(self, prose: Prose, ready: Compiled, statements: Statements) -> None:
        self.prose = prose
        self.ready = ready
        self.statements = statements
        #: phrases that one segment may hold, and the symbols that are there, as bits
        self.live = FORMULA
        self.here = 0
        self._meanings = list(map(ready.vocabulary.__getitem__, prose.words))
        #: where the symbols stand, in the order of the answer
        self._found: defaultdict[int, list[Match]] = defaultdict(list)
        self._symbols: dict[int, list[Match]] = {}  # concepts that were asked for
        self._places: dict[int, list[Match]] = {}  # by the symbols, as bits
        self._leaves: dict[int, list[Match]] = {}
        self._sentences: dict[int, set[int]] = {}
        self._formulas: FormulaText | None = None
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
            live, there = sets.settled(self._find_within(start, end) | sets.unset)
            self.live |= live
            self.here |= sets.symbols(there)
            start = end

    def _find_within(self, start: int, end: int) -> int:
        """Note the symbols of the words from ``start`` to before ``end``; what they say of phrases.

        Of one symbol, names of several words come before the lone word that they begin with.
        """
        found, there = self._found, 0
        for index, (bits, symbols, names, _, _) in enumerate(self._meanings[start:end], start):
            if names is not None:
                there |= self._find_names(names, index, end)
            if symbols:
                there |= bits
                match = self._word(index)
                for symbol in symbols:
                    found[symbol].append(match)
        return there

    def _find_names(self, node: Trie | None, first: int, end: int) -> int:
        """The same for names of several words, or in capitals, that begin with one word."""
        symbols = []
        last = first
        while node is not None:
            if node.ends:
                match = None
                for symbol, cased in node.ends:
                    if cased is None or self._is_written(first, last, cased):
                        match = match or self._words(first, last)
                        self._found[symbol].append(match)
                        symbols.append(symbol)
            last += 1
            if last == end:
                break
            node = node.follow.get(self._meanings[last][3])
        return self.ready.sets.of(symbols) if symbols else 0

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

    def _word(self, index: int) -> Match:
        """A lone word as a match."""
        by = self.prose.negated[index]
        return Match(
            (index,),
            index,
            index,
            NOBODY if by < 0 else frozenset((by,)),
            0.9 if self._meanings[index][4] else 1.0,
            self.prose.void[index],
        )

    def _words(self, first: int, last: int) -> Match:
        """Neighbouring words as one match."""
        if first == last:
            return self._word(first)
        prose = self.prose
        words = tuple(range(first, last + 1))
        sweeping = prose.sweeping
        denied = frozenset(
            by
            for index in words
            if (by := prose.negated[index]) >= 0 and (by in sweeping or not first <= by <= last)
        )
        slips = sum(meaning[4] for meaning in self._meanings[first : last + 1])
        return Match(words, first, last, denied, 0.9**slips, any(prose.void[first : last + 1]))

    # symbols and places

    def symbol(self, number: int) -> list[Match]:
        """The matches of a symbol; a concept's phrases are looked for when first asked for."""
        known = self._symbols.get(number)
        if known is not None:
            return known
        matches = self._found.get(number, _NO_MATCHES)
        if self.ready.concepts.get(number, 0) & self.live:
            matches = list(matches)
            for phrase in self.ready.phrases[number]:
                if phrase.bit & self.live:
                    matches += self.raw(phrase)
            matches = distinct(matches)
        self._symbols[number] = matches
        return matches

    def place(self, place: Place) -> list[Match]:
        """The matches of one place of a phrase, denied or not, in the order of the answer."""
        shared = place.mask & self.here
        if not shared & (shared - 1):
            return self.symbol(shared.bit_length() - 1) if shared else _NO_MATCHES
        found = self._places.get(shared)
        if found is None:
            symbols = [symbol for symbol in place.symbols if shared >> symbol & 1]
            found = [match for symbol in symbols for match in self.symbol(symbol)]
            found.sort(key=first_word)
            self._places[shared] = found
        return found

    def _wanted(self, place: Place) -> list[Match]:
        """The matches of a place as it wants them."""
        found = self.place(place)
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
            found = self._leaves[leaf.number] = self._phrase(leaf)
        return found

    def _phrase(self, leaf: Leaf) -> list[Match]:
        if len(leaf.places) == 1:
            return self._wanted(leaf.places[0])
        first, *others = leaf.parts
        found = self._part(first)
        for part in others:
            if not found:
                break
            found = self._joined(found, self._part(part))
        return found

    def _part(self, runs: tuple[tuple[Place, ...], ...]) -> list[Match]:
        found = self._run(runs[0])
        for run in runs[1:]:
            if not found:
                return found
            found = self._after(found, self._run(run), GAP, meaningful=GAP)
        return found

    def _run(self, places: tuple[Place, ...]) -> list[Match]:
        found = self._wanted(places[0])
        for place in places[1:]:
            if not found:
                return found
            found = self._after(found, self._wanted(place), _BETWEEN, meaningful=_MEANINGFUL)
        return found

    def _polar(self, matches: list[Match]) -> list[Match]:
        """The matches as a place with ``not`` wants them: having a negation is right there."""
        sweeping = self.prose.sweeping
        found = []
        for m in matches:
            denied = m.denied_by & sweeping if sweeping else NOBODY
            negated = m.denied_by - denied
            if not negated:
                denied |= _LACKING_ONE
            negated = frozenset(by for by in negated if by >= 0 and self.prose.bits[by] & _DENIES)
            found.append(Match(m.words, m.first, m.last, denied, m.quality, m.void, negated))
        return found

    def _after(
        self, before: list[Match], after: list[Match], most: int, *, meaningful: int
    ) -> list[Match]:
        """Pairs in order, with so few words between them."""
        segments, carrying = self.prose.segments, self.prose.carrying
        found: list[Match] = []
        starts = [match.words[0] for match in after]
        for left in before:
            end = left.last
            for at in range(bisect_right(starts, end), len(starts)):
                start = starts[at]
                gap = start - end - 1
                if gap > most or segments[start] != segments[end]:
                    break
                if gap > meaningful and carrying[start] - carrying[end + 1] > meaningful:
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
        firsts = [match.first for match in ordered]
        reach = APART + max([match.last - match.first for match in ordered], default=0)
        for left in one:
            first, last = left.first, left.last
            for at in range(bisect_left(firsts, first - reach), len(ordered)):
                start = firsts[at]
                if start - last > APART:
                    break
                right = ordered[at]
                gap = max(start - last, first - right.last)
                if gap > APART or segments[first] != segments[start]:
                    continue
                if gap <= 0 and overlap(left, right):
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
        negated = left.negated_by
        if right.negated_by:
            negated = negated | right.negated_by
        if denied:
            denied = self._outside(denied, left, right, apart)
        return Match(
            words,
            left.first if left.first < right.first else right.first,
            left.last if left.last > right.last else right.last,
            denied,
            left.quality * right.quality * fit,
            left.void or right.void,
            negated,
        )

    def _outside(
        self, denied: frozenset[int], left: Match, right: Match, apart: bool
    ) -> frozenset[int]:
        """What denies the two from outside: a ``not`` that the phrase names is part of the claim.

        Words between the ``not`` of one side and what it denies there are denied with it; what
        follows is not: ``not rely ~ others`` is in "do not rely on others".
        """
        found = denied & self.prose.sweeping
        for by in denied - found:
            if apart and (self._reaches(left, by, right) or self._reaches(right, by, left)):
                continue
            own, other = (left, right) if by in left.words else (right, left)
            if by not in own.words or (
                apart and by < other.first and other.last < own.last and by in other.denied_by
            ):
                found |= {by}
        return found

    def _reaches(self, own: Match, by: int, other: Match) -> bool:
        """Whether a negation that one side of ``~`` asks for denies the other side behind it."""
        between = self.prose.words[own.last + 1 : other.first]
        return by in own.negated_by and own.last < other.first and _OTHERWISE.isdisjoint(between)


#: "not biased or of high variance" denies both
_OTHERWISE = frozenset({"or", "nor"})
