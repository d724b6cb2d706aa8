"""The rubric that ``mlinterview new free_text`` starts with: an example worth copying."""

from __future__ import annotations

import pytest

import mlinterview as mli
from mlinterview.bank.scaffold import item_scaffold


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """A bank of the item as it is written."""
    file = tmp_path_factory.mktemp("bank") / "questions" / "ml_theory" / "items.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(item_scaffold("free_text", "rare-class"), encoding="utf-8")
    return mli.load_bank(file.parents[2])


def test_it_holds_what_a_rubric_must(bank: mli.Bank) -> None:
    """The sample answer earns everything, no attack half of it; judged answers are to come."""
    assert [problem.rule for problem in mli.check_rubrics(bank)] == ["R05"]


@pytest.mark.parametrize(
    ("answer", "met"),
    [
        ("A model that always predicts the common class has a good accuracy.", ["constant-guess"]),
        ("Predicting the majority class gives a very high accuracy.", ["constant-guess"]),
        ("Mistakes on the few rare cases barely move it.", ["rare-errors"]),
        (
            "The minority class has so few rows that missing them does not change the accuracy.",
            ["rare-errors"],
        ),
        ("Predicting the common class does not give a high accuracy.", []),
        ("Errors on the rare class change the accuracy a lot.", []),
        ("The majority class and the rare class both matter for accuracy.", []),
    ],
)
def test_its_phrases_are_claims(answer: str, met: list[str], bank: mli.Bank) -> None:
    """Other words for the claim earn it; the terms alone and the opposite earn nothing."""
    score = mli.grade(bank["rare-class"], answer, bank=bank)
    assert [part.id for part in score.criteria if part.met] == met
