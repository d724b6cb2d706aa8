"""Words that state nothing: sentences that only relate terms, runs of terms, words in no order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.graders._prose.hollow import is_hollow, may_be_hollow
from mlinterview.graders._prose.order import is_orderly
from mlinterview.graders._prose.prose import read_prose

TERMS = ("gradient", "learning rate", "overfitting", "recall", "variance", "noise", "ensemble")


def graded(answer: str, style: str = "prose") -> mli.ItemScore:
    """The score for one criterion a term."""
    criteria = [
        {"id": f"c{index}", "statement": "Says so.", "evidence": term}
        for index, term in enumerate(TERMS)
    ]
    rubric: Any = {"criteria": criteria, "answer_style": style}
    source = {"id": "why", "format": "free_text", "stem": "Explain.", "points": 7, "rubric": rubric}
    return mli.grade(mli.make_item(source), answer)


HOLLOW = (
    "The {0} is related to the {1} and to the {2}.",
    "One has to consider {0}, {1} and {2} here.",
    "In machine learning, {0} and {1} are very important for {2}.",
    "This concerns the {0} of the {1} with regard to {2}.",
    "The answer is about {0}, {1} and {2}, which are all essential.",
    "The {0} plays a central role for {1} and {2}.",
    "{0} has to do with {1} and {2}.",
)


@given(st.sampled_from(HOLLOW), st.permutations(TERMS))
def test_relating_terms_says_nothing(shape: str, terms: list[str]) -> None:
    """Whatever the terms are."""
    prose = read_prose(shape.format(*terms))
    assert may_be_hollow(prose)
    assert is_hollow(prose, 0)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(HOLLOW), min_size=1, max_size=5), st.permutations(TERMS))
def test_an_answer_of_such_sentences_earns_nothing(shapes: list[str], terms: list[str]) -> None:
    """However many there are; in a list bare terms count."""
    text = " ".join(shape.format(*terms) for shape in shapes)
    assert graded(text).points == 0
    points = graded(text, "list").points
    assert points is not None
    assert points >= 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Recall is important because a missed letter costs much.",
        "The variance is related to the noise, so it falls with more data.",
        "The learning rate is about twice as high.",
        "The two are about the same.",
        "The rows are all about equally far from each other.",
        "The gradient is not related to the noise.",
        "The ensemble lowers the variance.",
        "It is important to scale the columns if they differ.",
    ],
)
def test_reasons_figures_and_denials_say_something(sentence: str) -> None:
    """A sentence with one of them is no mere list of terms."""
    assert not is_hollow(read_prose(sentence), 0)


def test_a_hollow_sentence_among_statements_does_no_harm() -> None:
    """Most words stand in statements: the others count as before."""
    text = (
        "The gradient shrinks with depth. The ensemble lowers variance since errors cancel out."
        " A high learning rate makes the loss jump. Recall is important."
    )
    assert graded(text).points == 5


def test_a_long_run_of_terms_is_a_list() -> None:
    """With small words in it, as long as no article and no form of ``to be`` holds it together."""
    run = (
        "gradient of loss recall as far as overfitting noise with variance how of search only when"
        " everything ensemble of trees learning rate too small enough more data gap smaller"
    )
    score = graded(run)
    assert score.points == 0
    assert any("list of terms" in line for line in score.feedback)
    assert graded(run, "list").points == 7


def tied(answer: str) -> float | None:
    """The points for the first and the last of four things in one sentence."""
    evidence = {"sentence": ["timeouts", "odd values"]}
    criteria = [{"id": "c", "statement": "Says so.", "evidence": evidence}]
    source = {"id": "why", "format": "free_text", "stem": "Explain.", "rubric": criteria}
    return mli.grade(mli.make_item(source), answer).points


@pytest.mark.parametrize(
    "answer",
    [
        "The shadow run finds: timeouts, memory, empty columns, odd values.",
        "It shows, in advance, timeouts, and odd values.",
        "One sees timeouts, memory, and, odd values.",
    ],
)
def test_what_a_verb_brings_in_is_no_list_of_terms(answer: str) -> None:
    """Nor are one aside with a preposition before it, and a lone "and", entries of one."""
    assert tied(answer) == 1


def test_words_of_different_entries_are_not_tied() -> None:
    """Things that only stand beside each other."""
    assert tied("Timeouts, memory, empty columns, odd values, and the rest of it.") == 0
    assert tied("of timeouts, of memory, of empty columns, of drift, of odd values") == 0


@pytest.mark.parametrize(
    "answer",
    [
        "The ensemble lowers the variance because the errors of its trees cancel each other out.",
        "depth high -> gradient small; many trees -> variance low (errors cancel)",
        "Gradient shrinks. Recall rises. Variance falls. Overfitting stops. Noise averages out.",
    ],
)
def test_sentences_and_notes_are_none(answer: str) -> None:
    """Prose has articles and verbs, notes have signs or stops."""
    points = graded(answer).points
    assert points is not None
    assert points >= 1


@pytest.mark.parametrize(
    "odd",
    [
        "the of", "is are", "of in", "with of", "and or", "the each", "would is", "because and",
        "the what",
    ],
)  # fmt: skip
def test_pairs_that_never_stand_together(odd: str) -> None:
    """Three of them in one answer are enough; one alone may be a slip."""
    words = "layers learn slowly when gradients become small in early blocks"
    assert is_orderly(read_prose(f"{words} {odd} {words}."))
    assert not is_orderly(read_prose(f"{words} {odd} {words} {odd} {words} {odd} {words}."))


@pytest.mark.parametrize(
    "text",
    [
        "This is less than or equal to the bound, and it holds if and only if the slope is small.",
        "Its size can be taken care of by a test, and what it was in the past has to be known.",
        "It is what the team has at hand, and what they can be fairly sure of.",
    ],
)
def test_english_that_looks_odd_is_in_order(text: str) -> None:
    """Set phrases and stranded prepositions."""
    assert is_orderly(read_prose(" ".join([text] * 3)))


@pytest.mark.parametrize(
    "answer",
    [
        "Merge t and a first, as t a occurs most; then a with ta, so a b becomes ab at last.",
        "Each weld is looked at, and few slip by, but with so low a bar many are looked at idly.",
    ],
)
def test_letters_and_stranded_prepositions_are_in_order(answer: str) -> None:
    """``a`` among letters is no article, and a preposition may stand before a comma or ``so``."""
    assert is_orderly(read_prose(answer))
