"""Changes that must not change a grade: what they leave alone; they are always the same."""

import re
import unicodedata

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.model.lexicon import Lexicon
from mlinterview.rubrics._changes import CHANGES, changes
from mlinterview.rubrics._sentences import joined, sentences, units

LEXICON = Lexicon(terms={"stochastic gradient descent": ("SGD",), "odds ratio": ("OR",)})
TEXT = (
    "The naïve model isn't slow. Stochastic gradient descent takes noisy steps, so the loss jumps."
    " It settles. Weight-decay keeps the norm small."
)


def made(name: str, text: str = TEXT, seed: str = "item 1") -> list[str]:
    """The texts of one class."""
    return [changed for kind, changed in changes(text, seed, LEXICON) if kind == name]


def bare(text: str) -> str:
    """The text without what case, space and Unicode changes may touch."""
    text = unicodedata.normalize("NFC", text).replace("\u200b", "")
    text = text.replace("\u2019", "'").replace("\u2010", "-").replace("\u00a0", " ")
    return " ".join(text.lower().split())


@pytest.mark.parametrize("name", ["case", "space", "unicode"])
def test_the_same_words_in_the_same_order(name: str) -> None:
    """Case, space and composition: nothing else differs, and something does."""
    texts = made(name)
    assert len(texts) > 1
    for changed in texts:
        assert changed != TEXT
        assert bare(changed) == bare(TEXT)


def test_every_class_makes_texts() -> None:
    """All classes have something to change in a longer answer."""
    assert {name for name, _ in changes(TEXT, "item 1", LEXICON)} == set(CHANGES)


def test_sentences_that_lean_on_others_stay_with_them() -> None:
    """Another order of statements, each with what refers to it."""
    for changed in made("order", TEXT):
        assert sorted(sentences(changed)) == sorted(sentences(TEXT))
        assert "the loss jumps. It settles" in changed


@pytest.mark.parametrize("word", ["First", "then", "finally", "Step 2", "afterwards", "1) "])
def test_steps_keep_their_order(word: str) -> None:
    """An answer that tells an order in time is not put in another one."""
    assert made("order", f"We split it. {word} we scale it. The rows are fitted.") == []


def test_slips_touch_one_letter_of_long_words() -> None:
    """The first letter and words of three letters stay; a tenth of the others has one slip."""
    text = "The gradient of the loss descends into the valley of all weights here. " * 20
    before = re.findall(r"\S+", text)
    for changed in made("typos", text):
        after = re.findall(r"\S+", changed)
        assert len(after) == len(before)
        differ = [(x, y) for x, y in zip(before, after, strict=True) if x != y]
        assert 0.03 < len(differ) / len(before) < 0.15
        for word, slip in differ:
            assert len(word.strip(".")) > 3
            assert word[0] == slip[0]
            assert abs(len(word) - len(slip)) <= 1


def test_abbreviations_go_both_ways() -> None:
    """Long names for short ones and short for long; two-letter ones are left alone."""
    assert made("abbreviations", "We use SGD here.") == ["We use stochastic gradient descent here."]
    assert made("abbreviations", "Stochastic gradient descent or not.") == ["SGD or not."]
    assert made("abbreviations", "It is this or that.") == []


def test_the_same_seed_makes_the_same_texts() -> None:
    """Changes are drawn by item and answer, never by the clock."""
    assert list(changes(TEXT, "a", LEXICON)) == list(changes(TEXT, "a", LEXICON))
    assert made("typos", TEXT * 5, "a") != made("typos", TEXT * 5, "b")


@settings(max_examples=examples(100))
@given(st.text(max_size=120))
def test_any_text_can_be_changed(text: str) -> None:
    """No text makes a change crash."""
    for name, changed in changes(text, "any", LEXICON):
        assert name in CHANGES
        assert isinstance(changed, str)


PARTS = ("It is so.", "Why?", "The loss falls!", "Also this.", "e.g. one.")


@given(st.lists(st.sampled_from(PARTS), max_size=6))
def test_sentences_come_together_again(parts: list[str]) -> None:
    """Taking a text apart and putting it together keeps every word in its place."""
    text = " ".join(parts)
    assert joined(sentences(text)) == text
    assert joined(units(text)) == text


def test_short_forms_end_no_sentence() -> None:
    """Neither initials nor words cut short: as the engine reads them."""
    text = "Draws are i.i.d. here, e.g. by a lottery. The s.d. is 3."
    assert sentences(text) == ["Draws are i.i.d. here, e.g. by a lottery.", "The s.d. is 3."]


def test_letters_within_another_name_stay() -> None:
    """ANN in "ANN index" is no neural network, and is left as it is."""
    lexicon = Lexicon(
        terms={"artificial neural network": ("ANN",), "nearest neighbour search": ("ANN index",)}
    )

    def longer(text: str) -> list[str]:
        made_ = changes(text, "item 1", lexicon)
        return [changed for kind, changed in made_ if kind == "abbreviations"]

    assert longer("Build an ANN index first.") == []
    assert longer("Train an ANN first.") == ["Train an artificial neural network first."]
