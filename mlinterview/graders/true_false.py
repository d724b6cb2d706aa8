"""Grades ``true_false``: right 1, wrong minus the penalty."""

from __future__ import annotations

from mlinterview.graders._choice_policies import choice_guess, choice_share
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.scheme import ChoiceSettings
from mlinterview.model.score import Verdict
from mlinterview.model.true_false import TrueFalse

__all__ = ["TrueFalseGrader"]


class TrueFalseGrader:
    """The statement holds or not."""

    name = "true_false"
    version = "1"

    def grade(
        self, item: TrueFalse, response: bool, settings: ChoiceSettings, tools: GradingTools
    ) -> Verdict:
        """Right earns 1, wrong ``-penalty``, at least ``floor``."""
        share = choice_share(
            response == item.answer, n=2, penalty=settings.penalty, floor=settings.floor
        )
        said = item.feedback.get("true" if response else "false")
        return Verdict(share, feedback=(said,) if said else ())

    def guess(self, item: TrueFalse, settings: ChoiceSettings, tools: GradingTools) -> Guess:
        """What a blank and a coin flip earn."""
        return choice_guess(n=2, penalty=settings.penalty, floor=settings.floor)
