"""``free_text``: points by the rubric's rules, the words that earned them, and how sure that is.

Points come from the rubric's evidence alone. How sure the engine is, for which it also hears how
like the answer is to answers that people judged, decides whether a person should look; what it is
unsure of stays open between nothing and all its points.
"""

from __future__ import annotations

import math
from typing import Any

from mlinterview.graders._rubric.judging import Decision, Judgement, judge
from mlinterview.graders._rubric.likeness import likeness
from mlinterview.graders._rubric.sureness import criterion_sureness, item_sureness, second_opinion
from mlinterview.graders._rubric.wording import reason, reversed_feedback
from mlinterview.graders._tools import GradingTools
from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import Criterion, Rubric
from mlinterview.model.score import Band, CriterionScore, Span, Verdict

__all__ = ["FEWEST_ANSWERS", "RubricGrader"]

#: with fewer calibration or marked answers of its own an item is never graded without a person
FEWEST_ANSWERS = 12
#: a criterion less sure than this stays open when a person is to look at the answer
_SURE = 0.9


class RubricGrader:
    """The engine behind ``free_text``: no network, no model, always the same result."""

    name = "rubric"
    version = "1"

    def grade(self, item: FreeText, response: str, settings: Any, tools: GradingTools) -> Verdict:
        """Points for the criteria that the answer meets, with evidence and doubt."""
        rubric = item.rubric
        judgement = judge(rubric, item.stem, response, tools.lexicon)
        sure = [criterion_sureness(decision, judgement) for decision in judgement.decisions]
        judged = tools.judged(item)
        if judged is not None:
            sure = second_opinion(judgement, sure, likeness(judged, rubric))
        by_person = all(decision.share is None for decision in judgement.decisions)
        known = len(rubric.calibration) + tools.confidence.answers.get(item.id, 0)
        confidence = tools.confidence.probability(item_sureness(sure))
        band = _band(confidence, settings)
        few = known < FEWEST_ANSWERS
        if few or by_person or None in sure:
            band = "review" if by_person or band == "review" else "check"
        least_sure = math.inf if few else 0.0 if band == "auto" else _SURE
        scale = rubric.points
        parts = [
            _part(
                criterion,
                decision,
                judgement,
                chance,
                criterion.points / scale,
                least_sure,
            )
            for criterion, decision, chance in zip(
                rubric.criteria, judgement.decisions, sure, strict=True
            )
        ]
        share = _share(rubric, judgement, parts)
        low, high = _range(rubric, judgement, parts)
        return Verdict(
            share,
            criteria=tuple(parts),
            feedback=_feedback(rubric, judgement),
            misconceptions=_misconceptions(rubric, judgement),
            confidence=0.0 if by_person else confidence,
            needs_review=band != "auto",
            share_range=(share, share) if band == "auto" else (min(low, share), max(high, share)),
            band=band,
        )


def _band(confidence: float, settings: Any) -> Band:
    if confidence >= getattr(settings, "review_below", 1.0):
        return "auto"
    return "check" if confidence >= getattr(settings, "check_from", 0.0) else "review"


def _part(
    criterion: Criterion,
    decision: Decision,
    judgement: Judgement,
    chance: float | None,
    worth: float,
    least_sure: float,
) -> CriterionScore:
    """One criterion's score; what is less sure than ``least_sure`` stays open."""
    share = 0.0 if judgement.nothing else decision.share
    spans: tuple[Span, ...] = ()
    if decision.match is not None:
        first, last = decision.match.first, decision.match.last
        start, end, text = judgement.prose.quoted(first, last)
        spans = (Span(start=start, end=end, text=text),)
    return CriterionScore(
        id=criterion.id,
        points=(share or 0.0) * worth,
        max_points=worth,
        met=None if share is None else share == 1.0,
        decided=chance is not None and chance >= least_sure,
        spans=spans,
        rule=decision.rule,
        quality=decision.quality if decision.match is not None else None,
        nearest=decision.nearest,
        confidence=chance,
        note=reason(decision),
        feedback=criterion.feedback if share is not None and share < 1 else None,
    )


def _share(rubric: Rubric, judgement: Judgement, parts: list[CriterionScore]) -> float:
    return _total(rubric, judgement, {part.id: part.points or 0.0 for part in parts})


def _range(
    rubric: Rubric, judgement: Judgement, parts: list[CriterionScore]
) -> tuple[float, float]:
    """What is undecided counts from 0 to its points."""
    least = {part.id: (part.points or 0.0) if part.decided else 0.0 for part in parts}
    most = {part.id: (part.points or 0.0) if part.decided else part.max_points for part in parts}
    return _total(rubric, judgement, least), _total(rubric, None, most)


def _total(rubric: Rubric, judgement: Judgement | None, earned: dict[str, float]) -> float:
    scale = rubric.points
    points = rubric.capped({name: share * scale for name, share in earned.items()})
    for index, _ in judgement.misconceptions if judgement is not None else ():
        points -= rubric.misconceptions[index].effect.minus or 0.0
    # fractions of the criteria need not add up to exactly the whole
    return 1.0 if points >= scale * (1 - 1e-12) else max(0.0, points / scale)


def _feedback(rubric: Rubric, judgement: Judgement) -> tuple[str, ...]:
    lines = []
    for criterion, decision in zip(rubric.criteria, judgement.decisions, strict=True):
        if decision.rule == "reversed" and decision.match is not None:
            first, last = decision.match.first, decision.match.last
            lines.append(reversed_feedback(judgement.prose.quoted(first, last)[2]))
        missed = decision.share is not None and (decision.share < 1 or judgement.nothing)
        if criterion.feedback and missed:
            lines.append(criterion.feedback)
    for index, _ in judgement.misconceptions:
        if rubric.misconceptions[index].feedback:
            lines.append(str(rubric.misconceptions[index].feedback))
    return tuple(dict.fromkeys([*lines, *(_sentence(note) for note in judgement.notes)]))


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:] + "."


def _misconceptions(rubric: Rubric, judgement: Judgement) -> tuple[str, ...]:
    stated = [rubric.misconceptions[index].id for index, _ in judgement.misconceptions]
    turned = [
        f"reversed-{criterion.id}"
        for criterion, decision in zip(rubric.criteria, judgement.decisions, strict=True)
        if decision.rule == "reversed"
    ]
    return (*stated, *turned)
