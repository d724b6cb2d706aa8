"""Folding of short answers and question texts."""

import sys
import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlinterview._text import fold, is_blank, one_edit_away, stem_fold

SHORT = st.text(alphabet="abB c", max_size=7)
MARKUP = st.text(alphabet="aQ1 .#*_`-[]()>~$\n\\'", max_size=40)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Adam", "aDAM"),
        ("Straße", "STRASSE"),
        ("  gradient \t\n descent ", "gradient descent"),
        ("gradient\u00a0descent", "gradient descent"),
        ("soft\u00admax", "softmax"),
        ("na\u00efve Bayes", "nai\u0308ve bayes"),
        ("\u201cbagging\u201d", '"bagging"'),
        ("\u00abbagging\u00bb", "'bagging'"),
        ("Bayes\u2019 rule", "Bayes' rule"),
        ("k-means", "k means"),
        ("k\u2011means", "K-Means"),
        ("bias\u2013variance trade-off", "bias-variance trade off"),
        ("na\u00efve-bayes", "nai\u0308ve bayes"),
        ("f1.", "f1"),
        ("0.5.", "0.5"),
        ("precision, recall ;", "Precision, recall"),
        ("yes...", "yes"),
    ],
)
def test_spellings_that_mean_the_same_fold_alike(left: str, right: str) -> None:
    """Case, space, composition, quotes, hyphens between letters and final marks are folded."""
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("C++", "C"),
        ("C#", "C"),
        ("-1", "1"),
        ("\u22121", "1"),
        ("0.5", "05"),
        (".5", "5"),
        ("f(x)", "f x"),
        ("[0, 1)", "[0, 1]"),
        ("x^2", "x2"),
        ("x\u00b2", "x2"),
        ("10%", "10"),
        ("a*b", "ab"),
        ("a_b", "ab"),
        ("a|b", "ab"),
        ("#include", "include"),
        ("a\u2212b", "a b"),
        ("1-2", "1 2"),
        ("x-1", "x 1"),
        ("a - b", "a b"),
        ("x\u207f-y", "x\u207f y"),
        ("r\u00e9sum\u00e9", "resume"),
        ("na\u00efve", "naive"),
        ("<=", "<"),
        ("k-means", "kmeans"),
        ("'", ""),
    ],
)
def test_what_carries_meaning_is_not_folded(left: str, right: str) -> None:
    """Operators, brackets, signs, decimal points, accents and superscripts stay."""
    assert fold(left) != fold(right)


@pytest.mark.parametrize("mark", [".", ";", ",", "...", ". ;"])
def test_an_answer_of_marks_alone_is_kept(mark: str) -> None:
    """A semicolon may be the answer, so the final mark of nothing else is no final mark."""
    assert mark == fold(f" {mark} ")


@given(st.text())
def test_fold_is_idempotent_and_normal(text: str) -> None:
    """Any text folds, folding twice changes nothing, and the result is NFC without outer space."""
    folded = fold(text)
    assert folded == fold(folded)
    assert folded == unicodedata.normalize("NFC", folded).strip()
    assert "  " not in folded


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_folded_as_any_other(text: str) -> None:
    """A word with an accent ahead of a text changes nothing about the rest of it."""
    assume(text.strip().strip(" .,;"))
    assert f"\N{LATIN SMALL LETTER E WITH ACUTE} {fold(text)}" == fold(
        f"\N{LATIN SMALL LETTER E WITH ACUTE} {text}"
    )


def test_fold_is_idempotent_on_every_character() -> None:
    """No character between hyphens or at the end needs a second fold."""
    assigned = (c for c in map(chr, range(sys.maxunicode + 1)) if c.isprintable() or c.isspace())
    texts = (f"a-{char}-b{char}." for char in assigned)
    assert not [text for text in texts if fold(fold(text)) != fold(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301\u0323" * 100_000,
        "a" + "\u0344" * 100_000,
        "a-" * 100_000,
        "[a](" * 50_000,
        "1. # " * 50_000,
        " " * 200_000 + "x",
        "*_`$" * 50_000,
    ],
    ids=["marks", "double marks", "hyphens", "links", "numbers", "space", "emphasis"],
)
def test_folding_takes_linear_time(text: str) -> None:
    """Texts made to be slow fold at once, and still need no second fold."""
    started = time.process_time()
    assert fold(text) == fold(fold(text))
    assert stem_fold(text) == stem_fold(stem_fold(text))
    assert time.process_time() - started < 5


@given(st.text(max_size=20))
def test_case_and_outer_space_never_matter(text: str) -> None:
    """A text and the same in another case with space around it fold alike."""
    assert fold(text) == fold(f" \n{text.casefold()}\t ")


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        (" \t\n\u00a0\u3000", True),
        ("\u200b \ufeff", True),
        (".", False),
        ("0", False),
    ],
)
def test_blank_text_is_white_or_invisible(text: str, blank: bool) -> None:
    """White space alone is no answer, a mark is one."""
    assert blank is is_blank(text)


def _edits(text: str, alphabet: str) -> set[str]:
    splits = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    inserts = {a + c + b for a, b in splits for c in alphabet}
    deletes = {a + b[1:] for a, b in splits if b}
    replaces = {a + c + b[1:] for a, b in splits if b for c in alphabet}
    swaps = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    return (inserts | deletes | replaces | swaps) - {text}


@given(SHORT, SHORT)
def test_one_edit_is_one_of_the_edits_written_out(a: str, b: str) -> None:
    """The linear test agrees with all inserts, deletes, replacements and swaps."""
    assert (b in _edits(a, "abB c")) is one_edit_away(a, b)
    assert one_edit_away(a, b) is one_edit_away(b, a)


@given(SHORT, st.data())
def test_every_edit_is_one_edit_away(text: str, data: st.DataObject) -> None:
    """Each text made by one edit is found, and a text is never one edit from itself."""
    edited = data.draw(st.sampled_from(sorted(_edits(text, "abBc"))))
    assert one_edit_away(text, edited)
    assert not one_edit_away(text, text)


@pytest.mark.parametrize(
    ("heading", "stem"),
    [
        ("Which loss fits?", "Which **loss** fits?"),
        ("3. Which loss fits", "Which loss fits?"),
        ("Q3: Which loss fits", "Which loss fits?"),
        ("# Which loss fits?", "> which _loss_ fits"),
        ("Pick one: a b", "Pick one:\n\n- a\n- b\n"),
        ("What does x = 1 print?", "What does\n\n```python\nx = 1\n```\n\nprint?"),
        ("See the docs now", "See [the docs](https://example.org/a) now"),
        ("(loss \u201cfits\u201d)", "loss `'fits'`"),
        ("What is x^2?", "What is $x^2$?"),
    ],
)
def test_headings_match_the_question_text(heading: str, stem: str) -> None:
    """Markdown markers, leading numbers and outer punctuation do not tell headings apart."""
    assert stem_fold(heading) == stem_fold(stem)


@pytest.mark.parametrize(
    ("left", "right"),
    [("k_means", "k means"), ("x < 3", "x > 3"), ("C++", "C"), ("top 3", "top")],
)
def test_different_question_texts_stay_apart(left: str, right: str) -> None:
    """What tells two questions apart is kept."""
    assert stem_fold(left) != stem_fold(right)


@given(st.text() | MARKUP)
def test_stem_fold_is_idempotent(text: str) -> None:
    """Any text folds, and folding twice changes nothing."""
    assert stem_fold(text) == stem_fold(stem_fold(text))
