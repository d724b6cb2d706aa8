"""Grades ``short_answer``: folded text against what is accepted and rejected."""

from __future__ import annotations

from mlinterview._text import fold, one_edit_away
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.score import Verdict
from mlinterview.model.short_answer import ShortAnswerContent, matches_pattern

__all__ = ["ShortAnswerGrader"]

_LEAST_LETTERS = 6


class ShortAnswerGrader:
    """``reject`` wins over ``accept`` and the pattern; a slip of one letter asks for a person."""

    name = "short_answer"
    version = "1"

    def grade(
        self, item: ShortAnswerContent, response: str, settings: object, tools: GradingTools
    ) -> Verdict:
        """1 if accepted, else 0; ``needs_review`` one edit away from an accepted text."""
        code = item.match == "code"
        given = response.strip() if code else fold(response)

        def same(text: str) -> bool:
            return given == (text.strip() if code else fold(text))

        for rejected in item.reject:
            if same(rejected.text):
                return Verdict(
                    0.0,
                    feedback=(rejected.feedback,) if rejected.feedback else (),
                    misconceptions=(rejected.misconception,) if rejected.misconception else (),
                )
        if any(same(text) for text in item.accept):
            return Verdict(1.0)
        if item.accept_pattern is not None and matches_pattern(item.accept_pattern, given):
            return Verdict(1.0)
        if not code and any(_slip(given, fold(text), tools) for text in item.accept):
            return Verdict(
                0.0,
                feedback=("One letter away from an accepted answer.",),
                confidence=0.5,
                needs_review=True,
                share_range=(0.0, 1.0),
            )
        return Verdict(0.0)

    def guess(self, item: ShortAnswerContent, settings: object, tools: GradingTools) -> Guess:
        """A blank earns 0; a random text is not defined."""
        return Guess(0.0, None, None)


def _slip(given: str, accepted: str, tools: GradingTools) -> bool:
    if sum(char.isalpha() for char in accepted) < _LEAST_LETTERS:
        return False
    if not one_edit_away(given, accepted) or tools.confused(given, accepted):
        return False
    pairs = zip(given.split(), accepted.split(), strict=False)
    return not any(one != other and tools.confused(one, other) for one, other in pairs)
