"""What each change does to all answers of the file, marked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlinterview.rubrics._firing import Firing
from mlinterview.rubrics._learning import Learner, Learnt
from mlinterview.rubrics._revised import revised
from mlinterview.rubrics._trials import Trials

__all__ = ["Effect", "Outcome", "outcomes"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does to all answers of the file, by the engine alone.

    Attributes:
        answers: how many there are.
        changed: how many of them get other points.
        points_before, points_after: the sums over those that change, on the rubric's own scale.
    """

    answers: int
    changed: int
    points_before: float
    points_after: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the change of one criterion does.

    Attributes:
        effect: to all answers.
        breaks: marked answers that come further from their mark.
        promised: the marked texts, and whether each earns the criterion afterwards.
    """

    effect: Effect
    breaks: int = 0
    promised: tuple[tuple[str, bool], ...] = ()


def outcomes(learner: Learner, found: Sequence[Learnt]) -> list[Outcome]:
    """The outcome of each change on its own."""
    touched = _touched(learner, found)
    return [_outcome(learner, learnt, touched[learnt.criterion]) for learnt in found]


def _touched(learner: Learner, found: Sequence[Learnt]) -> dict[str, list[str]]:
    """For each criterion the answers that hold one of its phrases; no other can change.

    All answers are read once for all criteria, since grading every one with every change would
    take long.
    """
    touched: dict[str, list[str]] = {learnt.criterion: [] for learnt in found}
    entries = [
        (phrase, learnt.criterion)
        for learnt in found
        for phrases in (learnt.change.added, learnt.change.dropped, learnt.change.forbidden)
        for phrase in phrases
    ]
    if entries:
        lesson = learner.lesson
        phrases = [phrase for phrase, _ in entries]
        firing = Firing(lesson.item, learner.grades.bank.lexicon, learner.texts, phrases)
        for text in lesson.texts:
            for name in {entries[number][1] for number in firing.touched(text)}:
                touched[name].append(text)
    return touched


def _outcome(learner: Learner, learnt: Learnt, touched: Sequence[str]) -> Outcome:
    lesson, before, name = learner.lesson, learner.first, learnt.criterion
    answers = sum(lesson.texts.values())
    if not learnt.change:
        return Outcome(Effect(answers, 0, 0.0, 0.0))
    after = Trials(learner.grades, revised(lesson.item, {name: learnt.change}))
    changed, was, now = 0, 0.0, 0.0
    for text in touched:
        old, new, count = before.earned(text), after.earned(text), lesson.texts[text]
        if old != new:
            changed, was, now = changed + count, was + count * old, now + count * new
    breaks = 0
    promised = []
    able = set(touched)
    for text, met in lesson.due[name].items():
        old = before.share(text, name)
        new = after.share(text, name) if text in able else old
        if abs(new - met) > abs(old - met):
            breaks += lesson.weights[name][text]
        promised.append((text, bool(new)))
    effect = Effect(answers, changed, round(was, 6), round(now, 6))
    return Outcome(effect, breaks, tuple(promised))
