"""Grades ``cloze``: the weighted mean of its blanks, each graded by its own format's grader."""

from __future__ import annotations

from typing import Any

from mlinterview.errors import InvalidResponseError
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.cloze import Cloze
from mlinterview.model.score import CriterionScore, Verdict

__all__ = ["ClozeGrader"]


class ClozeGrader:
    """Blanks of other formats; one left empty earns nothing."""

    name = "cloze"
    version = "1"

    def grade(
        self, item: Cloze, response: dict[str, Any], settings: object, tools: GradingTools
    ) -> Verdict:
        """The blanks' shares, weighted.

        Raises:
            InvalidResponseError: a blank's value cannot be read; the message names the blank.
        """
        assert tools.grade_part is not None
        total = sum(blank.weight for blank in item.blanks.values())
        low = high = earned = 0.0
        parts: list[CriterionScore] = []
        feedback: list[str] = []
        misconceptions: list[str] = []
        for name in item.blank_ids:
            blank = item.blanks[name]
            worth = blank.weight / total
            if name not in response:
                parts.append(
                    CriterionScore(
                        id=name, points=0.0, max_points=worth, met=False, note="unanswered"
                    )
                )
                continue
            try:
                verdict = tools.grade_part(blank, response[name])
            except InvalidResponseError as error:
                raise InvalidResponseError(
                    error.value, f"in the blank {name!r} {error.expected}"
                ) from None
            span = verdict.share_range or (verdict.share, verdict.share)
            earned += verdict.share * worth
            low += span[0] * worth
            high += span[1] * worth
            feedback.extend(verdict.feedback)
            misconceptions.extend(verdict.misconceptions)
            parts.append(
                CriterionScore(
                    id=name,
                    points=verdict.share * worth,
                    max_points=worth,
                    met=None if verdict.needs_review else verdict.share == 1,
                    decided=not verdict.needs_review,
                )
            )
        undecided = not all(part.decided for part in parts)
        full = all(part.met for part in parts)
        return Verdict(
            1.0 if full else earned,
            criteria=tuple(parts),
            feedback=tuple(feedback),
            misconceptions=tuple(misconceptions),
            confidence=0.5 if undecided else 1.0,
            needs_review=undecided,
            share_range=(low, min(1.0, high)) if undecided else None,
        )

    def guess(self, item: Cloze, settings: object, tools: GradingTools) -> Guess:
        """A blank cloze earns 0; the mean is defined where every blank has options."""
        assert tools.guess_part is not None
        total = sum(blank.weight for blank in item.blanks.values())
        mean = 0.0
        for blank in item.blanks.values():
            part = tools.guess_part(blank).mean
            if part is None:
                return Guess(0.0, None, None)
            mean += part * blank.weight / total
        return Guess(0.0, None, mean)
