"""Texts that must not earn half of the points: each class is what it says, and always the same."""

from typing import Any

import pytest

import mlinterview as mli
from mlinterview.rubrics._attacks import ATTACKS, Material, attacks, content_terms

FULL = (
    "Deep networks have small gradients. Dropout reduces overfitting, since it trains many nets.",
    "The gradient is small in deep networks, and dropout leads to less overfitting.",
)
TERMS = ("gradient", "deep network", "dropout", "overfitting", "ensemble", "noise")


def material(style: str = "prose", **parts: Any) -> Material:
    """What attacks on a small item are made of."""
    criteria = [
        {"id": "small", "statement": "S.", "evidence": "gradient ~ <low>"},
        {"id": "less", "statement": "S.", "evidence": "dropout ~ <decrease>|<less> ~ overfitting"},
    ]
    item: Any = mli.make_item(
        {
            "id": "deep",
            "format": "free_text",
            "stem": "What do depth and dropout do to the training of a network?",
            "points": 4,
            "rubric": {"answer_style": style, "criteria": criteria},
        }
    )
    fields: dict[str, Any] = {
        "single": ("Dropout reduces overfitting.",),
        "causal": (("dropout", "less overfitting"),),
        "others": ("A tree splits rows by one column.",),
        **parts,
    }
    return Material(item, FULL, TERMS, **fields)


def texts(name: str, **parts: Any) -> list[str]:
    """The attacks of one class."""
    return [attack.text for attack in attacks(material(**parts)) if attack.kind == name]


def test_every_class_has_texts() -> None:
    """In prose all classes; each text once in its class."""
    found = list(attacks(material()))
    assert {attack.kind for attack in found} == set(ATTACKS)
    assert len(set(found)) == len(found)
    assert found == list(attacks(material()))


@pytest.mark.parametrize("style", ["list", "formula"])
def test_lists_are_no_attack_where_they_are_asked_for(style: str) -> None:
    """Keywords, shuffled words and stuffing are fair only where statements are wanted."""
    names = {attack.kind for attack in attacks(material(style))}
    assert set(ATTACKS) - names == {"keywords", "shuffled", "stuffing"}


def test_the_prompt_is_copied() -> None:
    """The stem alone, twice, and with a sentence around it."""
    stem = material().item.stem
    assert all(stem in text for text in texts("prompt"))


def test_denials_deny_a_full_answer() -> None:
    """Before it or after it, all of the answer stands there."""
    for text in texts("denial"):
        assert any(full in text for full in FULL)
        assert text not in FULL


def test_negations_deny_every_sentence() -> None:
    """Each clause has a denial of its own."""
    first, second = texts("negation")[:2]
    assert first.count("It is not true that") == 2
    assert second == (
        "Deep networks do not have small gradients. Dropout does not reduce overfitting, since it"
        " does not train many nets."
    )


def test_repeated_sentences_are_one_sentence() -> None:
    """A sentence that earns one criterion, ten times."""
    assert texts("duplicate") == [" ".join(["Dropout reduces overfitting."] * 10)]


def test_swaps_turn_cause_and_effect() -> None:
    """The effect leads to the cause, the cause stands because of the effect."""
    assert texts("swapped") == [
        "Less overfitting leads to dropout.",
        "Dropout because less overfitting.",
    ]


def test_shuffled_words_are_the_same_words() -> None:
    """In another order."""
    for text, full in zip(texts("shuffled"), FULL, strict=True):
        assert text != full
        assert sorted(text.split()) == sorted(full.split())


def test_keywords_hold_no_small_words() -> None:
    """The terms of the phrases, and the content words of full answers."""
    found = texts("keywords")
    assert ", ".join(TERMS) in found
    for text in found:
        assert not {"a", "the", "in", "it", "and", "because"} & set(text.lower().split())


def test_stuffed_sentences_hold_the_terms() -> None:
    """Sentences that say nothing of the terms in them; none where there are few terms."""
    for text in texts("stuffing"):
        assert sum(term in text for term in TERMS) >= 3
    few = Material(material().item, FULL, TERMS[:3])
    assert "stuffing" not in {attack.kind for attack in attacks(few)}


def test_an_item_without_answers_is_attacked_as_well() -> None:
    """Nothing to copy from, and still no crash."""
    names = {attack.kind for attack in attacks(Material(material().item, (), ()))}
    assert {"prompt", "empty", "injection"} <= names


def test_terms_are_what_phrases_look_for() -> None:
    """Without names, gaps, denials, second alternatives, small words and numbers."""
    phrases = (
        "<low> gradient|slope ~ not overfit*",
        "the ... of",
        "4 times",
        "gradient",
        "Dropout",
    )
    assert content_terms(phrases) == ("gradient", "overfit", "Dropout")


@pytest.mark.parametrize("name", [name for name in ATTACKS if name != "swapped"])
def test_attacks_earn_less_than_half(name: str) -> None:
    """Of a small rubric whose full answers earn everything."""
    item = material().item
    for full in FULL:
        assert mli.grade(item, full).points == item.points
    for text in texts(name):
        points = mli.grade(item, text).points
        assert points is not None
        # a repeated sentence earns its own criterion, once
        assert points * 2 < item.points or (name == "duplicate" and points * 2 == item.points), text
