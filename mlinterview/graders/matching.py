"""Grades ``matching``: row by row, or all rows together."""

from __future__ import annotations

from mlinterview.graders._choice_policies import matching_guess, matching_share
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.matching import Matching
from mlinterview.model.scheme import MatchingSettings
from mlinterview.model.score import CriterionScore, Verdict

__all__ = ["MatchingGrader"]


class MatchingGrader:
    """Each row takes one option; a missing row earns nothing."""

    name = "matching"
    version = "1"

    def grade(
        self,
        item: Matching,
        response: dict[str, str],
        settings: MatchingSettings,
        tools: GradingTools,
    ) -> Verdict:
        """The share of right rows, or 1 only if all are right."""
        rows = len(item.rows)
        right = [response.get(row.id) == row.match for row in item.rows]
        share = matching_share(settings.policy, rows=rows, right=sum(right))
        each = matching_share("per_row", rows=rows, right=1)
        counts = settings.policy == "per_row" or all(right)
        wrong = [row for row, ok in zip(item.rows, right, strict=True) if not ok]
        return Verdict(
            share,
            criteria=tuple(
                CriterionScore(
                    id=row.id,
                    points=each if ok and counts else 0.0,
                    max_points=each,
                    met=ok,
                    note=None if row.id in response else "unanswered",
                )
                for row, ok in zip(item.rows, right, strict=True)
            ),
            feedback=tuple(row.feedback for row in wrong if row.feedback and row.id in response),
            misconceptions=tuple(
                row.misconception for row in wrong if row.misconception and row.id in response
            ),
        )

    def guess(self, item: Matching, settings: MatchingSettings, tools: GradingTools) -> Guess:
        """What a blank and a random option in every row earn."""
        return matching_guess(settings.policy, rows=len(item.rows), options=len(item.options))
