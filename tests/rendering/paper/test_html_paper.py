"""HTML papers: everything can be answered with a label, nothing comes from elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TRICKY

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.rendering.paper import PageSetup, Paper, paper, write

_VOID = {"meta", "input", "img", "br", "hr", "mspace"}


def _page(papers: list[Paper], setup: PageSetup | None = None) -> str:
    return write(papers, "html", setup).content.decode()


def _soup(papers: list[Paper]) -> BeautifulSoup:
    return BeautifulSoup(_page(papers), "html.parser")


@dataclass
class _Nesting(HTMLParser):
    """Refuses a tag that is closed in another's place."""

    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _nested(page: str) -> bool:
    parser = _Nesting()
    parser.feed(page)
    parser.close()
    return parser.open == []


@pytest.fixture(params=["paper", "key"])
def both(request: pytest.FixtureRequest, bank: Bank, form: Form) -> list[Paper]:
    """Two variants of the paper, and of the key."""
    key = request.param == "key"
    return [paper(form, bank, variant=code, key=key) for code in "AB"]


def test_tags_close_where_they_open(both: list[Paper]) -> None:
    """The page is well nested, and its ids are told apart."""
    page = _page(both)
    assert _nested(page)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(set(ids)) == len(ids)


def test_nothing_comes_from_elsewhere(both: list[Paper]) -> None:
    """No script, no form, no file: figures lie in the page, links lead to the web or the page."""
    soup = _soup(both)
    assert soup.find_all(["script", "link", "iframe", "object", "form", "base"]) == []
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") for image in soup("img"))
    assert all(re.match(r"#p\d+-q\d+|https://", str(link["href"])) for link in soup("a"))
    assert "url(" not in str(soup.style)
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert str(policy["content"]).startswith("default-src 'none'; img-src data:")


def _names(soup: BeautifulSoup, field: Tag) -> Iterator[str]:
    """What a screen reader calls a field."""
    if field.get("aria-label"):
        yield str(field["aria-label"])
    for identity in str(field.get("aria-labelledby", "")).split():
        found = soup.find(id=identity)
        assert found is not None, identity
        yield found.get_text()
    for label in soup.find_all("label", attrs={"for": field.get("id")}):
        yield label.get_text()


def test_every_field_has_a_name(bank: Bank, form: Form) -> None:
    """Each question is a fieldset with a legend; each field has a label, each picture words."""
    soup = _soup([paper(form, bank)])
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    sets = soup.find_all("fieldset")
    assert [found.legend.get_text() for found in sets][:2] == [
        "Question 1 (2 points)",
        "Question 2 (1 point)",
    ]
    assert len(sets) == 9
    fields = soup.find_all(["input", "select", "textarea"])
    assert len(fields) >= 25
    assert [field for field in fields if not "".join(_names(soup, field)).strip()] == []
    assert [image["alt"] for image in soup("img")] == ["The loss falls & rises."]
    levels = [int(found.name[1]) for found in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_answers_have_the_letters_of_the_paper(bank: Bank, form: Form) -> None:
    """What a field is worth is the letter that records know."""
    found = paper(form, bank, variant="C")
    soup = _soup([found])
    for question in found.questions:
        fields = soup.find_all("input", attrs={"name": f"p0-q{question.number}"})
        if question.format in ("single_choice", "multi_select", "true_false"):
            kind = "checkbox" if question.format == "multi_select" else "radio"
            assert [(f["type"], f["value"]) for f in fields] == [
                (kind, choice.letter) for choice in question.choices
            ]
        else:
            assert fields == []
    cloze = next(q for q in found.questions if q.format == "cloze")
    place = soup.find(id=f"p0-q{cloze.number}-stem")
    assert isinstance(place, Tag)
    assert len(place.find_all(["input", "select"])) == 4
    assert "moment_count" not in place.get_text()


def test_person_time_and_size(bank: Bank, form: Form) -> None:
    """Name and minutes of the person, the size of paper and print, Vietnamese words."""
    person = mli.RosterEntry(examinee="s01", name='Ann "<b>" Lee', time_factor=2)
    found = paper(form, bank, person=person, language="vi")
    page = _page([found], PageSetup(size="letter", large_print=True))
    soup = BeautifulSoup(page, "html.parser")
    assert [field["value"] for field in soup.select(".person input[value]")] == [
        'Ann "<b>" Lee',
        "s01",
    ]
    assert "90 phút (đã gồm thời gian bổ sung)" in soup.get_text()
    assert "@page{size:letter" in page
    assert "17pt" in page


def test_the_key_explains(bank: Bank, form: Form) -> None:
    """Right options are marked, reasons and rubric are there; the paper has none of it."""
    soup = _soup([paper(form, bank, key=True)])
    text = soup.get_text()
    for part in ("A number is wanted.", "It is real.", "Names the idea.", "And in time series?"):
        assert part in text
        assert part not in _soup([paper(form, bank)]).get_text()
    assert [found.get_text(" ", strip=True)[:4] for found in soup.select("#p0-q2 .right")] == [
        "✓ a)",
        "✓ b)",
    ]
    assert soup.find_all(["input", "select", "textarea"]) == []


def test_a_figure_that_is_not_there(bank: Bank, form: Form) -> None:
    """Its words stand in its place, and a note says so."""
    item = bank["test-set"]
    gone = item.figures[0].model_copy(update={"file": "figures/gone.svg"})
    changed = item.model_copy(update={"figures": (gone,)}).placed(item.placement)
    small = Form(id="f", sections=(Section(items=(FormEntry(id="test-set"),)),))
    found = paper(small, Bank({"test-set": changed}))
    for to in ("html", "md"):
        written = write([found], to)
        assert [note.partition(":")[0] for note in written.notes] == ["figures/gone.svg"]
        assert "The figure cannot be printed" in written.content.decode()


@settings(max_examples=60)
@given(
    st.one_of(
        st.sampled_from(TRICKY),
        st.lists(st.sampled_from(list("<>&\"'`*_[]()!#/\\$a1 {}|~")), min_size=1).map("".join),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1),
    )
)
def test_any_name_survives(text: str) -> None:
    """A name is text, control characters aside; the page is well nested, whatever the stem is."""
    form = Form(id="f", title="T", sections=(Section(items=(FormEntry(id="x"),)),))
    stem = text if text.strip() and not re.search(r"\{\{|\{=", text) else "S"
    source = {"id": "x", "format": "short_answer", "stem": stem, "accept": ["a"]}
    bank = Bank({"x": mli.make_item(source)})
    person = mli.RosterEntry(examinee="s", name=text)
    page = _page([paper(form, bank, person=person)])
    assert _nested(page)
    field = BeautifulSoup(page, "html.parser").select_one("#p0-f0")
    assert isinstance(field, Tag)
    if text:
        kept = [sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc"]
        assert field["value"] == "".join(kept)
