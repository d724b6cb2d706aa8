"""Grades ``single_choice``: right 1, wrong minus the penalty."""

from __future__ import annotations

from mlinterview.graders._choice_policies import choice_guess, choice_share
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.scheme import ChoiceSettings
from mlinterview.model.score import Verdict
from mlinterview.model.single_choice import SingleChoiceContent

__all__ = ["SingleChoiceGrader"]


class SingleChoiceGrader:
    """One option is right."""

    name = "single_choice"
    version = "1"

    def grade(
        self,
        item: SingleChoiceContent,
        response: str,
        settings: ChoiceSettings,
        tools: GradingTools,
    ) -> Verdict:
        """Right earns 1, wrong ``-penalty``, at least ``floor``."""
        chosen = next(option for option in item.options if option.id == response)
        share = choice_share(
            chosen.correct, n=len(item.options), penalty=settings.penalty, floor=settings.floor
        )
        return Verdict(
            share,
            feedback=(chosen.feedback,) if chosen.feedback else (),
            misconceptions=(chosen.misconception,)
            if chosen.misconception and not chosen.correct
            else (),
        )

    def guess(
        self, item: SingleChoiceContent, settings: ChoiceSettings, tools: GradingTools
    ) -> Guess:
        """What a blank and a random option earn."""
        return choice_guess(n=len(item.options), penalty=settings.penalty, floor=settings.floor)
