"""Hostile files: refused in one line or neutralised, in bounded time."""

import io
import stat
import time
import zipfile

import pytest

import mlinterview as mli

QUIZ = '<quiz><question type="essay"><questiontext><text>{}</text></questiontext></question></quiz>'


def packed(files):
    """A zip of texts by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def refused(reading, content, kind=None, name="quiz"):
    """The one line with which a file is refused, within a few seconds."""
    start = time.process_time()
    with pytest.raises(mli.MLInterviewError) as caught:
        reading(content, kind, name)
    assert time.process_time() - start < 10
    message = str(caught.value)
    assert "\n" not in message
    return message


LAUGHS = (
    '<!DOCTYPE quiz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS,
        '<!DOCTYPE quiz [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz [<!ENTITY % j SYSTEM "http://127.0.0.1:9/x.dtd"> %j;]>',
    ],
)
def test_entities(reading, head):
    """XML that declares entities is refused before any of them is put in."""
    message = refused(reading, f"<?xml version='1.0'?>\n{head}\n{QUIZ.format('&j;')}", "moodle-xml")
    assert "XML that declares entities, which is not read" in message


def test_a_document_type_alone(reading):
    """A document type that names a file is passed over, and the file is not fetched."""
    head = '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/quiz.dtd">'
    found = reading(head + QUIZ.format("a&nbsp;b &amp;amp; c"), "moodle-xml")
    assert found.items[0].source["stem"] == "a b & c"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<quiz>" * 300 + "</quiz>" * 300, "over 200 elements within each other"),
        ("<quiz><question>", "quiz:1: not well-formed XML: no element found"),
        ("<quiz>&undeclared;</quiz>", "undefined entity"),
        ("", "the file is empty"),
        ("<?xml version='1.0' encoding='none'?><quiz/>", "unknown encoding"),
    ],
)
def test_broken_xml(reading, content, expected):
    """Depth, ends that are missing, entities nobody declared."""
    assert expected in refused(reading, content, "moodle-xml")


def test_control_characters(reading):
    """Characters that XML forbids are left out, and that is said."""
    found = reading(QUIZ.format("a\x01b"), "moodle-xml")
    assert found.items[0].source["stem"] == "ab"
    assert "1 control characters" in found.skipped[0].reason


MAIN = "word/document.xml"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({MAIN: "x", "../etc": "x"}, "which leads out of it"),
        ({MAIN: "x", "a/../../etc": "x"}, "which leads out of it"),
        ({MAIN: "x", "/etc/passwd": "x"}, "which leads out of it"),
        ({MAIN: "x", "C:evil": "x"}, "which leads out of it"),
        ({MAIN: "x", "..\\evil": "x"}, "which leads out of it"),
        ({MAIN: "0" * 20_000_000}, "a zip bomb?"),
        ({MAIN: "<a>"}, "not well-formed XML"),
        ({MAIN: "<a/>"}, "a Word document without a body"),
        ({MAIN: LAUGHS + "<a/>"}, "XML that declares entities"),
        ({"a.txt": "x"}, "a zip that holds no questions of a kind that is read"),
        ({"moodle_backup.xml": "x"}, "a Moodle backup"),
    ],
)
def test_packages(reading, files, expected):
    """Names that lead out, bombs, and zips of another kind."""
    assert expected in refused(reading, packed(files))


def test_links_in_packages(reading):
    """A link in a package is refused."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "which is a link" in refused(reading, target.getvalue())


def test_sizes_that_lie(reading):
    """An entry that says it is smaller than it is is not unpacked further than it says."""
    content = packed({MAIN: "<document>" + " " * 3_000})
    lying = content.replace((3_010).to_bytes(4, "little"), (30).to_bytes(4, "little"))
    assert lying != content
    assert "quiz" in refused(reading, lying)


def test_twice_the_same_name(reading):
    """Two entries of one name are refused: readers differ in which one counts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "b")
    assert "twice" in refused(reading, target.getvalue())


def test_scripts_in_stems(reading):
    """Scripts, handlers and addresses that run are gone, and that is said."""
    html = (
        "<![CDATA[<p onmouseover='x()'>Why<script>alert(1)</script>"
        "<img src=x onerror=alert(1)><a href='javascript:x()'>?</a><svg onload=x()></svg></p>]]>"
    )
    found = reading(QUIZ.format(html), "moodle-xml")
    source = found.items[0].source
    assert source["stem"] == "Why[picture]?"
    assert "scripts, handlers or embedded objects were left out" in found.items[0].notes


def test_formulas_in_tables(reading):
    """A formula in a cell is text; in the bank's YAML it is quoted text."""
    formula = '=HYPERLINK("http://x",A1)'
    found = reading('question,answer\n"' + formula.replace('"', '""') + '?",5\n', "csv")
    assert found.items[0].source["stem"] == formula + "?"
    assert mli.make_item(found.items[0].source).answer == 5


def test_slots_in_foreign_text(reading):
    """Braces of other template languages make no slot, blank or expression."""
    text = "1. What is {=secret} and {{secret}}?\n*a) {=secret}\nb) =1 + 1\n"
    source = reading(text, "text").items[0].source
    item = mli.make_item(source)
    assert not item.parametrised
    assert item.stem == r"What is {\=secret} and {{secret}}?"
    assert [option.text for option in item.options] == [r"{\=secret}", "=1 + 1"]


@pytest.mark.parametrize("answer", ["{=secret}", "{=a} *", "[a](b) {=x} .*"])
def test_slots_in_answers(reading, answer):
    """A slot in what is accepted is matched as the text it is."""
    content = answer.replace("=", "\\=").replace("{", "\\{").replace("}", "\\}")
    found = reading(f"Q? {{={content}}}", "gift")
    item = mli.make_item(found.items[0].source)
    assert mli.grade(item, answer.replace(" *", " x").replace(".*", ".x")).points == 1


HUGE = {
    "tags": "<p>" * 80_000,
    "openings": "<a " * 40_000,
    "nested": "<b><i>" * 9_000,
    "math": "\\(" * 80_000,
    "dollars": "$a" * 80_000,
    "ampersands": "&" * 80_000,
    "brackets": "[" * 80_000,
    "scripts": "<script math/tex>" * 9_000,
    "gaps": "{1:MC:" * 30_000,
    "tables": "<table><tr><td>" * 9_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts(reading, name):
    """A text that is made to take long takes seconds at most."""
    start = time.process_time()
    for kind in ("essay", "cloze"):
        content = QUIZ.replace("essay", kind).format(f"<![CDATA[Q {HUGE[name]}]]>")
        reading(content, "moodle-xml")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("gift", "Q {=a ~b}\n\n"),
        ("gift", "{"),
        ("gift", "Q {\n\n"),
        ("gift", "::a"),
        ("gift", "\\"),
        ("text", "1. Q?\na) x\nb) y\nAnswer: a\n\n"),
        ("text", "a) "),
        ("text", "```\n"),
        ("text", "    x\n"),
        ("text", "`a``"),
        ("csv", 'question,a,b,answer\n"'),
        ("csv", "question,answer\nq,1\n" + "x" * 10 + "\n"),
    ],
)
def test_many_of_a_kind(reading, kind, unit):
    """Size alone makes nothing slow: a long file takes seconds."""
    start = time.process_time()
    found, line = told(reading, unit * (30_000 // len(unit)), kind)
    assert "\n" not in line
    assert line or found.items or found.skipped
    assert time.process_time() - start < 10


def test_counts(reading, monkeypatch):
    """Past a number of questions, and of lines that are none, the others are counted."""
    monkeypatch.setattr("mlinterview.interchange._entry.MOST_QUESTIONS", 2)
    monkeypatch.setattr("mlinterview.interchange._entry.MOST_SKIPPED", 1)
    found = reading("Read on.\n\nAnd on.\n\n" + "So? {T}\n\n" * 5, "gift")
    assert len(found.items) == 2
    assert [each.reason for each in found.skipped] == [
        "a description, which asks nothing",
        "over 2 questions: 3 more are left out",
        "1 more that became no question are not listed",
    ]


@pytest.mark.parametrize("kind", ["gift", "moodle-xml", "aiken", "csv", "xlsx", "text", "docx"])
def test_binary_junk(reading, kind):
    """Bytes of no kind are refused, or listed, in printable lines."""
    found, line = told(reading, bytes(range(256)) * 40, kind)
    assert "\n" not in line
    assert all(each.reason.isprintable() for each in (found.skipped if found else ()))


def told(reading, content, kind):
    """The reading, or None and the line with which it was refused."""
    try:
        return reading(content, kind), ""
    except mli.MLInterviewError as error:
        return None, str(error)
