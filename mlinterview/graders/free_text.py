"""A first matcher for ``free_text``: phrases of the rubric found in the response, for review.

It looks for the rubric's own phrases as they stand and understands nothing, so it decides nothing:
every score it gives is ``needs_review``, with the words it found as evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mlinterview.graders._tools import GradingTools
from mlinterview.model.free_text import Criterion, FreeText
from mlinterview.model.score import CriterionScore, Span, Verdict

__all__ = ["PhraseGrader"]


class PhraseGrader:
    """Finds evidence phrases; a person decides."""

    name = "phrases"
    version = "1"

    def grade(
        self, item: FreeText, response: str, settings: object, tools: GradingTools
    ) -> Verdict:
        """Provisional points for criteria whose phrases are there."""
        total = item.rubric.points
        parts = [_judge(criterion, response, total) for criterion in item.rubric.criteria]
        feedback = tuple(
            criterion.feedback
            for criterion, part in zip(item.rubric.criteria, parts, strict=True)
            if criterion.feedback and not part.points
        )
        share = sum(part.points or 0.0 for part in parts)
        return Verdict(
            min(1.0, share),
            criteria=tuple(parts),
            feedback=feedback,
            confidence=0.3,
            needs_review=True,
            share_range=(0.0, 1.0),
        )


def _judge(criterion: Criterion, response: str, total: float) -> CriterionScore:
    worth = criterion.points / total
    some = [span for phrase in criterion.evidence.any if (span := _find(phrase, response))]
    every = [_find(phrase, response) for phrase in criterion.evidence.all]
    found = bool(some or not criterion.evidence.any) and all(every)
    looked = bool(criterion.evidence.any or criterion.evidence.all)
    spans = {(span.start, span.end): span for span in [*some, *every] if span is not None}
    if not looked:
        note = "no phrases to look for; a person decides"
    elif found:
        note = "phrases found; a person decides whether the statement is made"
    else:
        note = "no phrase of the rubric found"
    return CriterionScore(
        id=criterion.id,
        points=worth if looked and found else 0.0,
        max_points=worth,
        met=None,
        decided=False,
        spans=tuple(spans[place] for place in sorted(spans)),
        note=note,
    )


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.split(r"[\s\-]+", phrase.strip()) if word]
    return re.compile(r"(?<!\w)" + r"[\s\-]{1,3}".join(words) + r"(?!\w)", re.IGNORECASE)


def _find(phrase: str, response: str) -> Span | None:
    match = _pattern(phrase).search(response)
    if match is None:
        return None
    return Span(start=match.start(), end=match.end(), text=match.group())
