"""The class report: pictures with words, item analysis, PDF."""

from __future__ import annotations

import io
import random
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.analysis._results import ItemTrace, OptionTrace, TraceGroup
from mlinterview.model.score import ItemScore
from mlinterview.reports._document import parts
from mlinterview.reports.figures import (
    Svg,
    heat_map,
    histogram,
    item_map,
    reliability,
    trace_lines,
)
from mlinterview.reports.figures.heat_map import HeatCell
from mlinterview.reports.figures.item_map import ItemPlace

NS = {"svg": "http://www.w3.org/2000/svg"}
HOSTILE = 'x"><script>alert(1)</script>\x0b\ufffe&#panic("no")'
shares = st.floats(-0.5, 1, allow_nan=False)


def parsed(svg: Svg) -> ET.Element:
    """The picture as XML; it has a title, a description, and nothing that runs."""
    root = ET.fromstring(svg.alone())
    assert root.find("svg:title", NS) is not None
    description = root.find("svg:desc", NS)
    assert description is not None
    assert description.text
    assert "<script" not in svg.alone()
    assert "<script" not in svg.inline("one")
    assert "var(" not in svg.alone()
    return root


def class_scores(bank: mli.Bank, people: int, seed: int = 1) -> list[ItemScore]:
    """A class of people who know the five choice items more or less."""
    rng = random.Random(seed)
    answers = []
    for person in range(people):
        skill = rng.random()
        for n in range(1, 6):
            right = rng.random() < skill
            response = "right" if right else rng.choice(["wrong", "other", None])
            answers.append({"examinee": f"p{person}", "item": f"choice-{n}", "response": response})
        answers.append({"examinee": f"p{person}", "item": "number", "response": 12})
    return list(mli.grade_all(bank, answers))


@pytest.fixture(scope="module")
def made(bank: mli.Bank) -> mli.Report:
    """A class of 20 with its analysis."""
    return mli.report(class_scores(bank, 20), bank=bank, analysis=True)


@settings(max_examples=40)
@given(st.lists(shares, min_size=1, max_size=40), st.none() | st.floats(0, 1))
def test_histogram(values: list[float], mark: float | None) -> None:
    """Every share is in one bar, and the description counts them."""
    svg = histogram(values, mark)
    root = parsed(svg)
    words = svg.words.split(". ", 1)[1].split("; ")
    counts = [int(word.split(": ")[1]) for word in words if "pass mark" not in word]
    assert sum(counts) == len(values)
    assert len(root.findall("svg:rect", NS)) == len(counts)
    assert ("pass mark" in svg.words) is (mark is not None)


def test_bars_of_the_histogram() -> None:
    """A boundary belongs to the upper bar, 100 % to the last, below 0 to the first."""
    svg = histogram([-0.2, 0.0, 0.1, 0.3, 0.7, 1.0], 0.3)
    assert "0 to 10%: 2; 10 to 20%: 1; 30 to 40%: 1; 70 to 80%: 1; 90 to 100%: 1" in svg.words
    assert "pass mark at 30%, 3 below it" in svg.words


def test_heat_map() -> None:
    """A coloured cell for each share, a mean for each column, and hostile names as text."""
    cells = [[HeatCell(0.5, False), None], [HeatCell(1.0, True), HeatCell(0.0, False)]]
    svg = heat_map("area", [HOSTILE, "bo"], ["North", HOSTILE], cells)
    root = parsed(svg)
    assert len(root.findall("svg:rect", NS)) == 3
    assert "North: mean 75%" in svg.words


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(-1, 1), st.booleans()), min_size=1, max_size=12)
)
def test_item_map(places: list[tuple[float, float, bool]]) -> None:
    """Every item lies inside the frame, flagged ones in another colour."""
    svg = item_map([ItemPlace(n, f"item {n}", *place) for n, place in enumerate(places, 1)])
    discs = parsed(svg).findall("svg:circle", NS)
    assert len(discs) == len(places)
    for disc in discs:
        assert 0 <= float(disc.attrib["cx"]) <= svg.width
        assert 0 <= float(disc.attrib["cy"]) <= svg.height
    flagged = [disc for disc in discs if disc.attrib["class"] == "flag"]
    assert len(flagged) == sum(flag for *_, flag in places)


@settings(max_examples=40)
@given(st.floats(-3, 1), st.none() | st.tuples(st.floats(-5, 0.5), st.floats(0.5, 1)))
def test_reliability(alpha: float, ends: Any) -> None:
    """Drawn inside the frame, even below 0."""
    svg = reliability(alpha, ends)
    (disc,) = parsed(svg).findall("svg:circle", NS)
    assert 0 <= float(disc.attrib["cx"]) <= svg.width


@settings(max_examples=40)
@given(st.integers(2, 5), st.integers(2, 12), st.randoms())
def test_trace_lines(groups: int, options: int, rng: Any) -> None:
    """A line an option, the key last and thick, letters that do not lie on each other."""
    trace = ItemTrace(
        item_id="item",
        groups=tuple(TraceGroup(n=5, rest_share=n / 5) for n in range(groups)),
        options=tuple(
            OptionTrace(
                id=f"o{n}",
                text=None,
                key=n == 1,
                shares=tuple(rng.random() for _ in range(groups)),
                intervals=((0.0, 1.0),) * groups,
            )
            for n in range(options)
        ),
    )
    root = parsed(trace_lines(trace, HOSTILE))
    lines = root.findall("svg:path", NS)
    assert [line.attrib["class"] for line in lines] == ["other"] * (options - 1) + ["key"]
    letters = [t for t in root.findall("svg:text", NS) if t.text and len(t.text) == 1]
    heights = sorted(float(text.attrib["y"]) for text in letters)
    assert len(heights) == options
    assert all(low + 10 < high for low, high in pairwise(heights))


def test_the_analysis_is_that_of_analyze(bank: mli.Bank, made: mli.Report) -> None:
    """The same figures as ``mli.analyze`` gives, for every item."""
    assert made.class_summary is not None
    found = made.class_summary.analysis
    assert found is not None
    other = mli.analyze(class_scores(bank, 20), bank=bank)
    assert found.alpha == other.form.alpha
    assert found.alpha_interval == other.form.alpha_interval
    figures = {item.item_id: (item.facility, item.discrimination) for item in found.items}
    assert figures == {i.item_id: (i.facility, i.discrimination) for i in other.items}
    assert {trace.item_id: trace for trace in found.traces} == {t.item_id: t for t in other.traces}


def test_the_page_has_every_picture(made: mli.Report) -> None:
    """Each with its own ids, a title and a description, in one file without scripts."""
    page = made.to_html()
    for identity in ("histogram", "heat", "alpha", "map", "trace0"):
        assert page.count(f'id="{identity}-title"') == 1
        assert page.count(f'id="{identity}-words"') == 1
    assert "Item analysis" in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_without_analysis_nothing_of_it_is_there(bank: mli.Bank) -> None:
    """Nor is it for one person, or for examinees."""
    scores = class_scores(bank, 6)
    plain = mli.report(scores, bank=bank)
    assert plain.class_summary is not None
    assert plain.class_summary.analysis is None
    assert "Item analysis" not in plain.to_html()
    full = mli.report(scores, bank=bank, analysis=True)
    hidden = full.for_audience("examinee").class_summary
    assert hidden is not None
    assert hidden.analysis is None
    alone = mli.report(scores, bank=bank, analysis=True, examinee="p1")
    assert alone.class_summary is None


@pytest.mark.parametrize("people", [2, 4, 9])
def test_very_small_classes(bank: mli.Bank, people: int) -> None:
    """What is undefined is said; nothing fails."""
    made = mli.report(class_scores(bank, people), bank=bank, analysis=True)
    page = made.to_html()
    assert "Item analysis" in page
    assert "Who chose what" not in page
    assert made.class_summary is not None
    assert made.class_summary.analysis is not None
    if people < 5:
        assert made.class_summary.analysis.alpha is None
        assert 'id="map-title"' not in page


def test_without_numpy_the_rest_is_there(bank: mli.Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says which extra it misses."""
    scores = class_scores(bank, 6)
    monkeypatch.setitem(sys.modules, "numpy", None)
    made = mli.report(scores, bank=bank, analysis=True)
    page = made.to_html()
    assert "pip install &#x27;mlinterview[analysis]&#x27;" in page
    assert 'id="histogram-title"' in page


def test_pdf(made: mli.Report) -> None:
    """The class on pages, with its words; every text is only text."""
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(made.to_pdf())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("20 people", "Item analysis", "Who chose what", "Hardest items", "p19"):
        assert words in text


@pytest.mark.parametrize("people", [2, 20, 80])
def test_every_row_of_the_heat_map_is_on_the_page(bank: mli.Bank, people: int) -> None:
    """A page of A4 is 25.9 cm high and 17.4 cm wide between its margins; so is no picture."""
    report = mli.report(class_scores(bank, people), bank=bank, by=["area"])
    figures = [part for part in parts(report) if part["kind"] == "figure"]
    for figure in figures:
        _, _, width, height = map(float, ET.fromstring(figure["svg"]).attrib["viewBox"].split())
        assert 0 < figure["share"] <= 1
        assert 17.4 * figure["share"] * height / width < 25.9 - 1.5  # with two lines of caption
    assert any("by area and person" in figure["alt"] for figure in figures)


def test_pdf_of_hostile_names(bank: mli.Bank) -> None:
    """Neither typst nor SVG reads markup in what people are called."""
    pypdf = pytest.importorskip("pypdf")
    names = ['#panic("no")', "*bold* $x$ @ref <l>", "\ufffe\x00]", "漢字 Nguyễn"]
    scores = [
        score.model_copy(update={"examinee_id": name})
        for name in names
        for score in class_scores(bank, 1)
    ]
    made = mli.report(scores, bank=bank, analysis=True, roles="ml_engineer")
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(made.to_pdf())).pages)
    assert '#panic("no")' in text
    assert "*bold* $x$ @ref <l>" in text


def test_pdf_of_one_person(bank: mli.Bank) -> None:
    """Tables, readiness and what to study."""
    pypdf = pytest.importorskip("pypdf")
    scores = class_scores(bank, 1)
    made = mli.report(scores, bank=bank, roles=["ml_engineer"], by=["area"])
    pages = pypdf.PdfReader(io.BytesIO(made.to_pdf())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("By area", "Readiness: ML engineer", "What to study next", "p0"):
        assert words in text


def test_pdf_needs_typst(made: mli.Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(mli.MissingExtraError, match=r"mlinterview\[pdf\]"):
        made.to_pdf()
