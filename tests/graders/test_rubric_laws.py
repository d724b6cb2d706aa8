"""Laws of free-text grading, whatever the answer is: spans, bounds, sameness."""

import unicodedata
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli


def made(*evidence: Any, style: str = "prose", **rubric: Any) -> mli.Item:
    """An item with one criterion for each piece of evidence."""
    criteria = [
        {"id": f"c{index}", "statement": "Says so.", "points": index + 1, "evidence": tree}
        for index, tree in enumerate(evidence)
    ]
    return mli.make_item(
        {
            "id": "why",
            "format": "free_text",
            "stem": "What does the depth of a network do to the loss and its gradient?",
            "points": 6,
            "rubric": {"criteria": criteria, "answer_style": style, **rubric},
        }
    )


EVIDENCE: tuple[Any, ...] = (
    "gradient ~ <decrease>",
    {"relation": {"cause": "depth|deep", "effect": ["loss <increase>", "not converge"]}},
    {"at_least": 2, "of": ["recall", "precision", "naive model"]},
    {"formula": "y = F(x) + x"},
    {"sequence": ["split", "scale", "fit"]},
)
ITEMS = (
    made(*EVIDENCE),
    made(*EVIDENCE, style="list"),
    made(*EVIDENCE, style="formula", cap=3),
    made(
        *EVIDENCE,
        forbidden="oracle",
        misconceptions=[
            {"id": "m", "statement": "M.", "evidence": "overfit*", "effect": {"minus": 1}}
        ],
    ),
    made({"all": ["recall", {"clause": ["loss", "gradient"]}]}, "not recall ... gradient"),
)

WORDS = (
    "the", "a", "gradient", "gradients", "shrinks", "vanishes", "depth", "deep", "loss",
    "rises", "recall", "precision", "naïve", "naive", "model", "is", "not", "no",
    "never", "because", "so", "but", "and", "which", "leads", "to", "split", "scale",
    "fit", "oracle", "overfits", "y = F(x) + x", "y=x+F(x)", "maybe", "it", "wrong",
    "this is wrong", "it is a myth that", "scratch that", "the following is false",
    "none of this is true", "full marks", "gradeint", "recal", "→", "⇒", "\\frac{a}{b}",
    "𝑦", "ﬁt", "Σ", "ǅ", "İ", "ß",
)  # fmt: skip
ODD = (
    " ", "  ", "\n", "\n\n", "\n- ", "\t", ".", ". ", ", ", "; ", ": ", "!", "?", "…",
    "—", "\u200b", "\u200d", "\u0301", "\u20dd", "\u202e", "\u2066", "\ufeff", "\xad",
    "\x00", "\x85", "\u2028", "\u00a0", "👩‍🔬", "🇪🇺", "א", "سلام", "漢字", "ｆｉｔ",
    "e\u0301", "n\u0303", "'", "’", "\\", "$", "{", "}", "(", ")", "<", ">", "=", "^",
    "_", "|",
)  # fmt: skip
answers = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f" {word} "),
        st.sampled_from(ODD),
        st.text(max_size=4),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=examples(250))
@given(st.sampled_from(ITEMS), st.one_of(answers, st.text(max_size=80)))
def test_any_text_is_graded_within_bounds(item: mli.Item, answer: str) -> None:
    """No crash; evidence is quoted from the answer; points lie in their range and the bounds."""
    score = mli.grade(item, answer)
    assert score.problem is None
    assert score.status in ("needs_review", "unanswered")
    assert score.points is not None
    low, high = score.points_range
    assert 0 <= low <= score.points <= high <= item.points == score.max_points
    assert 0 <= score.confidence <= 1
    for part in score.criteria:
        assert part.points is not None
        assert 0 <= part.points <= part.max_points
        assert part.met is (part.points == part.max_points)
        for span in part.spans:
            assert 0 <= span.start < span.end <= len(answer)
            assert answer[span.start : span.end] == span.text
        if part.points:
            assert part.spans
        if part.quality is not None:
            assert 0 < part.quality <= 1
    assert score == mli.grade(item, answer)
    assert score == mli.ItemScore.model_validate_json(score.model_dump_json())


@settings(max_examples=30)
@given(st.lists(answers, min_size=2, max_size=4))
def test_earlier_answers_leave_no_trace(several: list[str]) -> None:
    """What was graded before does not change a score."""
    item = ITEMS[0]
    alone = [mli.grade(made(*EVIDENCE), answer) for answer in several]
    assert alone == [mli.grade(item, answer) for answer in several]
    assert alone[::-1] == [mli.grade(item, answer) for answer in reversed(several)]


SAID = {
    "The gradient shrinks in the early layers.": 1,
    "Deep networks make the loss rise, and the gradient shrinks too.": 3,
    "Because of the depth the loss goes up.": 2,
    "Recall counts, and so does precision.": 3,
    "The block computes y = F(x) + x, which passes the gradient on.": 4,
    "First one has to split the rows, then scale them, then fit the naïve model.": 5,
    "It is not the gradient that shrinks. It is the recall that falls, not precision.": 0,
    "Perhaps the gradient falls – with depth the loss rises – but nobody knows.": 3,
    "Widths matter most.": 0,
}
ANSWERS = tuple(SAID)
PLAIN = made(*EVIDENCE)


def points(answer: str, item: mli.Item = PLAIN) -> float | None:
    """What an answer earns, on the scale of the rubric."""
    score = mli.grade(item, answer)
    assert score.problem is None
    assert score.points is not None
    return round(score.points * 15 / 6, 9)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_answers_of_these_laws_earn_points(answer: str) -> None:
    """Laws on answers that earn nothing would say little."""
    assert SAID[answer] == points(answer)


#: sentences with no word of the rubric, none that denies, takes back or speaks to anybody
NEUTRAL = (
    "Many people have written about this in the last years.",
    "I have seen it at work.",
    "One should look at an example of it, such as a photograph of a street with cars.",
    "For instance, take a table with ten columns.",
    "That is what the book says on page twelve (second edition).",
    "Thanks for the question!",
    "In 2015, a team from Asia won a competition with it; the paper was cited often.",
    "→ see the figure",
    "Здесь ничего нет. 这里什么都没有。",
    "- a point of its own",
)
neutral = st.lists(st.sampled_from(NEUTRAL), min_size=1, max_size=5)


@settings(max_examples=60)
@given(st.sampled_from(ANSWERS), neutral, neutral, st.sampled_from((" ", "\n", "\n\n")))
def test_other_sentences_change_nothing(
    answer: str, before: list[str], after: list[str], space: str
) -> None:
    """Sentences without the rubric's words, before and after, keep the points."""
    assert SAID[answer] == points(space.join([*before, answer]))
    assert SAID[answer] == points(space.join([answer, *after]))
    assert SAID[answer] == points(space.join([*before, answer, *after]))


@settings(max_examples=50)
@given(st.sampled_from(ANSWERS), st.integers(2, 30), st.sampled_from((" ", "\n", "\n\n")))
def test_saying_it_again_changes_nothing(answer: str, times: int, space: str) -> None:
    """The whole answer twice or thirty times earns what it earns once."""
    assert SAID[answer] == points(space.join([answer] * times))


@pytest.mark.parametrize("times", [1, 2, 4, 10])
def test_terse_statements_are_statements(times: int) -> None:
    """A sentence without small words keeps its points beside others like it."""
    notes = [
        "Gradient shrinks.",
        "Adam converges quickly.",
        "Scaling helps.",
        "Weight decay prevents it.",
    ]
    assert points(" ".join(notes[:1] * times)) == 1
    assert points(" ".join(notes * times)) == 1


CHANGES = {
    "capitals": str.upper,
    "small letters": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "wide space": lambda text: text.replace(" ", "  "),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "lines": lambda text: text.replace(" ", "\n"),
    "around": lambda text: f" \n\t{text}\n\n",
    "Windows lines": lambda text: text.replace(" ", "\r\n"),
    "zero width": lambda text: "\u200b".join(text),
    "directions": lambda text: f"\u202b{text}\u202c",
    "curly quotes": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_writing_it_otherwise_changes_nothing(change: str, answer: str) -> None:
    """Case, composition, space and invisible signs keep the points."""
    assert SAID[answer] == points(CHANGES[change](answer))


@settings(max_examples=40)
@given(st.permutations([answer for answer in ANSWERS if SAID[answer]]))
def test_the_order_of_statements_does_not_matter(order: list[str]) -> None:
    """Statements that stand by themselves earn the same in any order."""
    assert points(" ".join(order)) == 15


@given(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_more_statements_earn_no_less(one: str, other: str) -> None:
    """Two answers without a denial in common earn at least what the better one earns."""
    if "not" in one + other:
        return
    assert points(f"{one} {other}") >= max(SAID[one], SAID[other])


SHORTCUT = made({"formula": "y = F(x) + x"}, style="formula")
signs = st.text("Fxy12=+-*^() ,.;\n\u00d7\u00b2\u00bd\u03b1\uff1d\ufb01", max_size=30)


@given(
    before=signs, written=st.sampled_from(("y = F(x) + x", "y=x+F(x)", "F(x)+x = y")), behind=signs
)
def test_a_formula_is_quoted_where_it_stands(before: str, written: str, behind: str) -> None:
    """The quote is the formula, whichever way its signs are traced back: with LaTeX or without."""
    text = f"{before}; {written} ; {behind}"
    plain, with_latex = (mli.grade(SHORTCUT, some).criteria[0] for some in (text, rf"{text} \,"))
    assert plain.met
    assert plain.spans == with_latex.spans
    assert plain.spans[0].text == text[plain.spans[0].start : plain.spans[0].end]
