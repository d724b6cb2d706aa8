"""Grades ``multi_select`` under the scheme's policy."""

from __future__ import annotations

from mlinterview.graders import _multi_select_policies as policies
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.scheme import MultiSelectSettings
from mlinterview.model.score import Verdict

__all__ = ["MultiSelectGrader"]


class MultiSelectGrader:
    """Any number of options is right."""

    name = "multi_select"
    version = "1"

    def grade(
        self,
        item: MultiSelect,
        response: tuple[str, ...],
        settings: MultiSelectSettings,
        tools: GradingTools,
    ) -> Verdict:
        """The policy's share for t right and f wrong options chosen."""
        chosen = [option for option in item.options if option.id in response]
        right = sum(option.correct for option in chosen)
        weights = [option.weight or 0.0 for option in chosen] if _weighted(item) else None
        share = policies.share(
            settings.policy,
            n=len(item.options),
            correct=len(item.correct_ids),
            t=right,
            f=len(chosen) - right,
            floor=settings.floor,
            chosen_weights=weights,
        )
        missed = len(item.correct_ids) - right
        feedback = [option.feedback for option in chosen if option.feedback and not option.correct]
        if missed:
            feedback.append(
                "One option that applies was not chosen."
                if missed == 1
                else f"{missed} options that apply were not chosen."
            )
        return Verdict(
            share,
            feedback=tuple(feedback),
            misconceptions=tuple(
                option.misconception
                for option in chosen
                if option.misconception and not option.correct
            ),
        )

    def guess(self, item: MultiSelect, settings: MultiSelectSettings, tools: GradingTools) -> Guess:
        """What nothing, everything and a random set of options earn."""
        return policies.guess(
            settings.policy,
            n=len(item.options),
            correct=len(item.correct_ids),
            floor=settings.floor,
            weights=[option.weight or 0.0 for option in item.options] if _weighted(item) else None,
        )


def _weighted(item: MultiSelect) -> bool:
    return any(option.weight is not None for option in item.options)
