"""What a text is made of, as the rules see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.lint._markup import literal_fold, prose, segments, sentences, tokens, words

TEXTS = st.text(alphabet="ab 1.$`*_\\\n{}[]()~#é好", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, here.", ["Plain", "words", "here"]),
        ("A *bold* **claim** with _stress_", ["A", "bold", "claim", "with", "stress"]),
        ("a_b and 2*3", ["a", "b", "and", "2", "3"]),
        ("k-means isn't 0.5 of 1,000", ["k-means", "isn't", "0.5", "of", "1,000"]),
        ("The loss $L = \\frac{a}{b}$ falls", ["The", "loss", "falls"]),
        ("It costs $3 and $5 now", ["It", "costs", "3", "and", "5", "now"]),
        ("A price of \\$3 and \\$4", ["A", "price", "of", "3", "and", "4"]),
        ("Call `np.mean(x)` once", ["Call", "once"]),
        ("Run\n\n```python\nx = 1\n```\n\nthen stop", ["Run", "then", "stop"]),
        ("Run\n~~~\nx = 1", ["Run"]),
        ("See [the page](https://x.org/a) ![no](y.png) https://z.org", ["See", "the", "page"]),
        ("# Head\n- one\n> two", ["Head", "one", "two"]),
        ("Fill {{blank}} in", ["Fill", "in"]),
        ("机器学习 is ML", ["机", "器", "学", "习", "is", "ML"]),
        ("", []),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    """Markdown, math and code are left out; a number or a compound is one word."""
    assert expected == list(words(text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The  Loss.", "the loss", True),
        ("The `Loss`", "the `Loss`", True),
        ("The `Loss`", "the `loss`", False),
        ("Is $X$", "is $X$.", True),
        ("Is $X$", "is $x$", False),
        ("Is x", "is $x$", False),
        ("```\na = 1\n```", "```python\na = 1  \n```\n", True),
        ("```\na = 1\n```", "```\na  = 1\n```", False),
    ],
)
def test_literal_fold(one: str, other: str, same: bool) -> None:
    """Prose is folded as short answers are, code and math stand as they are."""
    assert same == (literal_fold(one) == literal_fold(other))


def test_sentences() -> None:
    """A decimal point ends no sentence, an empty line does, and code is in none."""
    text = "It is 0.5 here. So what? No\n\nA new *paragraph*\nof `two.` lines."
    expected = ["It is 0.5 here.", "So what?", "No", "A new paragraph of lines."]
    assert list(sentences(text)) == expected


@given(TEXTS)
def test_any_text(text: str) -> None:
    """Every text can be cut up; no part is empty, and prose has no line breaks."""
    assert all(part for _, part in segments(text))
    assert "\n" not in prose(text)
    assert literal_fold(text) == literal_fold(text.replace(" ", "  ").replace("  ", " "))
    assert len(tokens(text)) <= len(text)
