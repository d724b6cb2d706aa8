"""From marked answers to changes of a rubric, one criterion after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import Criterion
from mlinterview.rubrics._attacks import Attack
from mlinterview.rubrics._candidates import Candidates, Wording
from mlinterview.rubrics._firing import Firing, Texts
from mlinterview.rubrics._grading import Grades
from mlinterview.rubrics._lessons import Lesson
from mlinterview.rubrics._revised import Change, alternatives, is_phrase, revised
from mlinterview.rubrics._trials import Trials
from mlinterview.rubrics._units import Pair, Vocabulary

__all__ = ["Learner", "Learnt"]

#: phrases that one criterion gets from one lesson
_MOST_PHRASES = 4
#: phrases that are tried with the whole engine before the answers that are left are given up
_MOST_TRIED = 8
#: so many answers must speak for a phrase: any two words of one answer stand in no other one, and
#: phrases learnt from one answer did more harm than good (benchmarks/teaching.py)
_FEWEST_ANSWERS = 2
#: so much of a phrase must be the criterion's own subject
_RELATED = 0.25


@dataclass
class Learnt:
    """What the marks of one criterion led to.

    Attributes:
        criterion: its id.
        change: what is proposed; empty where nothing is.
        differ: marked answers on which engine and marks differ.
        mended: those of them that the change puts right.
        notes: why nothing is proposed for the rest, a line each.
    """

    criterion: str
    change: Change = field(default_factory=Change)
    differ: int = 0
    mended: int = 0
    notes: list[str] = field(default_factory=list)


class Learner:
    """Finds the changes that the marks of one item speak for.

    Attributes:
        first: grades by the item as it is.
        texts: the answers that were read.
    """

    def __init__(
        self, lesson: Lesson, grades: Grades, items: list[FreeText], vocabulary: Vocabulary
    ) -> None:
        self.lesson = lesson
        self.grades = grades
        self.items = items
        # held-out answers are there to measure the rubric: it must not be fitted to them
        self.judged = [each for each in grades.answers(lesson.item) if each.split == "dev"]
        self.texts = Texts()
        self.first = Trials(grades, lesson.item)
        self.candidates = Candidates(lesson.item, grades.bank.lexicon, vocabulary, self.texts)
        self.changes: dict[str, Change] = {}
        self._versions: dict[tuple[tuple[str, Change], ...], Trials] = {(): self.first}

    def learn(self) -> list[Learnt]:
        """What the marks of each criterion lead to, each change tried with those before it."""
        found = [
            self._of(criterion)
            for criterion in self.lesson.item.rubric.criteria
            if criterion.id in self.lesson.due
        ]
        self._settle(found)
        return found

    def _trials(self, changes: Mapping[str, Change]) -> Trials:
        key = tuple(changes.items())
        found = self._versions.get(key)
        if found is None:
            item = revised(self.lesson.item, changes)
            found = self._versions[key] = Trials(self.grades, item)
        return found

    def _of(self, criterion: Criterion) -> Learnt:
        learnt = Learnt(criterion.id)
        due, weights = self.lesson.due[criterion.id], self.lesson.weights[criterion.id]
        torn = len(self.lesson.torn[criterion.id])
        if torn:
            learnt.notes.append(f"{_answers(torn)} with marks that contradict each other: not used")
        if self.lesson.item.rubric.grading == "person" or criterion.by_person:
            learnt.notes.append("a person marks this criterion; the engine has no say in it")
            return learnt
        missed = [t for t, met in due.items() if met and not self.first.share(t, criterion.id)]
        wrong = [t for t, met in due.items() if not met and self.first.share(t, criterion.id)]
        learnt.differ = sum(weights[text] for text in (*missed, *wrong))
        if not learnt.differ:
            return learnt
        right = [text for text, met in due.items() if met] + self._judged(criterion, met=True)
        not_met = [t for t, met in due.items() if not met] + self._judged(criterion, met=False)
        change = Change(added=self._added(criterion, missed, right, not_met))
        change = self._narrowed(criterion, change, wrong, right)
        if change:
            self.changes[criterion.id] = learnt.change = change
        return learnt

    def _judged(self, criterion: Criterion, *, met: bool) -> list[str]:
        return [
            answer.text
            for answer in self.judged
            if answer.points is None and (criterion.id in answer.met) == met
        ]

    # phrases for what was missed

    def _added(
        self, criterion: Criterion, missed: list[str], right: list[str], not_met: list[str]
    ) -> tuple[str, ...]:
        if not missed:
            return ()
        made = self.candidates.make(criterion, missed, not_met)
        attacks = [attack for attack in self._attacks if self._harmful(attack, criterion)]
        barred = [*not_met, self.lesson.item.stem, *(attack.text for attack in attacks)]
        return self._chosen(
            criterion, made, missed, right, barred, lambda phrases: Change(added=phrases)
        )

    @cached_property
    def _attacks(self) -> list[Attack]:
        return self.first.attacks(self.items)

    def _harmful(self, attack: Attack, criterion: Criterion) -> bool:
        """Whether the attack would reach half of the points if it met the criterion too."""
        half = self.lesson.item.rubric.points / 2
        if self.first.share(attack.text, criterion.id) or self.first.earned(attack.text) >= half:
            return False
        # what was proposed for the criteria before may have lifted it already
        return self._trials(self.changes).earned(attack.text) + criterion.points >= half

    def _chosen(
        self,
        criterion: Criterion,
        made: list[Wording],
        wanted: list[str],
        alike: list[str],
        barred: list[str],
        change: Callable[[tuple[str, ...]], Change],
    ) -> tuple[str, ...]:
        """The phrases that mend most, tried with the engine one after another.

        Args:
            criterion: what they are for.
            made: the candidates.
            wanted: the answers to mend.
            alike: answers that are known to say the same: the more a phrase finds, the better.
            barred: texts that no phrase may be found in.
            change: makes the change of phrases.
        """
        if not made:
            return ()
        phrases = [wording.phrase for wording in made]
        firing = Firing(self.lesson.item, self.grades.bank.lexicon, self.texts, phrases)
        out = {number for text in dict.fromkeys(barred) for number in firing.fired(text)}
        caught = {text: firing.fired(text) - out for text in dict.fromkeys((*wanted, *alike))}
        weights = self.lesson.weights[criterion.id]
        left, open_ = set(wanted), set(range(len(phrases))) - out
        chosen: tuple[str, ...] = ()
        for _ in range(_MOST_TRIED):
            best, worth = None, None
            for number in open_:
                gain = sum(weights[text] for text in left if number in caught[text])
                support = sum(number in found for found in caught.values())
                wording = made[number]
                if not gain or support < _FEWEST_ANSWERS or wording.related < _RELATED:
                    continue
                worth_of = wording.related + wording.specific
                key = (gain, support, worth_of, wording.general, -wording.apart, -number)
                if worth is None or key > worth:
                    best, worth = number, key
            if best is None or len(chosen) == _MOST_PHRASES:
                break
            open_.discard(best)
            trial = (*chosen, phrases[best])
            mended = self._mended(criterion, change(trial), [t for t in left if best in caught[t]])
            if mended:
                chosen = trial
                left -= mended
        return chosen

    def _mended(self, criterion: Criterion, change: Change, texts: list[str]) -> set[str]:
        """The texts that come out right with the change."""
        after = self._trials({**self.changes, criterion.id: change})
        due = self.lesson.due[criterion.id]
        return {text for text in texts if after.share(text, criterion.id) == float(due[text])}

    # phrases that let in too much

    def _narrowed(
        self, criterion: Criterion, change: Change, wrong: list[str], right: list[str]
    ) -> Change:
        if not wrong:
            return change
        entries = alternatives(criterion.evidence)
        firing = Firing(self.lesson.item, self.grades.bank.lexicon, self.texts, entries)
        needed = {number for text in dict.fromkeys(right) for number in firing.fired(text)}
        loose = {
            number
            for number, entry in enumerate(entries)
            if is_phrase(entry) and number not in needed
        }
        fired = {text: firing.fired(text) for text in wrong}
        out = {n for found in fired.values() if found and found <= loose for n in found}
        if out and len(out) < len(entries):
            dropped = tuple(str(entries[number].phrase) for number in sorted(out))
            trial = replace(change, dropped=dropped)
            texts = [text for text in wrong if fired[text] <= out]
            mended = self._mended(criterion, trial, texts)
            if mended:
                change = trial
                wrong = [text for text in wrong if text not in mended]
        if not wrong:
            return change
        spans = {text: self._said(firing, text) for text in wrong}
        made = self.candidates.make(
            criterion, wrong, right, lambda text, pair: self._binds(text, pair, spans[text])
        )
        forbidden = self._chosen(
            criterion, made, wrong, [], right, lambda phrases: replace(change, forbidden=phrases)
        )
        return replace(change, forbidden=forbidden)

    def _said(self, firing: Firing, text: str) -> frozenset[int]:
        """The words that earned the criterion."""
        return frozenset(
            index
            for matches in firing.claims(text).values()
            for match in matches
            for index in match.words
        )

    def _binds(self, text: str, pair: Pair, said: frozenset[int]) -> bool:
        """Whether the pair holds a word that earned the criterion, and so says what is wrong."""
        units = [unit for unit in self.candidates.places(text).units if unit.written in pair]
        return any(not said.isdisjoint(range(unit.first, unit.last + 1)) for unit in units)

    # all of it together

    def _settle(self, found: list[Learnt]) -> None:
        """Take back what does harm once everything is in place, and count what is mended."""
        while self.changes and not self._harmless(self.changes):
            name = self._culprit()
            del self.changes[name]
            learnt = next(each for each in found if each.criterion == name)
            learnt.change = Change()
            learnt.notes.append("what would mend it changes judged answers or lets an attack in")
        after = self._trials(self.changes)
        for learnt in found:
            due = self.lesson.due[learnt.criterion]
            weights = self.lesson.weights[learnt.criterion]
            left: dict[bool, int] = {True: 0, False: 0}
            for text, met in due.items():
                before, now = (
                    bool(trials.share(text, learnt.criterion)) == met
                    for trials in (self.first, after)
                )
                if not now:
                    left[met] += weights[text]
                learnt.mended += weights[text] * (now and not before)
            if learnt.differ and not learnt.notes:
                learnt.notes += _left(left)

    def _culprit(self) -> str:
        """The change without which the others do no harm; the last one where there is none."""
        names = list(reversed(self.changes))
        for name in names:
            if self._harmless({each: self.changes[each] for each in self.changes if each != name}):
                return name
        return names[0]

    def _harmless(self, changes: Mapping[str, Change]) -> bool:
        after = self._trials(changes)
        for name in changes:
            for text, met in self.lesson.due[name].items():
                was, now = self.first.share(text, name), after.share(text, name)
                if abs(now - met) > abs(was - met):
                    return False
        if not all(after.agrees(answer, self.first) for answer in self.judged):
            return False
        return not after.lets_in((*self._attacks, *after.attacks(self.items)), self.first)


def _left(left: Mapping[bool, int]) -> list[str]:
    lines = []
    if left[True]:
        lines.append(
            f"{_answers(left[True])} that should earn it and {_do(left[True])} not:"
            " no wording separates them that two answers share"
        )
    if left[False]:
        lines.append(
            f"{_answers(left[False])} that should not earn it and {_do(left[False])}:"
            " no wording separates them that two answers share"
        )
    return lines


def _answers(count: int) -> str:
    return f"{count} marked answer{'s' if count != 1 else ''}"


def _do(count: int) -> str:
    return "does" if count == 1 else "do"
