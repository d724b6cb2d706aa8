"""One answer under a rubric, for whoever writes the rubric."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mlinterview import Item, ItemScore, grade, make_item
from mlinterview.model.free_text import FreeText
from mlinterview.rendering.trial import trial_text

ITEM: dict[str, Any] = {
    "id": "dropout",
    "format": "free_text",
    "stem": "What does this layer do while a network is trained?",
    "points": 4,
    "rubric": {
        "criteria": [
            {
                "id": "less",
                "statement": "Says that dropout makes overfitting less.",
                "evidence": {"relation": {"cause": "dropout", "effect": "<decrease> overfitting"}},
                "feedback": "What is dropout for?",
            },
            {
                "id": "off",
                "statement": "Says that units are switched off.",
                "evidence": "unit* ~ switched off",
            },
            {
                "id": "training-only",
                "statement": "Says that nothing is switched off in use.",
                "evidence": "not dropout ... <unseen> data|rows",
            },
            {"id": "clear", "statement": "Is clear.", "grading": "person"},
        ],
        "misconceptions": [
            {
                "id": "adds-units",
                "statement": "Claims that it adds units.",
                "evidence": "<increase> ~ units",
                "feedback": "No unit is added.",
            }
        ],
    },
}
#: what each has to show
ANSWERS = {
    "half": "Dropout has *less overfitting* as its effect. Units are switched off. Units are not"
    " switched off.",
    "wrong": "Reduced overfitting leads to dropout. It increases the units, and off they are.",
}


@pytest.fixture(scope="module")
def item() -> FreeText:
    """An item with evidence of several kinds and a misconception."""
    made: Item = make_item(ITEM)
    assert isinstance(made, FreeText)
    return made


def sure(score: ItemScore) -> ItemScore:
    """The score with confidences that no new measurement of the bundled rubrics changes."""
    parts = [
        part if part.confidence is None else part.model_copy(update={"confidence": 0.75})
        for part in score.criteria
    ]
    return score.model_copy(update={"confidence": 0.5, "band": "check", "criteria": tuple(parts)})


@pytest.mark.parametrize("name", ANSWERS)
def test_trials_look_as_kept(
    name: str, item: FreeText, snapshot: Callable[[str, str], None]
) -> None:
    """Points and confidence; each criterion with rule, words and reason; beliefs; feedback."""
    snapshot(f"trial-{name}.txt", trial_text(item, sure(grade(item, ANSWERS[name]))) + "\n")


def test_an_empty_answer_is_one_line(item: FreeText) -> None:
    """It was not graded, so there is nothing to show of the criteria."""
    assert trial_text(item, grade(item, "")) == "Not answered: 0 of 4 points"
