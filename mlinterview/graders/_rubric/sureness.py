"""How sure a decision is, before calibration: numbers that rise with the chance of being right."""

from __future__ import annotations

from mlinterview.graders._rubric.judging import Decision, Judgement
from mlinterview.model.score import ItemScore

__all__ = ["criterion_sureness", "item_sureness", "item_sureness_of"]


def criterion_sureness(decision: Decision, judgement: Judgement) -> float | None:
    """From 0 to 1 for one criterion; None where a person decides."""
    if decision.share is None:
        return None
    if judgement.notes:
        return 0.6
    if decision.share == 1.0:
        sure = 0.97 * decision.quality
        return min(0.99, sure + 0.01) if decision.support > 1 else sure
    if decision.rule == "missing":
        return 0.98 - 0.45 * decision.near**2
    return 0.75


def item_sureness(sure: list[float | None], judgement: Judgement) -> float:
    """From 0 to 1 for the answer: whether all criteria are right together."""
    product = 1.0
    for chance in sure:
        product *= 0.5 if chance is None else chance
    return product


def item_sureness_of(score: ItemScore) -> float:
    """The same from a score record, where the parts keep how sure they are."""
    product = 1.0
    for part in score.criteria:
        product *= 0.5 if part.confidence is None else part.confidence
    return product
