"""Finding what the evidence of a rubric asks for in one answer.

Words that were taken back, or that stand in a list where statements are wanted, match nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from mlinterview.graders._rubric.formulas import FormulaText, may_hold
from mlinterview.graders._rubric.matches import (
    MOST,
    Found,
    Match,
    first_index,
    merged,
    overlap,
)
from mlinterview.graders._rubric.phrases import PhraseMatcher
from mlinterview.graders._rubric.ready import Node
from mlinterview.graders._rubric.relations import bound

__all__ = ["Matcher"]

#: words between a cause and its effect, both included
_FAR_APART = 60
#: a match that fits as well as this needs no other beside it
_ENOUGH = 0.97
#: what a phrase that is not there finds; nobody adds to it
_NOTHING = Found.none()


class Matcher(PhraseMatcher):
    """One answer, read for one compiled rubric: whole evidence trees."""

    def evaluate(self, node: Node) -> Found:
        """What the tree finds: all the parts that it has must hold."""
        live = self.live
        for need in node.needs:
            if not need & live:
                return _NOTHING
        if not node.compound:
            return _NOTHING if node.phrase is None else self._leaf(node)
        needed: list[Found] = []
        if node.phrase is not None:
            needed.append(self._leaf(node))
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
            needed.append(self._formula(node))
        if not needed:
            return _NOTHING
        return needed[0] if len(needed) == 1 else _all_of(needed)

    def _leaf(self, node: Node) -> Found:
        assert node.phrase is not None
        matches = self.raw(node.phrase)
        for leaf in node.variants:
            matches = matches + self.raw(leaf)
        found = Found.none()
        for match in self._admitted(matches):
            (found.denied if match.denied_by else found.asserted).append(match)
        for leaf in node.opposites:
            found.opposed += [m for m in self._admitted(self.raw(leaf)) if m.asserted]
        return found

    def _admitted(self, matches: list[Match]) -> list[Match]:
        """Those whose words may speak: not taken back, in a sentence that states something."""
        sentences, counts = self.prose.sentences, self.statements.counts
        found = [m for m in matches if not m.void and counts(sentences[m.words[0]])]
        if self.statements.entries:
            found = [m for m in found if len(m.words) < 2 or self._tied(m)]
        return found

    def _tied(self, match: Match) -> bool:
        """Whether the words may speak together: entries of a list are not tied to each other."""
        entries = self.statements.entries
        return not entries or len({entries.get(index, -1) for index in match.words}) == 1

    def _any(self, nodes: Iterable[Node]) -> Found:
        found = Found.none()
        for node in nodes:
            part = self.evaluate(node)
            if part is _NOTHING:
                continue
            found.add(part)
            for match in part.asserted:
                if match.quality >= _ENOUGH:
                    return found  # the others can add nothing
        return found

    def _at_least(self, node: Node) -> Found:
        found = Found.none()
        taken: list[Match] = []
        for child in node.of:
            part = self.evaluate(child)
            fresh = [m for m in part.asserted if not any(overlap(m, other) for other in taken)]
            if fresh:
                taken.append(max(fresh, key=lambda match: match.quality))
            found.aside(part)
        if len(taken) >= node.at_least:
            found.asserted.append(merged(taken))
        return found

    def _together(self, nodes: tuple[Node, ...], units: list[int]) -> Found:
        """All of them in one clause or sentence."""
        parts = [self.evaluate(node) for node in nodes]
        sentences = self.prose.sentences
        found = Found.none()
        for part in parts:
            found.aside(part)
        for claim, target in ((True, found.asserted), (False, found.denied)):
            if not claim:
                found.denied.clear()
                if not any(part.denied for part in parts):
                    break  # claims alone make no denial
            by_unit: list[dict[int, Match]] = []
            for part in parts:
                matches = part.asserted if claim else part.asserted + part.denied
                units_of: dict[int, Match] = {}
                for match in matches:
                    if sentences[match.first] != sentences[match.last]:
                        continue  # a sequence over several
                    units_of.setdefault(units[match.first], match)
                    units_of.setdefault(units[match.last], match)
                by_unit.append(units_of)
            shared = set(by_unit[0]).intersection(*by_unit[1:])
            for unit in sorted(shared):
                whole = merged([units_of[unit] for units_of in by_unit])
                if self._tied(whole):  # without a denial of its own it is a claim of "not x" and y
                    if whole.denied_by:
                        target.append(whole)
                    elif claim or any(units_of[unit].denied_by for units_of in by_unit):
                        found.asserted.append(whole)
        return found

    def _relation(self, cause: Node, effect: Node) -> Found:
        causes, effects = self.evaluate(cause), self.evaluate(effect)
        found = Found.none()
        sides = sorted(effects.asserted + effects.denied, key=first_index)
        firsts = [match.first for match in sides]
        for left in (causes.asserted + causes.denied)[:MOST]:
            low = bisect_left(firsts, left.first - _FAR_APART)
            for right in sides[low : low + MOST]:
                if right.first - left.last > _FAR_APART:
                    break
                tie = bound(self.prose, left, right)
                if tie is None:
                    continue
                both = merged([left, right])
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
        found.asserted.append(merged(chosen))
        return found

    def _formula(self, node: Node) -> Found:
        original = self.prose.characters.original
        if not may_hold(node.signs, original):
            return _NOTHING
        if self._formulas is None:
            self._formulas = FormulaText(original)
        found = Found.none()
        for start, end in self._formulas.find(node.formula):
            words = self._words_of(start, end)
            if not words:
                continue
            match = self._words(words[0], words[-1])
            if not match.void:
                (found.denied if match.denied_by else found.asserted).append(match)
        return found

    def _words_of(self, start: int, end: int) -> range:
        """The words that a stretch of the original holds."""
        spans, span = self.prose.spans, self.prose.characters.span
        if not spans:
            return range(0)

        def stands_at(word: tuple[int, int]) -> int:
            return span(word[0], word[0] + 1)[0]

        first = bisect_left(spans, start, key=stands_at)
        if first and (first == len(spans) or stands_at(spans[first]) > start):
            first -= 1
        return range(first, max(first + 1, bisect_left(spans, end, key=stands_at)))


def _all_of(needed: list[Found]) -> Found:
    found = Found.none()
    for part in needed:
        found.aside(part)
    if all(part.asserted for part in needed):
        best = [max(part.asserted, key=lambda match: match.quality) for part in needed]
        found.asserted.append(merged(best))
    elif not all(part.asserted or part.denied for part in needed):
        found.denied.clear()
    return found
