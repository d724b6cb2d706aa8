"""Sentences turned into their opposites: every clause, one denial each, readable English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.rubrics._negated import denied, untrue


@pytest.mark.parametrize(
    ("sentence", "opposite"),
    [
        ("Dropout reduces overfitting.", "Dropout does not reduce overfitting."),
        ("The gates are small.", "The gates are not small."),
        ("The diamond has corners.", "The diamond does not have corners."),
        ("It has been trained.", "It has not been trained."),
        ("A network doesn't know who asks.", "A network does know who asks."),
        ("It can't forget.", "It can forget."),
        ("The cell could never forget.", "The cell could forget."),
        ("Items get no clicks.", "Items get some clicks."),
        ("Draw 300 orders.", "do not draw 300 orders."),
        ("It goes up, so it stays high.", "It does not go up, so it does not stay high."),
        (
            "Boosting reduces variance and is slow.",
            "Boosting does not reduce variance and is not slow.",
        ),
        (
            "The mistakes of the ensemble remain.",
            "it is not the case that the mistakes of the ensemble remain.",
        ),
        ("It not only learns.", "It only learns."),
    ],
)
def test_every_clause_is_turned_round(sentence: str, opposite: str) -> None:
    """A denial is put in, or taken out where one stands there already."""
    assert denied(sentence) == opposite


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Recall rises.", "It is not true that recall rises."),
        (
            "Recall rises; noise falls.",
            "It is not true that recall rises; it is not true that noise falls.",
        ),
        ("But nothing is frozen.", "But it is not true that nothing is frozen."),
        (
            "RMSProp adapts, whereas SGD jumps.",
            "It is not true that RMSProp adapts, whereas it is not true that SGD jumps.",
        ),
        ("SGD is noisy.", "It is not true that SGD is noisy."),
    ],
)
def test_every_statement_is_called_untrue(sentence: str, said: str) -> None:
    """A statement behind a semicolon or ``but`` would stand beside the denial as right."""
    assert untrue(sentence) == said


@given(st.text(max_size=80))
def test_any_text_can_be_denied(text: str) -> None:
    """No text makes it crash."""
    assert isinstance(denied(text), str)
    assert isinstance(untrue(text), str)
