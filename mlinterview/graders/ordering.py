"""Grades ``ordering`` under the scheme's policy."""

from __future__ import annotations

from mlinterview.graders._guess import Guess
from mlinterview.graders._ordering_guess import ordering_guess
from mlinterview.graders._ordering_policies import order_share
from mlinterview.graders._tools import GradingTools
from mlinterview.model.ordering import Ordering
from mlinterview.model.scheme import OrderingSettings
from mlinterview.model.score import Verdict

__all__ = ["OrderingGrader"]


class OrderingGrader:
    """Steps in a total or partial order."""

    name = "ordering"
    version = "1"

    def grade(
        self,
        item: Ordering,
        response: tuple[str, ...],
        settings: OrderingSettings,
        tools: GradingTools,
    ) -> Verdict:
        """The policy's share for the order given."""
        share = order_share(settings.policy, item.step_ids, response, item.before)
        texts = dict(item.choices)
        said: tuple[str, ...] = ()
        if share < 1 and item.before is None:
            first = next(
                given for given, due in zip(response, item.step_ids, strict=True) if given != due
            )
            said = (f"The order first goes wrong at: {texts[first]}",)
        return Verdict(share, feedback=said)

    def guess(self, item: Ordering, settings: OrderingSettings, tools: GradingTools) -> Guess:
        """What a blank and a random order earn."""
        return ordering_guess(settings.policy, item.step_ids, item.before)
