"""What a person's mark makes of a score: caps hold, and feedback fits the decision."""

from __future__ import annotations

from typing import Any

import mlinterview as mli
from mlinterview import Bank

RUBRIC: list[dict[str, Any]] = [
    {"id": "one", "statement": "Says one.", "evidence": ["first"], "feedback": "Say one."},
    {"id": "two", "statement": "Says two.", "evidence": ["second"], "feedback": "Say two."},
]


def test_caps_hold_for_people_too(bank: Bank) -> None:
    """Of criteria that count for two points together, a person gives no more either."""
    record = {"item": "capped", "response": "Nothing."}
    met = {"dropout": "met", "decay": "met", "augmentation": "not met"}
    for marks, points in ((met, 3), ({**met, "decay": 0.5}, 2.25)):
        (score,) = mli.grade_all(
            bank, [record], marks=[{"item": "capped", "by": "kim", "marks": marks}]
        )
        assert (score.points, score.status) == (points, "graded")


def test_feedback_follows_the_person() -> None:
    """What the person found met is not told as missing, and the other way round."""
    data = {"id": "both", "format": "free_text", "stem": "Say both.", "rubric": RUBRIC}
    bank = mli.Bank({"both": mli.make_item(data)})
    record = {"item": "both", "response": "The first."}
    (alone,) = mli.grade_all(bank, [record])
    assert alone.feedback == ("Say two.",)
    mark = {"item": "both", "by": "kim", "marks": {"one": "not met", "two": "met"}, "note": "Hm."}
    (score,) = mli.grade_all(bank, [record], marks=[mark])
    assert score.feedback == ("Say one.", "Hm.")
