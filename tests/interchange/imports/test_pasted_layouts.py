"""Layouts of pasted questions: Aiken, bullets, keys at the end, other languages, Markdown."""

import pytest

import mlinterview as mli

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
