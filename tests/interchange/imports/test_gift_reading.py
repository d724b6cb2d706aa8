"""GIFT: the whole grammar, and what is said of the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.interchange._gift_text import pieces, plain

FILE = Path(__file__).parent / "files" / "course.gift"


@pytest.fixture(scope="module")
def course():
    return mli.read_questions(FILE)


def item(course, number):
    return course.items[number].source


def test_the_kind_is_told(course):
    """A file that ends in .gift is read as GIFT."""
    assert course.kind == "gift"


def test_names_ids_tags_and_feedback(course):
    """A title, an id and a level from a comment; weights of options are told in notes."""
    assert item(course, 0) == {
        "id": "bias-of-a-stump",
        "title": "Bias of a stump",
        "format": "single_choice",
        "difficulty": 2,
        "stem": "A decision stump fits **badly** even on its training rows: what is high?",
        "options": [
            {"id": "bias", "text": "bias", "correct": True, "feedback": "A stump is too simple."},
            {
                "id": "variance",
                "text": "variance",
                "feedback": "Many samples would give the same stump.",
            },
            {"id": "noise", "text": "noise"},
            {"id": "both", "text": "both"},
        ],
        "explanation": "The error on the training rows {and not the gap} is large.",
        "status": "draft",
    }
    assert course.items[0].notes == (
        "options that earned part of the points earn none here: both (0.25)",
        "a wrong option took points away, down to -0.5 of the points; here the scheme decides",
        "category there: course/generalisation",
        "tags there: trees",
    )


def test_several_right_options(course):
    """Shares that are those of the usual policy need no word."""
    assert [o.get("correct", False) for o in item(course, 1)["options"]] == [
        True,
        True,
        False,
        False,
    ]
    assert course.items[1].notes == ("category there: course/generalisation",)


def test_true_and_false(course):
    """The first feedback is for the wrong response, the second for the right one."""
    assert item(course, 2)["answer"] is True
    assert item(course, 2)["feedback"] == {
        "false": "It would make answers random.",
        "true": "Right.",
    }


def test_short_answers_in_a_gap(course):
    """Words with full marks are accepted, with a wildcard as a pattern; the gap is a line."""
    made = mli.make_item(item(course, 3))
    assert made.stem == ("The share of positives that are found is called _____ in medicine.")
    assert made.accept == ("recall", "sensitivity")
    points = {"Recall": 1, "true positive rate": 1, "hit share": 0}
    assert {text: mli.grade(made, text).points for text in points} == points
    assert "'hit share' earned 0.4 of the points; here it is wrong" in course.items[3].notes


def test_matching(course):
    """A pair without a left side is an option that serves no row."""
    made = item(course, 4)
    assert [row["match"] for row in made["rows"]] == ["underfitting", "overfitting"]
    assert [option["text"] for option in made["options"]] == [
        "underfitting",
        "overfitting",
        "leakage",
    ]


@pytest.mark.parametrize(
    ("number", "shares"),
    [
        (5, {8: 1, 12: 1, 7.9: 0}),
        (6, {0.5: 1, 1: 1, 1.01: 0}),
        (7, {0.333: 1, 0.3335: 1, 0.335: 0, 0.33: 0}),
    ],
)
def test_numbers(course, number, shares):
    """A tolerance and a range have their bounds included."""
    made = mli.make_item(item(course, number))
    assert {value: mli.grade(made, value).points for value in shares} == shares


def test_a_second_number_is_noted(course):
    """What no tolerance of ours expresses is said."""
    assert course.items[7].notes[0] == (
        "0.33 (within 0.005) earned 0.5 of the points; here it is wrong"
    )


def test_essays_are_marked_by_a_person(course):
    """An empty pair of braces asks for prose."""
    made = mli.make_item(item(course, 8))
    assert made.format == "free_text"
    assert mli.grade(made, "Because it would be fitted.").status == "needs_review"


def test_orders(course):
    """Steps stand in right order; the way of grading is named."""
    assert [step["text"] for step in item(course, 9)["steps"]] == [
        "split the rows",
        "fit on the training part",
        "judge on the rest",
    ]
    assert course.items[9].notes[0] == (
        "scored as there by a scheme with ordering: {policy: all_or_nothing}"
    )


def test_questions_without_an_empty_line(course):
    """Two questions on neighbouring lines are parted, and that is said."""
    assert [item(course, n)["stem"] for n in (10, 11)] == [
        "Which loss is squared?",
        "Which loss is absolute?",
    ]
    assert course.items[10].notes[0] == ("no empty line between questions: parted after the answer")


def test_declared_formats(course):
    """Markdown stays, plain text is escaped, and nothing foreign becomes a slot."""
    assert item(course, 12)["stem"] == "What does `a[0]` give in **Python**?"
    assert item(course, 13)["stem"] == r"What is \*p and {\=n}?"


def test_what_is_skipped(course):
    """A description and a brace that does not close, each with its line."""
    assert [(each.place, each.reason) for each in course.skipped] == [
        ("question 11, line 43", "a description, which asks nothing"),
        (
            "question 14, line 48",
            "braces that do not close, or stand within each other (write \\{ and \\})",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q {~a ~b}", "no option is marked as right"),
        ("Q {=a =b ~c}", "2 options are right where one may be chosen: a; b"),
        ("Q {#x}", "no number"),
        ("Q {#5..1}", "a range from low to high expected, found 5..1"),
        ("Q {=a -> b =c}", "a pair without '->': c"),
        ("Q {=a} and {=b}", "a second answer in braces within one question"),
        ("{=a ~b}", "no question text"),
        ("Q {=%50%a}", "no answer earns full marks"),
        ("Q {=a -> b}", "fewer than two different options to match to"),
    ],
)
def test_reasons(reason, text, expected):
    """What no item can be made of says why."""
    assert expected in reason(text, "gift")


def test_marks_and_line_ends(source):
    """A byte-order mark and the line ends of Windows change nothing."""
    made = source("\ufeff::T::What\r\nis it? {\r\n=a\r\n~b\r\n}\r\n", "gift")
    assert (made["title"], made["stem"]) == ("T", "What\\\nis it?")


def test_empty_options(reading):
    """An option of nothing is left out, and that is said."""
    found = reading("Which? {=x1 ~ ~x2}", "gift")
    assert [option["text"] for option in found.items[0].source["options"]] == ["x1", "x2"]
    assert found.items[0].notes == ("an empty option was left out",)


def test_code_page(reading):
    """Files of Windows that are not UTF-8 are read in its code page."""
    found = reading("Naïve Bayes? {T}".encode("cp1252"), "gift")
    assert found.items[0].source["stem"] == "Naïve Bayes?"


_PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), min_size=1
)


@given(_PLAIN)
def test_escapes_come_back(text):
    """Any text whose signs are escaped as the format asks comes out as it went in."""
    escaped = "".join("\\" + sign if sign in "\\:#={}~" else sign for sign in text)
    found = list(pieces(f"Q {{={escaped}}}"))
    assert [plain(piece.answer).removeprefix("=").strip() for piece in found] == [
        text.strip()
    ] or not (text.strip())
