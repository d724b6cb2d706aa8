"""How sure a decision is, before calibration: a number that rises with the chance of being right.

Two logistic regressions, one for criteria that were met and one for the others. They were fitted to
600 answers that people had judged and that no evidence had been written to; what is left to learn
is the map to probabilities in `graders/confidence.yaml`. They look at what a careful reader would
look at: how much of a long answer nothing was found for, how near the nearest phrase came, how many
criteria were met beside, how well the evidence fits.

A third regression weighs this against how like the answer is to judged ones (`likeness`); it was
fitted to 555 more answers of that kind. It tells how sure a decision is, and never changes one:
points come from the rules alone.
"""

from __future__ import annotations

import math

from mlinterview.graders._rubric.judging import Decision, Judgement
from mlinterview.graders._rubric.likeness import Likeness
from mlinterview.model.score import ItemScore

__all__ = ["criterion_sureness", "item_sureness", "item_sureness_of", "second_opinion"]

#: where something odd was noticed about the answer, or half of a criterion was given
_ODD = 0.6
_MOST_WORDS, _MOST_UNUSED, _MOST_SPAN = 150, 60, 20


def criterion_sureness(decision: Decision, judgement: Judgement) -> float | None:
    """From 0 to 1 for one criterion; None where a person decides."""
    if decision.share is None:
        return None
    if judgement.notes or decision.share == 0.5:
        return _ODD
    words = min(judgement.words, _MOST_WORDS) / 50
    met = sum(bool(each.share) for each in judgement.decisions) / len(judgement.decisions)
    if decision.share:
        unused = judgement.unused / max(1, judgement.words)
        span = 0
        if decision.match is not None:
            span = min(decision.match.last - decision.match.first, _MOST_SPAN)
        score = 0.47 + 0.44 * met - 3.91 * unused + 2.66 * words + decision.quality - 0.081 * span
    else:
        unused = min(judgement.unused, _MOST_UNUSED) / 20
        against = decision.rule in ("denied", "opposite", "reversed")
        score = 10.55 - 4.68 * words - 1.48 * unused - 4.88 * met - 0.8 * decision.near**2
        score -= 0.87 * against
    return round(1 / (1 + math.exp(-score)), 6)


def second_opinion(
    judgement: Judgement, sure: list[float | None], like: Likeness
) -> list[float | None]:
    """How sure each decision is when likeness is heard too; points stay as the rules give them.

    Where a criterion that no evidence was found for is more likely met than not, its nearest miss
    becomes the sentence that speaks most for it.
    """
    heard = list(sure)
    for index, value in enumerate(like.of(judgement.prose)):
        decision, chance = judgement.decisions[index], sure[index]
        if chance is None or value is None or decision.share not in (0.0, 1.0):
            continue
        score = 11.3 * value - 5.36
        score += 2.62 * chance - 0.44 if decision.share else -4.5 * chance
        probable = round(1 / (1 + math.exp(-score)), 6)
        heard[index] = probable if decision.share else round(1 - probable, 6)
        if decision.rule == "missing" and probable > 0.5:
            words = judgement.prose.sentence(like.speaker(judgement.prose, index))
            quoted = judgement.prose.quoted(words.start, words.stop - 1)[2]
            decision.nearest = f"reads like judged answers that met this: \u201c{quoted}\u201d"
    return heard


def item_sureness(sure: list[float | None]) -> float:
    """From 0 to 1 for the answer: whether all criteria are right together."""
    product = 1.0
    for chance in sure:
        product *= 0.5 if chance is None else chance
    return product


def item_sureness_of(score: ItemScore) -> float:
    """The same from a score record, where the parts keep how sure they are."""
    return item_sureness([part.confidence for part in score.criteria])
