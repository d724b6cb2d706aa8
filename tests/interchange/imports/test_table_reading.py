"""Tables: headings of other tools, our own exports, and spreadsheets."""

import csv
import io
import json

import openpyxl
import pytest

import mlinterview as mli


def table(*rows, delimiter=","):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def items(found):
    return [mli.make_item(each.source) for each in found.items]


def test_options_in_columns(reading):
    """Answers by letter, by text and by number; rows above the headings are passed over."""
    found = reading(
        table(
            ["A quiz", "", "", "", "", ""],
            ["Question", "Answer 1", "Answer 2", "Answer 3", "Time limit", "Correct answer(s)"],
            ["Which is a loss?", "MSE", "R2", "MAP", "20", "1"],
            ["Which are losses?", "MSE", "MAE", "MAP", "", "1,2"],
            ["Which is a metric?", "MSE", "MAE", "MAP", "", "map"],
        ),
        name="quiz.csv",
    )
    made = items(found)
    assert [item.format for item in made] == ["single_choice", "multi_select", "single_choice"]
    assert [item.correct_ids for item in made] == [("mse",), ("mse", "mae"), ("map",)]
    assert found.items[0].notes == ("the column 'Time limit' was left out",)


def test_other_headings(reading):
    """Semicolons, letters as headings, points, feedback by option, an explanation."""
    found = reading(
        table(
            ["stem", "a", "b", "feedback_a", "key", "explanation", "points"],
            ["Is it x?", "x1", "x2", "no", "B", "since", "2"],
            ["Is 1 + 1 = 2?", "", "", "", "TRUE", "", ""],
            ["How many?", "", "", "", "3.5", "", ""],
            delimiter=";",
        ),
        "csv",
    )
    made = items(found)
    assert [item.format for item in made] == ["single_choice", "true_false", "numeric"]
    assert (made[0].points, made[0].explanation, made[0].options[0].feedback) == (2, "since", "no")


def test_wrong_answers_in_columns(reading):
    """Where columns hold wrong answers, the right one is the answer's."""
    found = reading(
        table(
            ["question", "correct answer", "incorrect answer 1", "incorrect answer 2"],
            ["Which?", "yes", "no", "maybe"],
        ),
        "csv",
    )
    assert items(found)[0].correct_ids == ("yes",)


def test_options_in_one_cell(reading):
    """Options may stand in one cell, a line each or behind bars; HTML is read as such."""
    found = reading(
        table(
            ["Prompt", "Choices", "Correct option"],
            ["<p>Which <b>one</b>?</p>", "A) x1\nB) x2", "A"],
            ["Which?", "x1|x2", "x2"],
        ),
        "csv",
    )
    assert [item.correct_ids for item in items(found)] == [("x1",), ("x2",)]
    assert items(found)[0].stem == "Which **one**?"


def test_named_columns(reading):
    """Columns that no heading tells are named."""
    content = table(["Frage", "Lösung"], ["Wie viele?", "3"])
    with pytest.raises(mli.ExchangeError, match=r"no row of headings .* found Frage, Lösung"):
        reading(content, "csv")
    found = reading(content, "csv", columns={"question": "Frage", "answer": "Lösung"})
    assert items(found)[0].answer == 3
    with pytest.raises(mli.ExchangeError, match="no column holds 'x'"):
        reading(content, "csv", columns={"x": "Frage"})


def test_rows_that_make_no_item(reading):
    """Each is listed with its number."""
    found = reading(
        table(["question", "a", "b", "answer"], ["", "x", "y", "a"], ["Which?", "x", "y", ""]),
        "csv",
    )
    assert [(each.place, each.reason) for each in found.skipped] == [
        ("row 2", "no question text"),
        ("row 3", "no option is marked as right"),
    ]


def test_spreadsheets(reading):
    """XLSX files are read as CSV files are."""
    book = openpyxl.Workbook()
    book.active.append(["Question", "A", "B", "Answer"])
    book.active.append(["Which?", "x1", "x2", "B"])
    book.active.append(["How much?", None, None, 0.25])
    file = io.BytesIO()
    book.save(file)
    found = reading(file.getvalue(), name="quiz.xlsx")
    assert found.kind == "xlsx"
    assert items(found)[0].correct_ids == ("x2",)
    assert items(found)[1].answer == 0.25


HEAD = ["id", "format", "title", "topics", "points", "question", "answer", "tolerance", "unit"]
HEAD += ["more", "option_a", "option_b", "option_c", "row_1", "row_2", "feedback_a"]


def own(**cells):
    return table(HEAD, [cells.get(name, "") for name in HEAD])


OWN = [
    (
        {
            "format": "multi_select",
            "answer": "a; c",
            "option_a": "'=x",
            "option_b": "y",
            "option_c": "z",
            "feedback_a": "yes",
            "more": json.dumps(
                {"options": [{"id": "one"}, {"misconception": "m"}, {"fixed": True}]}
            ),
        },
        {
            "options": [
                {"id": "one", "text": "=x", "feedback": "yes", "correct": True},
                {"id": "option-y", "text": "y", "misconception": "m"},
                {"id": "option-z", "text": "z", "fixed": True, "correct": True},
            ]
        },
    ),
    ({"format": "true_false", "answer": "false"}, {"answer": False}),
    (
        {
            "format": "matching",
            "answer": "1=b; 2=a",
            "option_a": "cat",
            "option_b": "dog",
            "row_1": "woof",
            "row_2": "meow",
        },
        {
            "rows": [
                {"id": "woof", "text": "woof", "match": "dog"},
                {"id": "meow", "text": "meow", "match": "cat"},
            ]
        },
    ),
    (
        {"format": "ordering", "answer": "b; a", "option_a": "last", "option_b": "first"},
        {"steps": [{"id": "first", "text": "first"}, {"id": "last", "text": "last"}]},
    ),
    ({"format": "numeric", "answer": "0.1..1e-05"}, None),
    ({"format": "numeric", "answer": "1e-05..0.1"}, {"range": [1e-05, 0.1]}),
    (
        {"format": "numeric", "answer": "250", "tolerance": "1.5%", "unit": "ms"},
        {"answer": 250, "tolerance": {"relative": 0.015}, "unit": "ms"},
    ),
    ({"format": "numeric", "answer": "2", "tolerance": "3 digits"}, {"tolerance": {"digits": 3}}),
    (
        {"format": "short_answer", "answer": "recall\ntrue rate"},
        {"accept": ["recall", "true rate"]},
    ),
    (
        {
            "format": "free_text",
            "answer": "So.",
            "more": '{"rubric": [{"id": "a", "statement": "Says so."}]}',
        },
        {"sample_answer": "So."},
    ),
]


@pytest.mark.parametrize(("cells", "expected"), OWN)
def test_own_tables(reading, cells, expected):
    """The columns of our own export give the item back."""
    found = reading(
        own(id="an-id", question=r"Is \(it\) so?", points="2", topics="x", **cells), "csv"
    )
    if expected is None:
        assert "range" in found.skipped[0].reason
        return
    source = found.items[0].source
    assert {name: source[name] for name in expected} == expected
    assert (source["id"], source["points"], source["stem"]) == ("an-id", 2, r"Is \(it\) so?")
    assert found.items[0].notes == ("topics there: x",)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"format": "single_choice", "answer": "d", "option_a": "x", "option_b": "y"}, "no such"),
        ({"format": "true_false", "answer": "maybe"}, "true or false expected"),
        ({"format": "matching", "answer": "7=a", "option_a": "x", "row_1": "r"}, "such as 1=b"),
        (
            {"format": "ordering", "answer": "a", "option_a": "x", "option_b": "y"},
            "every step once",
        ),
        ({"format": "numeric", "answer": "inf"}, "finite"),
        ({"format": "numeric", "answer": "1", "tolerance": "x%"}, "a tolerance such as"),
        ({"format": "riddle"}, "no format named 'riddle'"),
        ({"format": "true_false", "answer": "true", "more": "{"}, "no JSON that can be read"),
        ({"format": "true_false", "answer": "true", "more": "[]"}, "no JSON mapping"),
        ({"format": "true_false", "answer": "true", "more": "[" * 50_000}, "no JSON"),
    ],
)
def test_own_tables_with_faults(reason, cells, expected):
    """A cell that somebody broke leaves the row out, with the reason."""
    assert expected in reason(own(question="Is it?", **cells), "csv")


def test_hints_in_headings_and_types(reading):
    """Hints behind a dash, kinds of questions by name, words to be typed in option columns."""
    found = reading(
        table(
            [
                "Question - max 120 characters",
                "Type",
                "Option 1 - max 75",
                "Option 2",
                "Correct - one",
            ],
            ["Which?", "Checkbox", "x1", "x2", "1"],
            ["What is it called?", "Fill-in-the-Blank", "recall", "hit rate", ""],
            ["Why?", "Open-Ended", "", "", ""],
        ),
        "csv",
    )
    made = items(found)
    assert [item.format for item in made] == ["multi_select", "short_answer", "free_text"]
    assert made[1].accept == ("recall", "hit rate")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("Option B", ("yes",)), ("choice 2", ("yes",)), ("Option A, Option C", ("nay", "option-a"))],
)
def test_answers_that_call_a_letter_an_option(reading, answer, expected):
    """``Option B`` is the letter, unless an option reads so."""
    head = ["Question", "Option A", "Option B", "Option C", "Correct Answer"]
    found = reading(table(head, ["Which?", "nay", "yes", "Option A", answer]), name="quiz.csv")
    assert items(found)[0].correct_ids == expected


def test_an_option_that_reads_like_a_name(reading):
    """The text of an option comes before the name of another."""
    head = ["Question", "Option A", "Option B", "Correct Answer"]
    found = reading(table(head, ["Which?", "x", "Option A", "Option A"]), name="quiz.csv")
    assert items(found)[0].correct_ids == ("option-a",)
