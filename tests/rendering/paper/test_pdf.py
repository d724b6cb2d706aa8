"""PDF: what is printed can be read, nothing else can be reached, and no sign is missing."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from strategies import TRICKY

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.errors import MissingExtraError
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.rendering.paper import PageSetup, Paper, paper, pdf, write


def _read(papers: list[Paper], setup: PageSetup | None = None) -> tuple[list[str], PdfReader]:
    reader = PdfReader(io.BytesIO(write(papers, "pdf", setup).content))
    return [page.extract_text() for page in reader.pages], reader


def _bare(text: str) -> str:
    """Text as it can be compared: ligatures apart, no space, since lines break anywhere."""
    return re.sub(r"[\s\u200b\u00ad]", "", unicodedata.normalize("NFKC", text))


def test_a_paper_has_all_its_parts(bank: Bank, form: Form) -> None:
    """Cover with person and time, questions with points, code, footer with pages, answer sheet."""
    person = mli.RosterEntry(
        examinee="s01", name="Nguyễn Thị Hằng", group="K65", variant="B", time_factor=1.5
    )
    texts, reader = _read([paper(form, bank, person=person)])
    cover, sheet = texts[0], texts[-1]
    for part in ("Midterm <1>", "Form midterm", "Variant B", "Nguyễn Thị Hằng", "s01", "K65"):
        assert _bare(part) in _bare(cover)
    assert _bare("68 minutes (extra time included)") in _bare(cover)
    assert _bare("15 points, 9 questions") in _bare(cover)
    assert _bare("Use no computer.") in _bare(cover)
    assert "Which loss" not in cover
    whole = _bare("".join(texts))
    for part in (
        "First things", "4 points", "loss = 0", "Questions 2, 4 refer to the following.",
        "A course & its log", "loss=nan", "Explain target leakage.",
        "This question refers to what is printed before question 2.",
    ):  # fmt: skip
        assert _bare(part) in whole
    assert _bare("Answer sheet") in _bare(sheet)
    assert _bare("written below the question") in _bare(sheet)
    for number, text in enumerate(texts, 1):
        assert _bare(f"Form midterm · Variant B · {person.name}") in _bare(text)
        assert _bare(f"Page {number} of {len(texts)}") in _bare(text)
    assert reader.metadata is not None
    assert reader.metadata.title == "Midterm <1> B"


def test_papers_are_read_out(bank: Bank, form: Form) -> None:
    """PDF/UA: tagged, with words for figures and formulas; what rules it out is printed still."""
    for key in (False, True):
        content = write([paper(form, bank, key=key)], "pdf").content
        assert b"pdfuaid" in content
        root = PdfReader(io.BytesIO(content)).trailer["/Root"]
        assert root["/Lang"] == "en"
        assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" not in write([_one("\U000f1234")], "pdf").content


def test_keys_are_papers_of_their_own(bank: Bank, form: Form) -> None:
    """The key explains and shows the rubric; the exam paper gives nothing away."""
    secret = ("A number is wanted.", "The features know the target.", "Names the idea.", "✓")
    exam, _ = _read([paper(form, bank, variant="A")])
    key, _ = _read([paper(form, bank, variant="A", key=True)])
    assert [part for part in secret if _bare(part) in _bare("".join(exam))] == []
    assert [part for part in secret if _bare(part) not in _bare("".join(key))] == []
    assert _bare("Key: Midterm") in _bare(key[0])
    assert "Answer sheet" not in "".join(key)


def test_pages_have_the_size_that_was_asked_for(bank: Bank, form: Form) -> None:
    """A4 and Letter; large print takes more pages."""
    found = paper(form, bank)
    sizes = {}
    for setup in (PageSetup(), PageSetup(size="letter"), PageSetup(large_print=True)):
        _, reader = _read([found], setup)
        box = reader.pages[0].mediabox
        sizes[setup] = (round(box.width), round(box.height), len(reader.pages))
    (a4, letter, large) = sizes.values()
    assert (a4[:2], letter[:2], large[:2]) == ((595, 842), (612, 792), (595, 842))
    assert large[2] > a4[2]


def test_papers_in_one_file_count_their_own_pages(bank: Bank, form: Form) -> None:
    """Each begins on a right-hand page with page 1, and the count is its own."""
    one, _ = _read([paper(form, bank, variant="A")])
    texts, _ = _read([paper(form, bank, variant=code) for code in "AB"])
    starts = [at for at, text in enumerate(texts) if "Page1of" in _bare(text)]
    assert starts == [0, len(one) + len(one) % 2]
    assert f"Page1of{len(one)}" in _bare(texts[starts[1]])
    assert _bare("Form midterm · Variant B") in _bare(texts[starts[1]])


def test_the_same_paper_has_the_same_bytes(bank: Bank, form: Form) -> None:
    """No clock in it."""
    first, again = (write([paper(form, bank, variant="A")], "pdf").content for _ in range(2))
    assert first == again


def test_without_a_sheet_there_is_room_below(bank: Bank, form: Form) -> None:
    """A line for a number, and no answer sheet."""
    texts, _ = _read([paper(form, bank, answer_sheet=False)])
    assert "Answersheet" not in _bare("".join(texts))
    assert "Answer" in "".join(texts)


def _one(stem: str, **more: object) -> Paper:
    source = {"id": "x", "format": "short_answer", "stem": stem, "accept": ["a"], **more}
    form = Form(id="f", sections=(Section(items=(FormEntry(id="x"),)),))
    return paper(form, Bank({"x": mli.make_item(source)}), key=True)


@settings(max_examples=30)
@given(
    st.one_of(
        st.sampled_from([text for text in TRICKY if not re.search(r"[日本語😀]", text)]),
        st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C", "Zs"]), min_size=1),
        st.lists(st.sampled_from(list("#[]()$*_`\\/<>@~-='\"%&{};.a1")), min_size=1).map("".join),
    )
)
def test_any_text_survives(text: str) -> None:
    """Text that is no Markdown is printed sign by sign, whatever typst would make of it."""
    title = mli.RosterEntry(examinee=text if text.strip() else "x", name=text or None)
    form = Form(id="f", sections=(Section(items=(FormEntry(id="x"),)),))
    item = mli.make_item({"id": "x", "format": "short_answer", "stem": "S", "accept": ["a"]})
    texts, _ = _read([paper(form, Bank({"x": item}), person=title)])
    shown = _bare(texts[0])
    # combining marks and the hyphens that a line ends with are read back in other places
    assert sorted(set(_bare(text)) - set(shown) - set("\u0301")) == []
    if text.isascii():
        assert _bare(text) in shown


HOSTILE = (
    '#eval("1+1")', '#read("/etc/passwd")', '#image("/etc/passwd")', '#include "template.typ"',
    '#import "template.typ": *', "$ #read(\"/etc/passwd\") $", '"); #panic("x") //', "]#panic()[",
    "`#panic()`", "```typ\n#panic()\n```", "#let x = [", "<end-0>", "@end-0", "\\#panic()", "/* */",
    "$\\text{\"#panic()}$", "![x](template.typ)", "[x](javascript:alert(1))", "{{x}} \ue0001\ue001",
    "| #panic() | b |\n|---|---|\n| `]` | #x |", "> > #panic()", "1. #panic()", "***", "$\\frac{$",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """Nothing of it is run: no file is read, nothing panics, and its words are on the page."""
    found = _one(text, explanation=text)
    texts, reader = _read([found])
    assert "root:" not in "".join(texts)
    if "panic" in text:
        assert _bare("panic()") in _bare("".join(texts)) or 'panic("x")' in _bare("".join(texts))
    links = [
        note.get_object()["/A"].get("/URI", "")
        for page in reader.pages
        for note in page.get("/Annots", ())
    ]
    assert [link for link in links if not link.startswith("http")] == []


def test_figures_that_are_none(tmp_path: Path) -> None:
    """A broken, unknown or missing one is told in words; so is one that reaches for a file."""
    item = mli.make_item(
        {
            "id": "x",
            "format": "true_false",
            "stem": "S",
            "answer": True,
            "figures": [
                {"file": name, "alt": f"Words of {name}"}
                for name in ("bad.svg", "bad.png", "far.svg", "none.png", "x.exe")
            ],
        }
    )
    (tmp_path / "bad.svg").write_text("<svg", encoding="utf-8")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    (tmp_path / "x.exe").write_bytes(b"MZ")
    (tmp_path / "far.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="/etc/passwd" width="9" height="9"/><rect width="9" height="9"/></svg>',
        encoding="utf-8",
    )
    from dataclasses import replace

    placed = item.placed(replace(item.placement, root=tmp_path))
    form = Form(id="f", sections=(Section(items=(FormEntry(id="x"),)),))
    written = write([paper(form, Bank({"x": placed}))], "pdf")
    assert sorted(note.partition(":")[0] for note in written.notes) == [
        "bad.png", "bad.svg", "far.svg", "none.png", "x.exe",
    ]  # fmt: skip
    text = _bare(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(written.content)).pages)
    )
    assert _bare("The figure cannot be printed: Words of bad.svg") in text
    assert "Wordsofgood" not in text


def test_foreign_scripts_are_said(bank: Bank) -> None:
    """What typst's own fonts lack is looked for among the machine's."""
    written = write([_one("日本 and Tiếng Việt")], "pdf")
    assert written.notes == ("printed with fonts of this machine, if it has any for them: 日 本",)
    assert write([_one("Tiếng Việt, Ελληνικά, кириллица")], "pdf").notes == ()


def _signs() -> str:
    """Everything outside ASCII that the bank prints, and all of Vietnamese."""
    root = mli.load_bank().root
    assert root is not None
    text = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.yaml"))
    vietnamese = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ĂăĐđĨĩŨũƠơƯưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
    mathematics = "√∑∏∫≤≥≠≈∞→←↔⇒∀∃∈∉⊂∪∩∅∇∂±×÷·…αβγδεθλμπρστφψωΔΣΩ"
    found = set(text + vietnamese + vietnamese.lower() + mathematics)
    return "".join(
        sorted(
            sign for sign in found if ord(sign) > 126 and unicodedata.category(sign)[0] in "LNPS"
        )
    )


def test_no_glyph_is_missing() -> None:
    """Every sign of the bank, and every letter of Vietnamese, has a glyph in text and in code."""
    signs = _signs()
    assert len(signs) > 180
    source = (Path(pdf.__file__).parent / "template.typ").read_text(encoding="utf-8")
    fonts = re.findall(r"font: (\([^)]*\))", source)
    assert len(fonts) == 3
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    for font in (fonts[0], fonts[2]):
        pages = "\n#pagebreak()\n".join(
            f"#{json.dumps(sign, ensure_ascii=False)}" for sign in ("\U000f1234", *signs)
        )
        look = f"#set page(width: 3cm, height: 1cm)\n#set text(font: {font})\n"
        made = compiler.compile(input=(look + pages).encode(), format="svg")
        assert isinstance(made, list)
        shown = [set(re.findall(r'href="#(g[0-9A-F]+)"', page.decode())) for page in made]
        missing = shown[0]
        assert len(missing) == 1
        lost = [
            sign for sign, own in zip(signs, shown[1:], strict=True) if not own or own & missing
        ]
        assert lost == []


def test_without_typst(bank: Bank, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf._typesetter.cache_clear()
    with pytest.raises(MissingExtraError, match=r"mlinterview\[pdf\]"):
        write([paper(form, bank)], "pdf")


def test_pages_to_look_at(bank: Bank, form: Form) -> None:
    """One PNG a page."""
    found = paper(form, bank)
    pictures = pdf.pages([found], PageSetup(), ppi=20)
    assert len(pictures) == len(_read([found])[0])
    assert {picture[:4] for picture in pictures} == {b"\x89PNG"}


def test_what_typst_refuses(bank: Bank, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should this library write a fault, the message is one line of the library's own."""
    monkeypatch.setattr(pdf, "source", lambda *given: "#panic()")
    with pytest.raises(mli.FormError, match="the paper cannot be typeset: panicked"):
        write([paper(form, bank)], "pdf")
