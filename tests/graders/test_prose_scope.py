"""How far a denial reaches: left-out verbs, relative clauses, two denials in a row, whole texts."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import read_prose


def denied(text: str) -> str:
    """The words that the text denies."""
    prose = read_prose(text)
    mark_denials(prose)
    return " ".join(word for word, by in zip(prose.words, prose.negated, strict=True) if by >= 0)


def graded(answer: str, evidence: Any) -> mli.ItemScore:
    """The score for one criterion worth a point."""
    criteria = [{"id": "said", "statement": "Says so.", "evidence": evidence}]
    return mli.grade(
        mli.make_item(
            {"id": "why", "format": "free_text", "stem": "Why?", "rubric": {"criteria": criteria}}
        ),
        answer,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Precision rises, and recall does not.", "recall"),
        ("Precision rises, recall doesn't.", "recall"),
        ("Ridge needs it, but the random forest cannot.", "random forest"),
        ("Precision rises and recall is high, and in the test it does not.", ""),
        ("Precision rises and recall does not.", ""),  # one clause: its verb stands there
        ("It helps, in validation recall does not.", ""),
    ],
)
def test_a_verb_left_out_behind_the_denial(text: str, words: str) -> None:
    """The subject of the clause is denied; a subject in another clause or none is not."""
    assert denied(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Gates at one could not never forget.",
        "The net is not unable to forget.",
        "It does not lack labels.",
        "The gain is not without cost.",
        "The tail has not no labels.",
        "It cannot never forget.",
    ],
)
def test_two_denials_in_a_row_take_each_other_away(text: str) -> None:
    """Behind the second one nothing is denied."""
    assert denied(text).split()[-1:] != text.rstrip(".").split()[-1:]


def test_denials_of_different_things_do_not() -> None:
    """Words that carry meaning stand between them, or a stop."""
    assert denied("It does not mean that nobody forgets.").endswith("forgets")
    assert denied("No, it does not forget.").endswith("forget")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No rebuild -> the memory grows.", "rebuild"),
        ("A forest can go without, since a node asks for one feature.", ""),
        ("They are shown to nobody; so purchases cannot respond.", "respond"),
        ("With 30 instead of 5 the chance rises.", "5"),
        ("20,000 instead of 2,000 make it narrower.", "2,000"),
        ("Readers keep the label even where it is wrong.", ""),
        ("It inspects more sound ones for nothing.", ""),
        ("It will not, in general, forget.", "forget"),
        ("Run it without any model and time each step.", "any model and"),
        ("Use stumps instead of trees and stop early.", "trees and"),
        ("It works without errors and delays.", "errors and delays"),
        ("Without decay you overshoot the minimum.", "decay"),
        ("The recall of not-urgent letters rises.", "urgent"),
        ("The loss is not-a-number now.", ""),
        ("They start at almost nothing and have 40 rounds.", ""),
        ("It goes to nothing and stays there.", ""),
        ("They accept it, even if it is not correct.", "correct"),
        ("Readers accept it when the label is not true.", "true"),
        ("Errors that nobody corrected are now the truth.", "corrected"),
        ("It says that no one can predict it.", "one can predict it"),
        ("Thirty avoided no-shows yield 1,800 euro.", ""),
        ("No-one corrected the label.", "one corrected the label"),
        ("Without giving it they fail.", "giving it"),
        ("What cannot be saved is the forward pass.", "be saved"),
        ("Bias it does not lower, that rises.", "lower"),
        ("It does not mean, that recall is high.", "mean that recall is high"),
    ],
)
def test_a_denial_ends(text: str, words: str) -> None:
    """At an arrow, at a comma, behind a noun that another follows, before a conclusion."""
    assert denied(text) == words


@pytest.mark.parametrize(
    ("text", "phrase", "points"),
    [
        ("Throughput rises, the speed of a user does not, it falls.", "user ~ falls", 1),
        ("Throughput rises, the speed of a user does not, it falls.", "user ~ rises", 0),
        ("Logit three goes up, the others don't, they go down.", "others ~ down", 1),
        ("Logit three goes up, the others don't, they go down.", "others ~ up", 0),
        ("Precision rises, recall does not, we think.", "recall ~ rises", 0),
    ],
)
def test_a_denial_taken_up_by_a_pronoun(text: str, phrase: str, points: int) -> None:
    """What holds instead is claimed of the subject, and the verb before is not."""
    assert graded(text, phrase).points == points


@pytest.mark.parametrize(
    "text", ["It proves nothing.", "The logs tell nothing of the others.", "That shows nothing."]
)
def test_nothing_denies_the_verb_before_it(text: str) -> None:
    """``proves nothing`` and ``does not prove`` are one."""
    assert graded(text, "not prove|tell|show").points == 1
    assert graded(text, "proves|tell|shows nothing").points == 1
    assert graded(text, "prove|tell|show").points == 0


def test_a_relative_clause_keeps_its_denial() -> None:
    """The verb of the main clause stands outside of it."""
    text = "Columns that do not help are drowning the signal."
    assert denied(text) == "help"
    assert denied("Columns which never help will drown it.") == "help"
    assert "trained" in denied("It says that nobody has trained it.")


def test_an_adverb_is_no_subject() -> None:
    """What is said with ``and`` behind an adverb is denied too; a new subject is not."""
    assert denied("The accuracy is not noisy and usually lower.") == "noisy and usually lower"
    assert denied("It is not noisy and recall rises.") == "noisy and"


def test_what_is_not_to_be_forgotten_is_asked_for() -> None:
    """``Not to be forgotten`` denies nothing."""
    assert denied("Not to be forgotten is the old model.") == ""


@pytest.mark.parametrize(
    "answer",
    [
        "It is not true that recall is low.",
        "It is not the case that it has a low recall.",
        "I do not think that it is the recall that is low.",
    ],
)
def test_no_phrase_borrows_a_word_of_the_denial(answer: str) -> None:
    """``It`` of ``it is not true`` may match, and the claim stays denied."""
    assert graded(answer, "it ~ recall ~ low").points == 0


def test_a_not_of_one_side_denies_what_stands_within() -> None:
    """``not ... illness`` beside ``care`` wants the care claimed, not denied by the same word."""
    evidence = "spending ~ care ~ not ... illness"
    assert graded("Spending measures care and not the illness.", evidence).points == 1
    assert graded("Spending is not a trace of care received, of illness.", evidence).points == 0


CLAUSES = (
    "the gradient does not shrink",
    "recall cannot rise",
    "no layer learns",
    "the variance never falls",
    "it is not the case that the loss rises",
    "precision isn't high",
    "nobody trains the net",
)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(CLAUSES), min_size=6, max_size=12),
    st.sampled_from((", ", ". ", "; ", ", because ")),
)
def test_an_answer_that_denies_throughout_states_nothing(clauses: list[str], link: str) -> None:
    """Whatever the clauses are and whatever links them; the feedback says so."""
    text = link.join(clauses) + "."
    score = graded(
        text, ["not shrink", "not rise", "layer", "variance", "loss", "precision", "net"]
    )
    assert score.points == 0
    assert any("early every clause" in line for line in score.feedback)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=6),
    st.integers(min_value=4, max_value=8),
)
def test_some_denials_leave_the_answer_alone(clauses: list[str], more: int) -> None:
    """With claims between them an answer is read as before."""
    claims = [f"layer {number} keeps the signal" for number in range(more)]
    text = ". ".join([*clauses, *claims]) + "."
    score = graded(text, "layer ~ signal")
    assert score.points == 1
    assert not any("early every clause" in line for line in score.feedback)
