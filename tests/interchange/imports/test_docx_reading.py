"""Word documents: lists that Word numbers, bold keys, fonts for code, pictures, tables."""

import base64
import io

import docx
import pytest
from docx.shared import Inches

import mlinterview as mli

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add(document, *runs, style=None):
    """A paragraph of runs: texts, or texts with ``b``, ``i`` or ``code``."""
    paragraph = document.add_paragraph(style=style)
    for run in runs:
        text, kind = run if isinstance(run, tuple) else (run, "")
        made = paragraph.add_run(text)
        made.bold = True if kind == "b" else None
        made.italic = True if kind == "i" else None
        if kind == "code":
            made.font.name = "Courier New"
    return paragraph


def test_bold_is_the_key(reading):
    """Without an answer line the option that is bold is right; emphasis in stems stays."""
    document = docx.Document()
    add(
        document,
        "1. What does ",
        ("x = 1", "code"),
        " do in ",
        ("Python", "i"),
        " ",
        ("now", "b"),
        "?",
    )
    add(document, "a) it compares")
    add(document, ("b) it assigns", "b"))
    add(document, "c) ", ("it ", "b"), "prints")
    found = reading(saved(document), name="quiz.docx")
    made = mli.make_item(found.items[0].source)
    assert found.kind == "docx"
    assert made.stem == "What does `x = 1` do in *Python* **now**?"
    assert (made.key, made.options[1].text) == ("it-assigns", "it assigns")
    assert made.options[2].text == "**it** prints"


def test_code_and_breaks(reading):
    """Paragraphs in a font for code are one block."""
    document = docx.Document()
    add(document, "1. What is printed?")
    add(document, ("x = [1,", "code"))
    add(document, ("     2]\nprint(x)", "code"))
    add(document, "ANSWER: [1, 2]")
    made = reading(saved(document), "docx").items[0].source
    assert made["stem"] == "What is printed?\n\n```\nx = [1,\n     2]\nprint(x)\n```"


def test_lists_that_word_numbers(reading):
    """Labels that stand in no paragraph are counted as Word does."""
    document = docx.Document()
    for number in range(2):
        add(document, f"Question {number}?", style="List Number")
        for text in ("first", "second"):
            add(document, text, style="List Bullet")
        add(document, "Answer: word")
    found = reading(saved(document), "docx")
    assert [each.place for each in found.items] == [
        "question 1, paragraph 1",
        "question 2, paragraph 5",
    ]
    assert found.items[0].source["stem"] == "Question 0?\n\nfirst\n\nsecond"


def test_pictures_and_tables(reading):
    """Pictures are figures of their question; tables stand in the stem."""
    document = docx.Document()
    add(document, "1. What does the table say?")
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(["k", "error|", "1", "0.4"]):
        table.cell(place // 2, place % 2).text = text
    document.add_picture(io.BytesIO(PNG), width=Inches(1))
    add(document, "Answer: true")
    found = reading(saved(document), "docx")
    source = found.items[0].source
    assert source["stem"] == (
        "What does the table say?\n\n| k | error\\| |\n| --- | --- |\n| 1 | 0.4 |"
    )
    assert [figure["file"] for figure in source["figures"]] == list(found.files)
    assert list(found.files.values()) == [PNG]


def test_what_is_not_understood(reading):
    """Headings and stray paragraphs are listed by the number of the paragraph."""
    document = docx.Document()
    document.add_heading("Quiz")
    add(document, "1. Is it so?")
    add(document, "Answer: true")
    add(document, "")
    add(document, "Good luck!")
    found = reading(saved(document), "docx")
    assert [(each.place, each.reason) for each in found.skipped] == [
        ("paragraph 1", "not understood: Quiz"),
        ("paragraph 5", "not understood: Good luck!"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xd0\xcf\x11\xe0 old word", "an old .doc has to be saved as .docx"),
        (b"PK\x03\x04 broken", "no zip package that can be read"),
    ],
)
def test_other_files(reading, content, expected):
    """What is no such document is refused in one line."""
    with pytest.raises(mli.ExchangeError, match=expected):
        reading(content, "docx")
