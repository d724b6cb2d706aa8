"""Papers as Word documents: what they hold, and that any text goes in as text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, Form
from mlinterview.model.form import FormEntry, Section
from mlinterview.rendering._docx_text import Blocks
from mlinterview.rendering.paper import PageSetup, Written, paper, write
from mlinterview.rendering.paper._docx_styles import new_document

CODE = "```py\ndef f(x):\n\treturn 'é'\n```"
ITEMS: list[dict[str, Any]] = [
    {
        "id": "choice",
        "format": "single_choice",
        "points": 2,
        "stem": f"Which **one** of `a` and $x^2$?\n\n{CODE}\n\n| a | b |\n|---|---|\n| 1 | *2* |",
        "explanation": "See [here](https://example.org/a?b=c) or [there](mailto:x@y.z).",
        "options": [
            {"id": "a", "text": "First", "correct": True, "feedback": "Yes, *so*."},
            {"id": "b", "text": "Second\n\n```\ncode\n```"},
        ],
        "references": [{"title": "A book"}],
    },
    {
        "id": "pairs",
        "format": "matching",
        "stem": "Match.\n\n1. one\n2. two\n   - deep\n\n> said\n\n---\n\n# Head",
        "rows": [{"id": "r", "text": "Row", "match": "b", "feedback": "So."}],
        "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    },
    {"id": "flag", "format": "true_false", "stem": "Is it?", "answer": True},
    {
        "id": "order",
        "format": "ordering",
        "stem": "Order.",
        "steps": [{"id": "s1", "text": "first"}, {"id": "s2", "text": "second"}],
    },
    {"id": "number", "format": "numeric", "stem": "How ~~many~~ much?", "answer": 2, "unit": "ms"},
    {
        "id": "gaps",
        "format": "cloze",
        "stem": "Take {{one}} of $x = {{two}}$ in `f({{three}})`.",
        "blanks": {
            "one": {
                "format": "single_choice",
                "options": [{"id": "p", "text": "p", "correct": True}, {"id": "q", "text": "q"}],
            },
            "two": {"format": "numeric", "answer": 2},
            "three": {"format": "short_answer", "accept": ["z"]},
        },
    },
    {
        "id": "prose",
        "format": "free_text",
        "stem": "Why?\n\n$$x = 1$$\n\nline  \nbreak",
        "rubric": [{"id": "c", "statement": "Says it."}],
        "figures": [{"file": "figures/none.svg", "alt": "A curve"}],
    },
]


def made(items: list[dict[str, Any]]) -> tuple[Bank, Form]:
    """A bank of items, and the form of all of them."""
    found = [mli.make_item(item) for item in items]
    entries = tuple(FormEntry(id=item.id) for item in found)
    parts = (
        Section(title="One", instructions="Say it.", items=entries[:2]),
        Section(items=entries[2:]),
    )
    form = Form(id="own", title="The *exam*", sections=parts, minutes=45, instructions="Be calm.")
    return Bank({item.id: item for item in found}), form


def word(*, key: bool = False, people: int = 1, **options: Any) -> tuple[Any, tuple[str, ...]]:
    """The document of all formats, and its notes."""
    sheet = options.pop("answer_sheet", True)
    bank, form = made(ITEMS)
    entries = [
        mli.RosterEntry(examinee=f"s{n}", name="Hằng", variant="B", time_factor=1.5)
        for n in range(people)
    ]
    papers = [paper(form, bank, key=key, person=one, answer_sheet=sheet) for one in entries]
    written = write(papers, "docx", PageSetup(**options))
    return Document(io.BytesIO(written.content)), written.notes


def lines(document: Any) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: Any) -> list[list[str]]:
    """The rows of its tables."""
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_every_format_is_printed() -> None:
    """Cover, questions as headings, options by letters, tables, room, sheet; nothing of the key."""
    document, notes = word()
    said = lines(document)
    for line in (
        "The exam",
        "Form own · Variant B · Hằng",
        "Time: 68 minutes (extra time included)",
        "Question 1 (2 points)",
        "def f(x):\n    return 'é'",
        "•\tdeep",
        "2.\ttwo",
        "Take (1) ________ of  in f((3)______).",
        "The figure cannot be printed: A curve",
        "Answer sheet",
    ):
        assert line in said
    assert any(line.startswith("a)\t") for line in said)
    rows = cells(document)
    for row in (["1", "2"], ["1.", "Row"], ["2 [1]", "☐ a   ☐ b"], ["5", f"{'_' * 30} ms"]):
        assert row in rows
    assert [p.style.name for p in document.paragraphs if p.text == "Question 1 (2 points)"] == [
        "Heading 2"
    ]
    whole = "\n".join(said + [cell for row in rows for cell in row])
    for hidden in ("✓", "Yes", "here", "Says it", "A book"):
        assert hidden not in whole
    assert notes == ("figures/none.svg: the figure cannot be printed; its text alternative is",)


def test_the_key_is_printed_where_it_is_asked_for() -> None:
    """Right options, feedback, reasons with links to the web alone, rubric."""
    document, _ = word(key=True)
    said = lines(document)
    assert any(line.startswith("✓ ") and line.endswith(")\tFirst") for line in said)
    assert "Yes, so." in said
    assert "See here or there." in said
    assert ["1.", "Row\nSo.", "→ b"] in cells(document)
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert links == ["https://example.org/a?b=c"]


def test_without_a_sheet_there_is_room_below_the_questions() -> None:
    """Lines, boxes for letters, a cell beside each row."""
    document, _ = word(answer_sheet=False)
    assert f"Answer: {'_' * 30} ms" in lines(document)
    assert "____   ____   " in lines(document)
    assert ["1.", "Row", ""] in cells(document)


@pytest.mark.parametrize(("size", "width"), [("a4", 21.0), ("letter", 21.59)])
def test_paper_and_print(size: str, width: float) -> None:
    """A4 and Letter, usual and large letters."""
    document, _ = word(size=size, large_print=size == "letter")
    assert document.sections[0].page_width.cm == pytest.approx(width, abs=0.01)
    assert document.styles["Normal"].font.size.pt == (16 if size == "letter" else 11)


def test_several_papers_have_sections_of_their_own() -> None:
    """Each with its footer, pages counted from 1."""
    document, _ = word(people=3)
    assert len(document.sections) == 3
    assert [section.footer.is_linked_to_previous for section in document.sections] == [False] * 3
    assert lines(document).count("Answer sheet") == 3


def test_the_same_papers_are_the_same_bytes() -> None:
    """No dates, no chance."""
    bank, form = made(ITEMS)
    first, second = (write([paper(form, bank)], "docx").content for _ in range(2))
    assert first == second


def with_figures(root: Path, **figures: str | bytes) -> Written:
    """The document of one question with figures of these contents, ``x_png`` for ``x.png``."""
    folder = root / "questions" / "ml_theory"
    folder.mkdir(parents=True)
    (root / "questions" / "figures").mkdir()
    listed = []
    for name, content in figures.items():
        file = f"figures/{name.replace('_', '.')}"
        listed.append(f"{{file: {file}, alt: The {name}}}")
        raw = content.encode() if isinstance(content, str) else content
        (root / "questions" / file).write_bytes(raw)
    item = f"- {{id: one, format: numeric, stem: x, answer: 1, figures: [{', '.join(listed)}]}}\n"
    (folder / "a.yaml").write_text(item, encoding="utf-8")
    bank = mli.load_bank(root)
    form = Form(id="f", sections=(Section(items=(FormEntry(id="one"),)),))
    return write([paper(form, bank)], "docx")


def test_figures_are_pictures_with_words(tmp_path: Path) -> None:
    """Drawings become PNG, no wider than a page, with the text alternative."""
    rectangle = '<rect width="9" height="9"/>'
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="20">'
    written = with_figures(tmp_path, x_svg=f"{start}{rectangle}</svg>")
    document: Any = Document(io.BytesIO(written.content))
    assert written.notes == ()
    (shape,) = document.inline_shapes
    assert shape.width.cm == pytest.approx(15, abs=0.01)
    assert shape._inline.docPr.get("descr") == "The x_svg"
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(pictures[0]).startswith(b"\x89PNG")


def test_a_picture_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    """Files with the names of pictures."""
    written = with_figures(tmp_path, x_png=b"no picture", y_svg="no drawing")
    said = lines(Document(io.BytesIO(written.content)))
    assert "The figure cannot be printed: The x_png" in said
    assert "The figure cannot be printed: The y_svg" in said
    assert len(written.notes) == 2


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_is_text(source: str) -> None:
    """Whatever a question holds, a document can be saved, and code comes out as it went in."""
    document = new_document(PageSetup(), source, "en")
    Blocks(document).add(source)
    fence = "~" * 90
    Blocks(document).add(f"{fence}\n{source}\n{fence}")
    target = io.BytesIO()
    document.save(target)
    read: Any = Document(io.BytesIO(target.getvalue()))
    if source.isprintable() and source.strip() and "~~~" not in source:
        assert read.paragraphs[-1].text == source.rstrip()


def test_options_stay_with_their_question() -> None:
    """A stem and all options but the last keep to the next paragraph: no page cuts one off."""
    document, _ = word()
    kept = [(p.text, bool(p.paragraph_format.keep_with_next)) for p in document.paragraphs]
    at = [text for text, _ in kept].index("Is it?")
    assert kept[at : at + 3] == [("Is it?", True), ("t)\tTrue", True), ("f)\tFalse", False)]
    order = [text for text, _ in kept].index("Order.")
    assert [keep for _, keep in kept[order : order + 3]] == [True, True, False]
