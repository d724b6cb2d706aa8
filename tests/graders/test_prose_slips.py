"""Slips in small words and between words that are as near; openers that say nothing."""

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.prose import read_prose
from mlinterview.graders._prose.slips import likeliest, small_word
from mlinterview.graders._prose.stems import stem, stemmed


def met(phrase: str, answer: str) -> bool:
    """Whether the answer meets a criterion of one phrase, quoted from it."""
    rubric = [{"id": "said", "statement": "Says so.", "evidence": phrase}]
    source = {"id": "why", "format": "free_text", "stem": "Explain.", "rubric": rubric}
    (part,) = mli.grade(mli.make_item(source), answer).criteria
    for span in part.spans:
        assert answer[span.start : span.end] == span.text
    return part.met is True


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("withut", "without"), ("becasue", "because"), ("taht", "that"), ("onyl", "only"),
        ("bfore", "before"), ("desn't", "doesn't"), ("nevver", "never"), ("evrey", "every"),
        ("whcih", "which"), ("nothng", "nothing"),
    ],
)  # fmt: skip
def test_small_words_are_mended(slip: str, word: str) -> None:
    """They are read as what they mean and quoted as they were typed."""
    assert small_word(slip, stem(slip)) == word
    prose = read_prose(f"It works {slip} loss.")
    assert prose.words[2] == word
    assert prose.quoted(2, 2)[2] == slip


@pytest.mark.parametrize("word", ["kant", "weir", "thn", "mre", "umbrella", "three", "loss", "x9"])
def test_names_and_other_words_are_left_alone(word: str) -> None:
    """Words that are spelt right, or could be a slip of two words."""
    assert small_word(word, stem(word)) is None


def test_a_denial_with_a_slip_denies() -> None:
    """A slip in ``without`` does not turn a claim round."""
    assert not met("labels ~ guess", "Letters get labels withotu any guess.")
    assert met("labels ~ not guess", "Letters get labels withotu any guess.")
    assert not met("dropout helps", "Dropout nevre helps.")


@pytest.mark.parametrize(
    ("word", "near", "best"),
    [
        ("evry", ["every", "very"], ["every"]),
        ("senen", ["seven", "seen"], ["seven", "seen"]),
        ("trian", ["train", "brian"], ["train"]),
        ("losss", ["loss", "lossy"], ["loss"]),
        ("lss", ["less", "loss"], ["less", "loss"]),
    ],
)
def test_the_likelier_slip_is_taken(word: str, near: list[str], best: list[str]) -> None:
    """The first letter is right; letters change places, fall out or are struck twice."""
    assert set(likeliest(word, near)) == set(best)


@given(st.lists(st.text("abcde", min_size=1, max_size=6), max_size=6), st.text("abcde", min_size=1))
def test_the_likeliest_are_among_the_near(near: list[str], word: str) -> None:
    """In any order; none where there is none."""
    best = likeliest(word, near)
    assert set(best) <= set(near)
    assert set(best) == set(likeliest(word, near[::-1]))
    assert bool(best) == bool(near)


LONG = ("gradient", "regularisation", "ensemble", "normalisation", "bootstrap", "calibration")


@settings(max_examples=examples(100))
@given(st.sampled_from(LONG), st.integers(1, 20), st.sampled_from(("swap", "drop", "double")))
def test_a_slip_in_a_word_of_the_rubric_still_matches(word: str, at: int, kind: str) -> None:
    """Wherever it stands behind the first letter, unless it makes another word."""
    at = 1 + at % (len(word) - 2)
    slip = {
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
    }[kind]
    assume(stem(slip) not in known_words())
    assert met(f"{word} helps", f"The {slip} helps.")


OPENERS = ("Well, ", "Basically, ", "In my opinion, ", "As far as I know, ", "I think that ",
           "To be honest, ", "Well, I believe that ")  # fmt: skip


@given(st.sampled_from(OPENERS), st.sampled_from(("\n", " ", "\n\n")))
def test_openers_say_nothing(opener: str, space: str) -> None:
    """No word of theirs matches, and what follows is quoted in its place."""
    text = f"{opener}recall rises.{space}{opener}far fewer nodes are visited."
    assert not met("know|opinion|well|honest|think|believe", text)
    prose = read_prose(text)
    assert prose.words[:2] == ["recall", "rises"]
    assert prose.words[2:] == ["far", "fewer", "nodes", "are", "visited"]
    assert met("far fewer", text)


def test_openers_within_a_sentence_stay() -> None:
    """There they may be what is said."""
    assert "well" in read_prose("It does well, and I think that it is far.").words
    assert "think" in read_prose("I do not think that recall rises.").words


def test_stems_that_are_written_down_are_those_worked_out() -> None:
    """The file of known words is up to date with the stemmer."""
    written = {form: base for base, forms in known_words().items() for form in forms}
    assert written == {form: stemmed(form) for form in written}
