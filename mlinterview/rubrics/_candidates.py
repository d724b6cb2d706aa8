"""Phrases that could tell the answers that meet a criterion from those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlinterview.model._phrases import names_in
from mlinterview.model.free_text import FreeText
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Criterion
from mlinterview.rubrics._firing import Firing, Texts
from mlinterview.rubrics._units import Pair, Places, Vocabulary

__all__ = ["Candidates", "Wording"]

#: phrases that the engine tries for one criterion
_MOST = 300
#: pairs that are tried with a third unit, and answers that it is looked for in
_MOST_WIDENED, _MOST_SEARCHED = 60, 12


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase, and what speaks for it.

    Attributes:
        phrase: as a rubric writes it.
        related: how far it belongs to the subject of the criterion, 0 to 1.
        specific: how rare its units are in the answers that it must not be found in, 0 to 1.
        parts, general: its units, and how many of them stand for several words.
        apart: the words between them.
    """

    phrase: str
    related: float
    specific: float
    parts: int
    general: int
    apart: int


class Candidates:
    """Makes phrases for the criteria of one item; every answer is taken apart once."""

    def __init__(
        self, item: FreeText, lexicon: Lexicon, vocabulary: Vocabulary, texts: Texts
    ) -> None:
        self._item = item
        self._texts = texts
        self._vocabulary = vocabulary
        self._names = tuple(item.rubric.concepts)
        self._concepts = Firing(item, lexicon, texts, [f"<{name}>" for name in self._names])
        self._places: dict[str, Places] = {}
        self._asked = self._units_of(item.stem)
        self._topics = {criterion.id: self._topic(criterion) for criterion in item.rubric.criteria}
        self._shared = Counter(unit for topic in self._topics.values() for unit in topic)

    def places(self, text: str) -> Places:
        """The places of an answer."""
        found = self._places.get(text)
        if found is None:
            # matching also finds what is copied from the question
            matches = self._concepts.matches(text)
            named = {self._names[number]: each for number, each in matches.items()}
            prose = self._texts.prose(text)
            found = self._places[text] = Places(prose, self._vocabulary, named)
        return found

    def _units_of(self, text: str) -> frozenset[str]:
        return frozenset(unit.written.removeprefix("not ") for unit in self.places(text).units)

    def _topic(self, criterion: Criterion) -> frozenset[str]:
        """What the criterion speaks of: its statement, its feedback, the phrases it has."""
        phrases = criterion.evidence.phrases()
        plain = " . ".join(
            " ".join(word for word in phrase.replace("|", " ").split() if "<" not in word)
            for phrase in phrases
        )
        text = f"{criterion.statement} . {criterion.feedback or ''} . {plain}"
        named = {f"<{name}>" for phrase in phrases for name in names_in(phrase)}
        return self._units_of(text) | named

    def related(self, criterion: Criterion, unit: str) -> float:
        """How far a unit belongs to this criterion: 1 to it alone, less where others share it."""
        unit = unit.removeprefix("not ")
        if unit not in self._topics[criterion.id]:
            return 0.0
        return (0.5 if unit in self._asked else 1.0) / self._shared[unit]

    def make(
        self,
        criterion: Criterion,
        wanted: Sequence[str],
        barred: Sequence[str],
        fits: Callable[[str, Pair], bool] | None = None,
    ) -> list[Wording]:
        """Phrases that stand in wanted answers and, as far as units tell, in no barred one.

        Args:
            criterion: what they are to speak of.
            wanted: answers that the phrases should be found in.
            barred: answers that they must not be found in.
            fits: whether a pair of units of a wanted answer may be used.
        """
        support: Counter[Pair] = Counter()
        gaps: dict[Pair, int] = {}
        special = {u.written for text in wanted for u in self.places(text).units if u.special}
        for text in wanted:
            for pair, gap in self.places(text).pairs.items():
                if fits is None or fits(text, pair):
                    support[pair] += 1
                    gaps[pair] = min(gap, gaps.get(pair, gap))
        against = [self.places(text).pairs for text in barred]
        pure: dict[tuple[str, ...], tuple[int, int]] = {}
        impure: list[Pair] = []
        for pair in self._ranked(criterion, support, gaps):
            if any(pair in pairs for pairs in against):
                impure.append(pair)
            elif special.intersection(pair) and not self._asks(pair):
                pure[pair] = support[pair], gaps[pair]
        if len(pure) < _MOST:
            for pair in impure[:_MOST_WIDENED]:
                for units in self._widened(pair, wanted[:_MOST_SEARCHED], against):
                    if special.intersection(units) and not self._asks(units):
                        pure.setdefault(units, (support[pair], gaps[pair]))
        common = self._common(barred)
        made = [self._wording(criterion, units, gap, common) for units, (_, gap) in pure.items()]
        counts = [count for count, _ in pure.values()]
        ordered = sorted(zip(counts, made, strict=True), key=lambda each: _rank(*each))
        return [wording for _, wording in ordered[:_MOST]]

    def _ranked(
        self, criterion: Criterion, support: Mapping[Pair, int], gaps: Mapping[Pair, int]
    ) -> list[Pair]:
        def rank(pair: Pair) -> tuple[float, float, int, Pair]:
            related = sum(self.related(criterion, unit) for unit in pair)
            return -support[pair], -related, gaps[pair], pair

        return sorted(support, key=rank)

    def _widened(
        self, pair: Pair, wanted: Sequence[str], against: Sequence[Mapping[Pair, int]]
    ) -> Iterable[tuple[str, str, str]]:
        for text in wanted:
            for units in self.places(text).triples(pair):
                one, other, third = sorted(units)
                sides = ((one, other), (one, third), (other, third))
                if not any(all(side in pairs for side in sides) for pairs in against):
                    yield one, other, third

    def _asks(self, units: Sequence[str]) -> bool:
        """Whether the question alone holds all of them."""
        return all(unit.removeprefix("not ") in self._asked for unit in units)

    def _common(self, texts: Sequence[str]) -> Callable[[str], float]:
        """The share of the texts that a unit stands in; a word of the question stands in half."""
        counts = Counter(
            unit for text in texts for unit in {each.written for each in self.places(text).units}
        )

        def share(unit: str) -> float:
            asked = 0.5 if unit.removeprefix("not ") in self._asked else 0.0
            return max(asked, counts[unit] / len(texts) if texts else 0.0)

        return share

    def _wording(
        self,
        criterion: Criterion,
        units: Sequence[str],
        gap: int,
        common: Callable[[str], float],
    ) -> Wording:
        related = sum(self.related(criterion, unit) for unit in units) / len(units)
        specific = 1 - sum(map(common, units)) / len(units)
        # a phrase reads best with the subject first and what is said of it last
        ordered = sorted(units, key=lambda unit: (unit.startswith("not "), "<" in unit))
        general = sum("<" in unit for unit in units)
        return Wording(" ~ ".join(ordered), related, specific, len(units), general, gap)


def _rank(count: int, wording: Wording) -> tuple[float | str, ...]:
    worth = wording.related + wording.specific
    # the phrase itself last: equal ones come in the same order in every run
    return -count, -worth, wording.parts, -wording.general, wording.apart, wording.phrase
