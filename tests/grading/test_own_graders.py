"""Graders handed in from outside, and how sure a scheme asks them to be."""

from __future__ import annotations

import pytest

import mlinterview as mli
from mlinterview.model.scheme import FormatSettings, FreeTextSettings


class Sure:
    """Grades everything half right, as sure as it is told to be."""

    name = "sure"
    version = "3"

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence

    def grade(
        self, item: mli.Item, response: str, settings: object, tools: mli.GradingTools
    ) -> mli.Verdict:
        """Half the points."""
        return mli.Verdict(0.5, confidence=self.confidence)


@pytest.mark.parametrize(
    ("confidence", "status", "span"),
    [(1.0, "graded", (2, 2)), (0.8, "graded", (2, 2)), (0.79, "needs_review", (0, 4))],
)
def test_less_sure_than_the_scheme_asks(
    confidence: float, status: str, span: tuple[float, float]
) -> None:
    """Below `review_below` a person decides: the points are provisional between 0 and all."""
    asks = FormatSettings(free_text=FreeTextSettings(review_below=0.8))
    scheme = mli.load_scheme("standard").model_copy(update={"formats": asks})
    item = mli.load_bank()["residual-block-gradient"]
    score = mli.grade(item, "It helps.", scheme=scheme, graders={"free_text": Sure(confidence)})
    assert (score.status, score.points, score.points_range) == (status, 2, span)
    assert score.grader is not None
    assert (score.grader.name, score.grader.version) == ("sure", "3")
