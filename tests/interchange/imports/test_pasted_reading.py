"""Text and documents as they are pasted: numbers, letters, answers, and what is not understood."""

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


AIKEN = """\
What is 2 + 2?
A) 3
B) 4
ANSWER: B

Which is a loss,
if any?
a. MSE

b. R2
Answer: a
Feedback: It is to be minimised.
Which are ensembles?
A. Forest
B. Boosting
C. Stump
ANSWER: A, B
"""


def test_aiken(reading):
    """Strict and sloppy, one after the other; several right answers make a list."""
    found = reading(AIKEN, name="aiken.txt")
    assert found.kind == "aiken"
    assert [each.source["stem"] for each in found.items] == [
        "What is 2 + 2?",
        "Which is a loss,\nif any?",
        "Which are ensembles?",
    ]
    assert [each.source["format"] for each in found.items] == [
        "single_choice",
        "single_choice",
        "multi_select",
    ]
    assert found.items[1].source["explanation"] == "It is to be minimised."
    assert found.skipped == ()


def test_aiken_without_spaces(reading):
    """Options whose text follows the bracket at once, and questions that are not finished."""
    found = reading("Started only\nA) x1\nB) x2\n\nWhich?\nA)No\nB)Yes\nANSWER: B\n", "aiken")
    assert [mli.make_item(each.source).key for each in found.items] == ["yes"]
    assert [each.reason for each in found.skipped] == ["no option is marked as right"]


def test_bullets(source):
    """Options behind bullets count where the answer or a star tells one of them."""
    made = source("1. Which?\n- one\n- two\n- three\nAnswer: two", "text")
    assert [o["text"] for o in made["options"] if o.get("correct")] == ["two"]
    made = source("1. Which?\n• one\n• two *\n• three", "text")
    assert [o["text"] for o in made["options"] if o.get("correct")] == ["two"]
    made = source("1. Given\n- one row\n- two rows\nAnswer: a table", "text")
    assert made["format"] == "short_answer"


@pytest.mark.parametrize(
    "answer",
    ["Answer: B (it is so)", "Correct: B", "Correct option: b", "The answer is: B", "Ans: B"],
)
def test_ways_to_say_answer(source, answer):
    """The words before the letter, and what stands behind it."""
    made = source(f"1. Which?\n\na) one\n\nb) two\n\n{answer}", "text")
    assert [o["text"] for o in made["options"] if o.get("correct")] == ["two"]


def test_headings_of_questions(source):
    """A heading with the points, the question below it; a tolerance in brackets."""
    made = source("Question 1 (3 points)\nHow long?\nAnswer: 0.8 (± 0.1)\nUnit: s\n", "text")
    assert (made["stem"], made["points"]) == ("How long?", 3)
    assert (made["answer"], made["tolerance"], made["unit"]) == (0.8, {"absolute": 0.1}, "s")


def test_fields_that_are_noted(reading):
    """Fields without a place here, and values that are none, stand in notes."""
    text = "1. Is it?\nAnswer: true\nTopic: trees\nPoints: many\nDifficulty: odd\n"
    found = reading(text, "text")
    assert found.items[0].notes == (
        "points that are no number: many",
        "topic there: trees",
        "difficulty there: odd",
    )


def test_prose_and_code_answers(source):
    """A long answer, or one in lines of code, is a sample for a person to mark."""
    long = "because " * 13
    assert source(f"1. Why?\nAnswer: {long}", "text")["format"] == "free_text"
    made = source("1. Write it.\nType: essay\nRubric: It runs.\nAnswer:\n```\nx = 1\n```\n", "text")
    assert made["rubric"]["criteria"][0]["statement"] == "It runs."
    assert "x = 1" in made["sample_answer"]


def test_checked_boxes(source):
    """Boxes with a cross are right."""
    made = source("1. Which? Select all that apply.\n[x] one\n[ ] two\n- [X] three", "text")
    assert [o["text"] for o in made["options"] if o.get("correct")] == ["one", "three"]
    assert made["format"] == "multi_select"


def test_true_false_in_options(source):
    """Two options True and False make a statement to judge, with their feedback."""
    made = source("1. It is so.\na) True\nFeedback A: yes\nb) False\nAnswer: A", "text")
    assert (made["format"], made["answer"], made["feedback"]) == (
        "true_false",
        True,
        {"true": "yes"},
    )


KEYED = """Part I. Choices

1) Which is supervised?
A) clustering
B) ranking

2) Components of PCA are orthogonal.

Part II: Words and numbers

3) What does SVM stand for?
4) TP = 40, FP = 10. What is the precision?

ANSWER KEY
1. B
2. True
3. Support Vector Machine
4. 0.8
5. a spare one
"""


def test_answer_keys_of_words_and_numbers(reading):
    """A key may hold more than letters; what it holds becomes no question, headings no stem."""
    found = reading(KEYED, "text")
    sources = [each.source for each in found.items]
    assert [source["format"] for source in sources] == [
        "single_choice",
        "true_false",
        "short_answer",
        "numeric",
    ]
    assert sources[1]["stem"] == "Components of PCA are orthogonal."
    assert (sources[2]["accept"], sources[3]["answer"]) == (["Support Vector Machine"], 0.8)
    assert [each.place for each in found.skipped] == ["line 1", "line 9", "line 19"]


def test_questions_behind_a_key(reading):
    """A number with options below it begins a question, also behind a key."""
    text = "1. First?\nA. x\nB. y\n\nAnswer key\n1. B\n\n1. Second?\nA. z\nB. w\nAnswer: A\n"
    assert [each.source["stem"] for each in reading(text, "text").items] == ["First?", "Second?"]


VIETNAMESE = """ĐỀ KIỂM TRA

PHẦN I. TRẮC NGHIỆM

Câu 1 (2 điểm): Thuật toán nào có giám sát?
A. K-means
B. Hồi quy

Câu 2. PCA giảm số chiều.

ĐÁP ÁN
Câu 1: B
Câu 2: Đúng
"""


def test_numbers_in_vietnamese(reading):
    """``Câu 1:`` numbers a question, points may stand behind the number, ``ĐÁP ÁN`` heads a key."""
    first, second = (each.source for each in reading(VIETNAMESE, "text").items)
    assert (first["stem"], first["points"]) == ("Thuật toán nào có giám sát?", 2)
    assert [one["text"] for one in first["options"] if one.get("correct")] == ["Hồi quy"]
    assert (second["stem"], second["answer"]) == ("PCA giảm số chiều.", True)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("iii", ["scales"]), ("(ii)", ["needs no training"]), ("i, iii", ["stores", "scales"])],
)
def test_roman_options(source, answer, expected):
    """Options numbered i, ii, iii, indented or not, where the answer names them so."""
    found = source(
        "1. What is false of k-NN?\n\ti. stores\n\tii. needs no training\n\tiii. scales\n"
        f"Ans: {answer}\n",
        "text",
    )
    assert found["stem"] == "What is false of k-NN?"
    assert [one["text"] for one in found["options"] if one.get("correct")] == expected


def test_roman_statements_stay_in_the_stem(source):
    """Statements that lettered options speak of are no options."""
    found = source(
        "1. Which are true?\nI. trees split\nII. nets bend\nA. I only\nB. I and II\nAnswer: B\n",
        "text",
    )
    assert [one["text"] for one in found["options"]] == ["I only", "I and II"]
    assert "II. nets bend" in found["stem"]


@pytest.mark.parametrize(
    "told", ["The correct answer is B.", "Ans. B", "Answer – (b)", "Correct answer - B"]
)
def test_answers_without_a_colon(source, told):
    """Sentences and dashes that name the right option."""
    found = source(f"Question 3 of 10\nWhich?\nA) x\nB) y\n{told}\n", "text")
    assert found["stem"] == "Which?"
    assert [one["text"] for one in found["options"] if one.get("correct")] == ["y"]


def test_numbered_rows(source):
    """Numbers in front of rows to match are not part of them, unless they do not count up."""
    text = "1. Match.\n1 – epoch -> one pass\n2 – batch -> rows of a step\n"
    assert [row["text"] for row in source(text, "text")["rows"]] == ["epoch", "batch"]
    text = "1. Match.\n16 – base -> even\n81 – base -> odd\n"
    assert [row["text"] for row in source(text, "text")["rows"]] == ["16 – base", "81 – base"]


def test_labels_without_a_space(reading):
    """``1.What`` and ``A.text``, as they are typed in haste; numbers and initials stay."""
    text = (
        "1.What is ROC?\nA.a curve\nB.0.5\nAnswer:A\n2.Which two?\nE.coli grows here.\nA.x\tB.y\n"
        "C.z\nAnswer:AC\n3.5 is read\nas a number, and U.S. as it is.\nAnswer: 3\n"
    )
    first, second = (each.source for each in reading(text, "text").items)
    assert (first["stem"], first["options"][1]["text"]) == ("What is ROC?", "0.5")
    assert second["stem"] == "Which two?\nE.coli grows here."
    assert [one["text"] for one in second["options"] if one.get("correct")] == ["x", "z"]


MARKDOWN = """**1. What is cross-validation for?**

- A) speed
- B) **an estimate**
- C) order

---

### Question 2
Which uses `momentum`?

A. **Adam**
B. plain SGD

**Correct Answer: B**
**Explanation:** It *averages*.

### 3. ReLU(x) = max(0, __)

**Answer:** x
"""


def test_signs_of_markdown_around_labels(reading):
    """Headings, bold and bullets around labels are taken off; a bold option is the key."""
    one, two, three = (each.source for each in reading(MARKDOWN, "text").items)
    right = [option["text"] for option in one["options"] if option.get("correct")]
    assert (one["stem"], right) == ("What is cross-validation for?", ["an estimate"])
    right = [option["text"] for option in two["options"] if option.get("correct")]
    assert (right, two["explanation"]) == (["plain SGD"], "It \\*averages\\*.")
    assert (three["stem"], three["accept"]) == ("ReLU(x) = max(0, __)", ["x"])
