"""Finding what a compiled rubric looks for in the words of one answer.

A match is denied where a negation outside it reaches one of its words; a phrase with ``not`` wants
just that of the words behind it. Words that were taken back, copied from the question, or stand in
a list where statements are wanted, match nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import FUNCTION
from mlinterview.graders._rubric.compiling import COPIED, Compiled, Leaf, Node, Place
from mlinterview.graders._rubric.formulas import FormulaText, may_hold
from mlinterview.graders._rubric.relations import bound
from mlinterview.graders._rubric.statements import Statements

__all__ = ["Found", "Match", "Matcher"]

#: words between neighbours of a phrase, and how many of them may carry meaning
_BETWEEN, _MEANINGFUL = 4, 1
#: words between two sides of ``...``, and of ``~``
GAP, APART = 8, 12
#: words between a cause and its effect, both included
_FAR_APART = 60
#: matches of one phrase that are looked at
_MOST = 64
#: a match that fits as well as this needs no other beside it
_ENOUGH = 0.97
_LACKING = -2  # what denies a match that wants a negation and has none


class Match:
    """Words of the answer that match; nobody changes one that is made.

    Attributes:
        words: their indices, in the order of the phrase.
        first, last: the lowest and the highest of them.
        denied_by: the words that deny them.
        quality: how well they fit, 0 to 1.
        void: whether some of them were taken back.
    """

    __slots__ = ("denied_by", "first", "last", "quality", "void", "words")

    def __init__(
        self,
        words: tuple[int, ...],
        first: int,
        last: int,
        denied_by: frozenset[int],
        quality: float,
        void: bool,
    ) -> None:
        self.words = words
        self.first = first
        self.last = last
        self.denied_by = denied_by
        self.quality = quality
        self.void = void

    @property
    def asserted(self) -> bool:
        """Whether the answer claims it."""
        return not self.denied_by and not self.void


_NOBODY: frozenset[int] = frozenset()
#: segments are told apart up to this many; beyond it two may share a bit, which rules out less
_SEGMENTS = 512
_NO_MATCHES: list[Match] = []
_LACKING_ONE = frozenset((_LACKING,))


@dataclass(slots=True)
class Found:
    """What an evidence tree found: claims for it, denials of it, relations the wrong way round."""

    asserted: list[Match]
    denied: list[Match]
    reversed: list[Match]
    opposed: list[Match]

    @classmethod
    def none(cls) -> Found:
        """Nothing."""
        return cls([], [], [], [])

    def add(self, other: Found) -> None:
        """Take in what another tree found."""
        self.asserted += other.asserted
        self.aside(other)

    def aside(self, other: Found) -> None:
        """Take in all but the claims."""
        self.denied += other.denied
        self.reversed += other.reversed
        self.opposed += other.opposed


#: what a phrase that is not there finds; nobody adds to it
_NOTHING = Found.none()


class Matcher:
    """One answer, read for one compiled rubric."""

    def __init__(self, prose: Prose, ready: Compiled, statements: Statements) -> None:
        self.prose = prose
        self.ready = ready
        self.statements = statements
        self.stems, self.slips = _spelling(prose, ready)
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
        written = self.prose.quoted(first, last)[2]
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
        denied = frozenset(
            by for index in words if (by := prose.negated[index]) >= 0 and not first <= by <= last
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
            matches = _distinct(matches)
        elif several:
            matches.sort(key=_first_word)
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
            found = self._places[symbols] = sorted(matches, key=_first_word)
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
                shared = self._segments_of(leaf)
                if shared:
                    live.append(leaf)
                    bits |= shared
            if live:
                self._live[concept] = live
                segments[concept] = bits
                self.here |= 1 << concept

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
                if len(found) == _MOST:
                    return found
        return found

    def _joined(self, one: list[Match], other: list[Match]) -> list[Match]:
        """Pairs in either order, near enough to each other."""
        segments = self.prose.segments
        found: list[Match] = []
        ordered = sorted(other, key=_first)
        widest = max((match.last - match.first for match in ordered), default=0)
        for left in one:
            low = bisect_left(ordered, left.first - APART - widest, key=_first)
            for at in range(low, len(ordered)):
                right = ordered[at]
                if right.first - left.last > APART:
                    break
                if segments[left.first] != segments[right.first] or _overlap(left, right):
                    continue
                gap = max(right.first - left.last, left.first - right.last)
                if gap > APART:
                    continue
                found.append(self._both(left, right, 1.0 if gap <= 4 else 0.95))
                if len(found) == _MOST:
                    return found
        return found

    def _both(self, left: Match, right: Match, fit: float) -> Match:
        words = left.words + right.words
        denied = left.denied_by
        if right.denied_by:
            denied = denied | right.denied_by
        if denied:
            denied = denied.difference(words)
        return Match(
            words,
            left.first if left.first < right.first else right.first,
            left.last if left.last > right.last else right.last,
            denied,
            left.quality * right.quality * fit,
            left.void or right.void,
        )

    # trees

    def evaluate(self, node: Node) -> Found:
        """What the tree finds: all the parts that it has must hold."""
        needed: list[Found] = []
        if node.phrase is not None:
            needed.append(self._leaf(node))
        if not node.compound:
            return needed[0] if needed else _NOTHING
        if node.any:
            needed.append(self._any(node.any))
        if node.all:
            needed += [self.evaluate(child) for child in node.all]
        if node.at_least:
            needed.append(self._at_least(node))
        if node.clause:
            needed.append(self._together(node.clause, self.prose.clauses))
        if node.sentence:
            needed.append(self._together(node.sentence, self.prose.sentences))
        if node.cause is not None and node.effect is not None:
            needed.append(self._relation(node.cause, node.effect))
        if node.sequence:
            needed.append(self._sequence(node.sequence))
        if node.formula:
            needed.append(self._formula(node.formula))
        if not needed:
            return _NOTHING
        return needed[0] if len(needed) == 1 else _all_of(needed)

    def _leaf(self, node: Node) -> Found:
        assert node.phrase is not None
        if not (node.opposites or node.variants or self.possible(node.phrase)):
            return _NOTHING
        matches = self.raw(node.phrase)
        for leaf in node.variants:
            matches = matches + self.raw(leaf)
        opposed = [match for leaf in node.opposites for match in self.raw(leaf)]
        if not matches and not opposed:
            return _NOTHING
        found = Found.none()
        for match in matches:
            if self._admitted(match):
                (found.denied if match.denied_by else found.asserted).append(match)
        found.opposed += [match for match in opposed if match.asserted and self._admitted(match)]
        return found

    def _admitted(self, match: Match) -> bool:
        """Whether the words may speak: not taken back, in a sentence that states something."""
        if match.void:
            return False
        if not self.statements.counts(self.prose.sentences[match.words[0]]):
            return False
        return self._tied(match)

    def _tied(self, match: Match) -> bool:
        """Whether the words may speak together: entries of a list are not tied to each other."""
        if len(match.words) < 2 or not self.statements.listing:
            return True
        entry = self.statements.entry
        return len({entry(index) for index in match.words}) == 1

    def _any(self, nodes: Iterable[Node]) -> Found:
        found = Found.none()
        for node in nodes:
            part = self.evaluate(node)
            if part is not _NOTHING:
                found.add(part)
                if any(match.quality >= _ENOUGH for match in part.asserted):
                    break  # the others can add nothing
        return found

    def _at_least(self, node: Node) -> Found:
        found = Found.none()
        taken: list[Match] = []
        for child in node.of:
            part = self.evaluate(child)
            fresh = [m for m in part.asserted if not any(_overlap(m, other) for other in taken)]
            if fresh:
                taken.append(max(fresh, key=lambda match: match.quality))
            found.aside(part)
        if len(taken) >= node.at_least:
            found.asserted.append(_merged(taken))
        return found

    def _together(self, nodes: tuple[Node, ...], units: list[int]) -> Found:
        """All of them in one clause or sentence."""
        parts = [self.evaluate(node) for node in nodes]
        found = Found.none()
        for part in parts:
            found.aside(part)
        for claim, target in ((True, found.asserted), (False, found.denied)):
            by_unit: list[dict[int, Match]] = []
            for part in parts:
                matches = part.asserted if claim else part.asserted + part.denied
                units_of: dict[int, Match] = {}
                for match in matches:
                    for unit in {units[match.first], units[match.last]}:
                        units_of.setdefault(unit, match)
                by_unit.append(units_of)
            shared = set(by_unit[0]).intersection(*by_unit[1:])
            if not claim:
                found.denied.clear()
            for unit in sorted(shared):
                merged = _merged([units_of[unit] for units_of in by_unit])
                if self._tied(merged) and (claim or merged.denied_by):
                    target.append(merged)
        return found

    def _relation(self, cause: Node, effect: Node) -> Found:
        causes, effects = self.evaluate(cause), self.evaluate(effect)
        found = Found.none()
        sides = sorted(effects.asserted + effects.denied, key=_first)
        for left in (causes.asserted + causes.denied)[:_MOST]:
            low = bisect_left(sides, left.first - _FAR_APART, key=_first)
            for right in sides[low : low + _MOST]:
                if right.first - left.last > _FAR_APART:
                    break
                tie = bound(self.prose, left, right)
                if tie is None:
                    continue
                both = _merged([left, right])
                if not self._tied(both):
                    continue
                if not both.asserted:
                    found.denied.append(both)
                elif tie == "forward":
                    found.asserted.append(both)
                else:
                    found.reversed.append(both)
        return found

    def _sequence(self, nodes: tuple[Node, ...]) -> Found:
        """A claim for each, one after another."""
        found = Found.none()
        chosen: list[Match] = []
        end = -1
        for node in nodes:
            part = self.evaluate(node)
            found.aside(part)
            following = [m for m in part.asserted if m.words[0] > end]
            if not following:
                return found
            match = min(following, key=lambda each: (each.last, -each.quality))
            chosen.append(match)
            end = match.words[0]
        found.asserted.append(_merged(chosen))
        return found

    def _formula(self, forms: tuple[str, ...]) -> Found:
        if not self._signs:
            self._signs = frozenset(self.prose.characters.original) | {" "}
        if not may_hold(forms, self._signs):
            return _NOTHING
        if self._formulas is None:
            self._formulas = FormulaText(self.prose.characters.original)
        found = Found.none()
        for start, end in self._formulas.find(forms):
            words = self._words_of(start, end)
            if not words:
                continue
            match = self._words(words[0], words[-1])
            if not match.void:
                (found.denied if match.denied_by else found.asserted).append(match)
        return found

    def _words_of(self, start: int, end: int) -> range:
        """The words that a stretch of the original holds."""
        span = self.prose.characters.span
        starts = [span(at, at + 1)[0] for at, _ in self.prose.spans]
        first = bisect_left(starts, start)
        if not starts:
            return range(0)
        if first and (first == len(starts) or starts[first] > start):
            first -= 1
        return range(first, max(first + 1, bisect_left(starts, end)))


def _all_of(needed: list[Found]) -> Found:
    found = Found.none()
    for part in needed:
        found.aside(part)
    if all(part.asserted for part in needed):
        best = [max(part.asserted, key=lambda match: match.quality) for part in needed]
        found.asserted.append(_merged(best))
    elif not all(part.asserted or part.denied for part in needed):
        found.denied.clear()
    return found


def _first_word(match: Match) -> int:
    return match.words[0]


def _first(match: Match) -> int:
    return match.first


def _merged(matches: list[Match]) -> Match:
    words = tuple(dict.fromkeys(index for match in matches for index in match.words))
    denied = frozenset(by for match in matches for by in match.denied_by)
    quality = min(match.quality for match in matches)
    void = any(match.void for match in matches)
    return Match(words, min(words), max(words), denied, quality, void)


def _overlap(one: Match, other: Match) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    return not set(one.words).isdisjoint(other.words)


def _distinct(matches: list[Match]) -> list[Match]:
    best: dict[tuple[int, ...], Match] = {}
    for match in matches:
        before = best.get(match.words)
        if before is None or (match.asserted, match.quality) > (before.asserted, before.quality):
            best[match.words] = match
    found = sorted(best.values(), key=lambda match: match.words[0])
    return found[:_MOST]


def _spelling(prose: Prose, ready: Compiled) -> tuple[list[str], dict[int, str]]:
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
        return None
    form: str = best[0]
    return form if len(word) >= 6 or word[0] == form[0] else None
