"""A pasted exam of twelve questions, and the ways to write options, answers and fields."""

from pathlib import Path

import pytest

import mlinterview as mli

FILE = Path(__file__).parent / "files" / "pasted.txt"


@pytest.fixture(scope="module")
def pasted():
    return mli.read_questions(FILE, "text")


def item(pasted, number):
    return mli.make_item(pasted.items[number - 1].source)


def test_twelve_questions(pasted):
    """Eleven of twelve become items of these formats; the text is told for what it is."""
    assert [each.source["format"] for each in pasted.items] == [
        "single_choice",
        "multi_select",
        "single_choice",
        "true_false",
        "numeric",
        "short_answer",
        "matching",
        "free_text",
        "ordering",
        "single_choice",
        "numeric",
    ]
    assert mli.read_questions(FILE).kind == "text"


def test_choices(pasted):
    """Lettered options, the answer by letter, points in brackets, feedback of two lines."""
    made = item(pasted, 1)
    assert (made.stem, made.key, made.points) == (
        "What does weight decay do?",
        "it-shrinks-the-weights",
        2,
    )
    assert made.explanation == "It pulls weights towards zero\nat every step."
    assert item(pasted, 2).correct_ids == ("random-forest", "boosted-trees")


def test_code_is_kept(pasted):
    """Code in fences and indented code stand in fences."""
    assert item(pasted, 3).stem == "What is printed?\n\n```python\nprint(2 ** 3)\n```"
    assert item(pasted, 10).stem == "What does this code give?\n\n```\nx = [1, 2]\nlen(x)\n```"


def test_stars(pasted):
    """A star before or after the right option marks it."""
    assert [item(pasted, n).options[1].correct for n in (3, 10)] == [True, True]
    assert item(pasted, 10).options[1].text == "2"


def test_values(pasted):
    """True or false, numbers with a tolerance, ranges, words."""
    assert (item(pasted, 4).answer, item(pasted, 4).points) == (True, 0.5)
    assert [mli.grade(item(pasted, 5), value).points for value in (0.805, 0.81)] == [1, 0]
    assert item(pasted, 6).accept == ("recall", "sensitivity")
    assert item(pasted, 11).range == (20, 30)


def test_pairs_and_orders(pasted):
    """Arrows make rows; letters in order make steps."""
    assert item(pasted, 7).stem == "Match the symptom."
    assert [row.match for row in item(pasted, 7).rows] == ["underfitting", "overfitting"]
    assert [step.text for step in item(pasted, 9).steps] == ["split", "fit", "judge"]


def test_prose(pasted):
    """A sample answer makes free text that a person marks."""
    made = item(pasted, 8)
    assert (made.sample_answer, made.points) == (
        "The model has seen what it is to predict.",
        4,
    )


def test_what_is_not_understood(pasted):
    """Lines that belong to no question are listed with their number."""
    assert [(each.place, each.reason) for each in pasted.skipped] == [
        ("question 12, line 59", "no option is marked as right"),
        ("line 1", "not understood: Mid-term on machine learning"),
        ("line 63", "not understood: A word at the end."),
    ]


def test_answer_key_at_the_end(reading):
    """Answers listed at the end go to the questions of their numbers."""
    text = "1. First?\na) x1\nb) x2\n\n2. Second?\na) y1\nb) y2\n\nAnswer key\n1. B  2. A\n9. C\n"
    found = reading(text, "text")
    keys = [mli.make_item(each.source).key for each in found.items]
    assert keys == ["x2", "y1"]
    assert [each.reason for each in found.skipped] == ["not understood: 9. C"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("B", ["two"]),
        ("(b)", ["two"]),
        ("b) two", ["two"]),
        ("Two", ["two"]),
        ("A and C", ["one", "three"]),
        ("A, C.", ["one", "three"]),
        ("AC", ["one", "three"]),
        ("one; three", ["one", "three"]),
    ],
)
def test_ways_to_name_options(source, answer, expected):
    """Letters, texts, and lists of them."""
    made = source(f"1. Which?\na) one\nb) two\nc) three\nAnswer: {answer}", "text")
    assert [o["text"] for o in made["options"] if o.get("correct")] == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("42", {"answer": 42}),
        ("-3.5 ± 0.1", {"answer": -3.5, "tolerance": {"absolute": 0.1}}),
        ("5 +/- 2%", {"answer": 5, "tolerance": {"relative": 0.02}}),
        ("25%", {"answer": 25, "unit": "%"}),
        ("12 ms", {"answer": 12, "unit": "ms"}),
        ("1..2", {"range": [1, 2]}),
        ("1 to 2", {"range": [1, 2]}),
    ],
)
def test_ways_to_write_numbers(source, answer, expected):
    """Tolerances, units and ranges."""
    made = source(f"1. How much?\nAnswer: {answer}", "text")
    assert {name: made.get(name) for name in expected} == expected
    assert made["format"] == "numeric"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Which?\na) x\nb) y\nAnswer: D", "names an option that is not there: D"),
        ("1. Which?\na) x\nb) y\nAnswer: zebra", "none of the options: zebra"),
        ("1. Which?\na) True\nb) False", "neither true nor false"),
        ("1. Which?\nAnswer:", "an answer is announced"),
        ("1. Which?\na) x\nAnswer: a", "options expected"),
        ("1.\na) x\nb) y\nAnswer: a", "no question text"),
    ],
)
def test_reasons(reason, text, expected):
    """What no item can be made of says why."""
    assert expected in reason(text, "text")


def test_fields(source):
    """Fields by name; those without a place here are noted."""
    made = source(
        "1. Is it?\nTrue or false.\nAnswer: false\nTitle: A doubt\nID: a-doubt\nDifficulty: hard\n"
        "Reference: A book\nPoints: 3\n",
        "text",
    )
    assert {name: made[name] for name in ("id", "title", "difficulty", "references", "points")} == {
        "id": "a-doubt",
        "title": "A doubt",
        "difficulty": 3,
        "references": [{"title": "A book"}],
        "points": 3,
    }
    assert made["stem"] == "Is it?\nTrue or false."


def test_feedback_on_options(source):
    """Feedback behind each option is that option's; behind the last alone, the question's."""
    made = source("1. Which?\na) x1\n@ wrong\nb) x2\n@ right\nAnswer: B\nExplanation: so", "text")
    assert [option["feedback"] for option in made["options"]] == ["wrong", "right"]
    assert made["explanation"] == "so"
    made = source("1. Which?\na) x1\n*b) x2\nFeedback: because", "text")
    assert made["explanation"] == "because"
    made = source("1. Which?\na) x1\n*b) x2\nFeedback A: no", "text")
    assert made["options"][0]["feedback"] == "no"


def test_lists_in_stems(source):
    """Numbers that begin anew within a stem are part of it."""
    made = source("3. Given:\n1. a row\n2. a column\nwhat is it?\nAnswer: a table", "text")
    assert made["stem"].count("\n") == 3


def test_options_on_one_line(source):
    """Options behind wide spaces are as many."""
    made = source("1. Which?\na) x1   b) x2\tc) x3\nAnswer: c", "text")
    assert [option["text"] for option in made["options"]] == ["x1", "x2", "x3"]


def test_answer_on_the_next_line(source):
    """An answer may stand below its label, code too."""
    made = source("1. Which?\na) x1\nb) x2\nAnswer:\nB", "text")
    assert made["options"][1]["correct"] is True
