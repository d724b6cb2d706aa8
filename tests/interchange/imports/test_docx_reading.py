"""Word documents: lists that Word numbers, bold keys, fonts for code, pictures, tables."""

import base64
import io
import zipfile

import docx
import pytest
from docx.shared import Inches, RGBColor

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


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="Stem">
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""


def word(body, **parts):
    """A document of the least parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def stem(text):
    return f'<w:p><w:pPr><w:pStyle w:val="Stem"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def option(text, mark=""):
    place = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    run = f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{place}</w:pPr>{run}</w:p>"


def test_labels_of_two_levels(reading):
    """Letters begin anew under each number; what is highlighted is right."""
    right = '<w:highlight w:val="yellow"/>'
    body = stem("First?") + option("x1") + option("x2", right) + option("x3", '<w:b w:val="0"/>')
    body += stem("Second?") + option("y1", right) + option("y2")
    found = reading(word(body, numbering=NUMBERING, styles=STYLES), "docx")
    assert [each.place for each in found.items] == [
        "question 3, paragraph 1",
        "question 4, paragraph 5",
    ]
    assert [mli.make_item(each.source).key for each in found.items] == ["x2", "y1"]


def test_what_a_run_may_hold(reading):
    """Breaks, tabs, equations, changes that were accepted, and those that were taken back."""
    run = "<w:r><w:t>1. Is</w:t><w:noBreakHyphen/><w:tab/><w:t>it</w:t><w:br/><w:t>so?</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
    added = "<w:ins><w:r><w:t> really</w:t></w:r></w:ins>"
    equation = '<m:oMath xmlns:m="x"><m:r><m:t>x=1</m:t></m:r></m:oMath>'
    body = f"<w:sdt><w:sdtContent><w:p>{run}{gone}{added} {equation}</w:p></w:sdtContent></w:sdt>"
    body += "<w:p><w:r><w:t>Answer: true</w:t></w:r></w:p>"
    found = reading(word(body), "docx")
    assert found.items[0].source["stem"] == "Is-\tit\\\nso? reallyx=1"
    assert "write their TeX between dollars" in found.skipped[0].reason


def test_pictures_that_are_left_out(reading):
    """Pictures that are not in the file, of another kind, or before the first question."""
    blip = '<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:embed="{}"/></w:drawing></w:r>'
    rels = (
        '<Relationships><Relationship Id="a" Target="media/a.bmp"/>'
        '<Relationship Id="b" Target="media/none.png"/><Relationship Id="c" Target="media/c.png"/>'
        '<Relationship Id="d" Target="http://x" TargetMode="External"/></Relationships>'
    )
    body = f"<w:p>{blip.format('c')}</w:p>"
    several = "".join(blip.format(name) for name in "abd")
    body += f"<w:p><w:r><w:t>1. So?</w:t></w:r>{several}</w:p>"
    body += "<w:p><w:r><w:t>Answer: true</w:t></w:r></w:p>"
    parts = {"_rels/document.xml.rels": rels, "media/a.bmp": "BM", "media/c.png": PNG}
    target = io.BytesIO(word(body))
    with zipfile.ZipFile(target, "a") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
    found = reading(target.getvalue(), "docx")
    assert found.files == {}
    assert sorted(each.reason for each in found.skipped) == [
        "a picture in paragraph 1 belongs to no question",
        "a picture in paragraph 2 is not in the file",
        "a picture in paragraph 2 was left out: it is no PNG, JPEG, GIF or SVG",
    ]


def right(source):
    return [option["text"] for option in source["options"] if option.get("correct")]


def test_breaks_and_tabs_between_options(reading):
    """Options may stand in the paragraph of their question, or several in one, bold the right."""
    document = docx.Document()
    add(document, "1. Which is a *loss*?\nA. adam\n", ("B. hinge", "b"), "\nC. relu")
    add(document, "2. Which is a ", ("metric", "i"), "?")
    add(document, "A. tree\tB. ", ("recall", "b"), "\tC. batch")
    first, second = (each.source for each in reading(saved(document), "docx").items)
    assert (first["stem"], right(first)) == ("Which is a \\*loss\\*?", ["hinge"])
    assert (second["stem"], right(second)) == ("Which is a *metric*?", ["recall"])
    assert [option["text"] for option in second["options"]] == ["tree", "recall", "batch"]


@pytest.mark.parametrize("way", ["underlined", "red", "green", "label"])
def test_other_marks_of_the_key(reading, way):
    """Underlined, red and green options are right ones, and underlined letters tell of theirs."""
    document = docx.Document()
    add(document, "1. Which?")
    for label, text in (("A", "x"), ("B", "y"), ("C", "z")):
        paragraph = document.add_paragraph()
        letter, rest = paragraph.add_run(label), paragraph.add_run(f". {text}")
        letter.bold = True
        if text == "y" and way in ("underlined", "label"):
            (letter if way == "label" else rest).underline = True
        else:
            colour = {"red": (255, 0, 0), "green": (0, 160, 0)}.get(way) if text == "y" else None
            rest.font.color.rgb = RGBColor(*(colour or (40, 40, 40)))
    (item,) = reading(saved(document), "docx").items
    assert right(item.source) == ["y"]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "2", "3"], ["B", "False", "0.5"]],
        [["Câu", "1", "2", "3"], ["Đáp án", "B", "False", "0.5"]],
        [["1", "B"], ["2", "False"], ["3", "0.5"]],
        [["No.", "Answer"], ["1.", "B"], ["2.", "False"], ["3.", "0.5"]],
    ],
)
def test_answer_keys_in_tables(reading, rows):
    """The key at the end may be a table, its answers below the numbers or beside them."""
    document = docx.Document()
    for text in ("1. Which?", "A. x", "B. y", "2. Trees never overfit.", "3. What is p?"):
        add(document, text)
    add(document, "Answer key")
    fill(document, rows)
    found = reading(saved(document), "docx")
    first, second, third = (each.source for each in found.items)
    assert (right(first), second["answer"], third["answer"]) == (["y"], False, 0.5)


def fill(document, rows):
    """A table of these texts."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def test_tables_of_questions(reading):
    """A table whose headings say so holds a question a row."""
    document = docx.Document()
    add(document, "Our bank")
    fill(
        document,
        [
            ["No.", "Question", "A", "B", "Answer"],
            ["1", "Which?", "x", "y", "B"],
            ["2", "Who?", "p", "q", ""],
        ],
    )
    found = reading(saved(document), "docx")
    assert [(each.source["stem"], right(each.source)) for each in found.items] == [
        ("Which?", ["y"])
    ]
    assert [each.place for each in found.skipped] == ["table in paragraph 2, row 3", "paragraph 1"]


def test_tables_that_are_a_question_each(reading):
    """Two columns, the labels of a question's parts and the parts."""
    document = docx.Document()
    for stem, key in (("Which?", "B"), ("Who?", "A")):
        fill(
            document,
            [["Question", stem], ["A", "x"], ["B", "y"], ["Answer", key], ["Points", "2"]],
        )
        add(document, "")
    items = [each.source for each in reading(saved(document), "docx").items]
    assert [(one["stem"], one["points"], right(one)) for one in items] == [
        ("Which?", 2, ["y"]),
        ("Who?", 2, ["x"]),
    ]


def test_a_remark_behind_the_last_option_is_listed(reading):
    """A paragraph between options belongs to the one before; behind the last it is no option."""
    document = docx.Document()
    for text in (
        "1. What does dropout do?",
        "*a) It silences units",
        "at random.",
        "b) It adds layers",
        "From here on you may use a calculator.",
        "2. What is one half of three?",
        "ANSWER: 1.5",
    ):
        add(document, text)
    found = reading(saved(document), "docx")
    options = [option["text"] for option in found.items[0].source["options"]]
    assert options == ["It silences units at random.", "It adds layers"]
    assert [each.place for each in found.skipped] == ["paragraph 5"]
    assert "you may use a calculator" in found.skipped[0].reason
