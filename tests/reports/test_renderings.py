"""Text, Markdown, HTML and CSV: snapshots, widths, audiences, foreign text, file names."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.reports import Report
from mlinterview.reports._files import file_stems

#: texts of the bank that give keys away, all of them in items of the reports below
SECRETS = ["SECRET", "Because number", "Book 1", "chapter 1", "First and second hold", "Twice"]

#: what an attacker would type into an answer, a name, an id
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</pre></textarea></style><svg onload=alert(1)>",
    "'; background:url(//evil)",
    "```\n# heading\n| a | b |",
    "[click](javascript:alert(1))",
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil\x07link",
    "\u202egnp.exe",
    "=HYPERLINK(1)",
    "\ud800 lone",
    "\0",
]


@pytest.fixture(scope="session")
def answered(bank: mli.Bank, essay_score: Any) -> list[Any]:
    """One person's answers of every format, some right, one of each kind of trouble."""
    responses = [
        {"item": "choice-1", "response": "wrong"},
        {"item": "choice-2", "response": "right"},
        {"item": "choice-3", "response": "right"},
        {"item": "several", "response": ["one", "three"], "seed": 3},
        {"item": "judged", "response": False},
        {"item": "number", "response": "many"},
        {"item": "pairs", "response": {"first": "a1", "second": "a1"}},
        {"item": "steps", "response": ["s2", "s1", "s3"]},
        {"item": "gaps", "response": {"word": "termm", "count": 3}},
        {"item": "drawn", "response": 11, "seed": 5},
        {"item": "choice-4", "response": None},
    ]
    return [*mli.grade_all(bank, responses), essay_score]


@pytest.fixture(scope="session")
def person(bank: mli.Bank, answered: list[Any]) -> Report:
    """The report of one person."""
    return mli.report(answered, bank=bank)


@pytest.fixture(scope="session")
def group(bank: mli.Bank, answered: list[Any], score: Any) -> Report:
    """The report of a class of three."""
    named = [one.model_copy(update={"examinee_id": "Ann Ähre"}) for one in answered]
    others = [
        score(item, share, examinee_id=name)
        for name, share in (("Bob", 0.5), ("=1+1", 1.0))
        for item in ("choice-1", "essay", "judged")
    ]
    return mli.report([*named, *others], bank=bank)


FORMATS: dict[str, Callable[..., str]] = {
    "text.txt": Report.to_text,
    "page.md": Report.to_markdown,
    "page.html": Report.to_html,
}


@pytest.mark.parametrize("audience", ["instructor", "examinee"])
@pytest.mark.parametrize("name", FORMATS)
def test_snapshot_of_a_person(person: Report, snapshot: Any, name: str, audience: str) -> None:
    """The whole report of one person, for both audiences."""
    snapshot(f"person-{audience}-{name}", FORMATS[name](person, audience=audience))


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot_of_a_class(group: Report, snapshot: Any, name: str) -> None:
    """The whole report of a class."""
    snapshot(f"class-{name}", FORMATS[name](group))


def test_snapshot_of_the_table(group: Report, snapshot: Any) -> None:
    """The wide CSV table."""
    snapshot("class.csv", group.to_csv())


@pytest.mark.parametrize("name", FORMATS)
def test_examinees_see_no_keys(person: Report, group: Report, name: str) -> None:
    """No key, explanation, reference or rubric; points, status, own answer and feedback stay."""
    for report in (person, group):
        shown = FORMATS[name](report, audience="examinee")
        assert not [secret for secret in SECRETS if secret in shown]
    shown = FORMATS[name](person, audience="examinee")
    for own in ("The wrong one", "Not this one", "0 of 1", "could not be read", "Say more"):
        assert own in shown


def test_instructors_see_keys_and_evidence(person: Report) -> None:
    """Key, explanation, reference and the quoted evidence are there for instructors."""
    for shown in (person.to_text(), person.to_markdown(), person.to_html()):
        for secret in SECRETS:
            assert secret in shown
    assert '"cause" (4-9)' in person.to_text()
    assert "The <mark>cause</mark> is &lt;b&gt;bold&lt;/b&gt;." in person.to_html()


def test_feedback_of_options_not_chosen_is_hidden(bank: mli.Bank) -> None:
    """What is said to an option is said to who chose it."""
    scores = list(mli.grade_all(bank, [{"item": "several", "response": ["one"]}]))
    shown = mli.report(scores, bank=bank).for_audience("examinee")
    assert "never holds" not in shown.model_dump_json() + shown.to_html()


def test_audience_is_checked(person: Report) -> None:
    """Another audience is refused; keys taken out do not come back."""
    with pytest.raises(ValueError, match="'teacher'"):
        person.to_html(audience="teacher")  # type: ignore[arg-type]
    hidden = person.for_audience("examinee")
    assert hidden.audience == "examinee"
    assert "SECRET" not in hidden.to_html(audience="instructor")


def test_json_is_the_report(person: Report, group: Report) -> None:
    """The JSON reads back as the same report."""
    for report in (person, group):
        assert Report.model_validate(report.model_dump(mode="json")) == report


@pytest.mark.parametrize("width", [30, 60, 72, 80, 120])
def test_text_keeps_to_its_width(person: Report, group: Report, width: int) -> None:
    """No line is wider than asked, and none ends in blanks."""
    for report in (person, group):
        for line in report.to_text(width=width).split("\n"):
            assert len(line) <= width
            assert line == line.rstrip()


def test_color_only_where_asked(person: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """No escape codes by default, whatever the environment says; with them the same words."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.setenv(name, "1")
    assert "\x1b" not in person.to_text()
    monkeypatch.setenv("NO_COLOR", "1")
    colored = person.to_text(color=True)
    assert "\x1b[" in colored
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", colored).split("\n"))
    assert plain == person.to_text()


def test_bars_are_plain_characters(person: Report) -> None:
    """Bars are made of # and -."""
    assert re.search(r"\bAlpha models +6 +[\d./]+ #+-+ ", person.to_text())


def test_text_without_items(person: Report) -> None:
    """The list of items can be left out."""
    assert "\nItems\n" in person.to_text()
    assert "\nItems\n" not in person.to_text(items=False)


class Page(HTMLParser):
    """Collects tags, attributes and open elements."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID and not tag.startswith(("rect", "path")):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "path"):
            assert self.open.pop() == tag


def test_page_is_whole_and_alone(person: Report, group: Report) -> None:
    """Elements are closed, ids are unique, and nothing is fetched from elsewhere."""
    for report in (person, group):
        text = report.to_html()
        page = Page(text)
        assert page.open == []
        assert len(set(page.ids)) == len(page.ids)
        assert not page.tags & {"script", "link", "img", "iframe", "object", "form"}
        assert "url(" not in text
        assert "@import" not in text
        assert '<meta name="viewport"' in text
        assert "prefers-color-scheme:dark" in text
        assert {"svg", "title", "desc"} <= page.tags
        assert {link[0] for link in page.links} <= {"#", "h"}


def hostile(bank: mli.Bank, score: Any, text: str) -> Report:
    """A report in which ``text`` stands wherever an examinee's or grader's words can stand."""
    from mlinterview.model.score import CriterionScore, Span

    scores = [
        score(
            item,
            0.0,
            examinee_id=text + str(number),
            response=text,
            status=status,
            feedback=(text,),
            misconceptions=(text,),
            problem={"kind": text, "message": text} if status == "invalid" else None,
            form=text,
            scheme=text,
            criteria=(
                CriterionScore(
                    id=text,
                    points=0,
                    max_points=1,
                    note=text,
                    spans=(Span(start=0, end=len(text), text=text),),
                ),
            ),
        )
        for number in range(2)
        for item, status in [("essay", "needs_review"), ("gaps", "invalid"), ("choice-1", "graded")]
    ]
    unknown = score(text, None, status="invalid", max_points=0.0, examinee_id=text + "0")
    return mli.report([*scores, unknown], bank=bank)


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_only_text(bank: mli.Bank, score: Any, text: str) -> None:
    """Nothing that was typed becomes markup, a control sequence or a formula."""
    report = hostile(bank, score, text)
    page = report.to_html()
    assert Page(page).tags == Page(hostile(bank, score, "harmless").to_html()).tags
    plain = report.to_text() + "".join(one.to_text() for _, one in report.each())
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", plain)
    marked = report.to_markdown()
    outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", marked)
    assert "<script" not in outside
    assert "<img" not in outside
    assert not re.search(r"(?<!\\)\]\(", outside)
    for row in csv.reader(StringIO(report.to_csv())):
        assert not row[0].startswith(("=", "+", "-", "@", "\t"))


pieces = st.sampled_from(
    ["<", ">", "&", '"', "'", "`", "]", "(", "script", "img", " onerror=", "/", "\n", "\0", "--"]
)
typed = st.lists(pieces, max_size=12).map("".join) | st.text(max_size=20)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed)
def test_page_never_holds_unescaped_text(bank: mli.Bank, score: Any, text: str) -> None:
    """Whatever is typed, the page has the tags and attributes of a page with harmless words."""
    page, harmless = (Page(hostile(bank, score, word).to_html()) for word in (text, "harmless"))
    assert page.tags <= harmless.tags
    assert page.names <= harmless.names
    assert page.open == []


CELLS = ["=1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "＝1", "\ufeff=1"]


@pytest.mark.parametrize("name", CELLS)
def test_no_cell_is_a_formula(bank: mli.Bank, score: Any, name: str) -> None:
    """A name that a spreadsheet would calculate gets an apostrophe in front."""
    found = mli.report([score("choice-1", -0.5, examinee_id=name)], bank=bank)
    header, row = csv.reader(StringIO(found.to_csv()))
    cells = dict(zip(header, row, strict=True))
    assert cells["examinee_id"].startswith("'")
    assert cells["category:ml_theory"] == "-0.5"  # numbers stay numbers


def test_csv_has_a_row_a_person(group: Report) -> None:
    """Totals first, then a share for every row that anybody has; empty where one has none."""
    header, *rows = csv.reader(StringIO(group.to_csv()))
    assert header[:5] == ["examinee_id", "points", "points_low", "points_high", "max_points"]
    assert [row[0] for row in rows] == ["'=1+1", "Ann Ähre", "Bob"]
    assert {len(row) for row in rows} == {len(header)}


NAMES: list[tuple[list[str | None], list[str]]] = [
    (["Ann", "Bob"], ["Ann", "Bob"]),
    ([None], ["examinee"]),
    (["a/b", "a\\b", "a b"], ["a-b", "a-b-2", "a-b-3"]),
    (["Ann", "ANN"], ["Ann", "ANN-2"]),
    (["../../etc/passwd"], ["etc-passwd"]),
    (["CON", "nul.txt", "com1"], ["CON-examinee", "nul-txt", "com1-examinee"]),
    (["Ähre", "李雷"], ["Ähre", "李雷"]),
    (["...", "", "-"], ["examinee", "examinee-2", "examinee-3"]),
    (["x" * 300], ["x" * 80]),
]


@pytest.mark.parametrize(("names", "stems"), NAMES)
def test_file_names(names: list[str | None], stems: list[str]) -> None:
    """Names of files are safe on every system and differ even where case is ignored."""
    assert file_stems(names) == stems


@given(st.lists(st.none() | st.text(max_size=120), max_size=8))
def test_file_names_are_safe(names: list[str | None]) -> None:
    """No name leaves its directory, is too long, or meets another."""
    stems = file_stems(names)
    assert len({stem.casefold() for stem in stems}) == len(names)
    for stem in stems:
        assert re.fullmatch(r"[^\W_][\w-]*", stem)
        assert len(stem.encode()) <= 210


def test_one_report_a_person(group: Report) -> None:
    """Each has a report without the class and without anybody else."""
    found = dict(group.each())
    assert list(found) == ["1-1", "Ann-Ähre", "Bob"]
    assert found["Bob"].class_summary is None
    assert [one.examinee_id for one in found["Bob"].examinees] == ["Bob"]
    assert found["Bob"].summary.points == found["Bob"].examinees[0].points
    assert "Ähre" not in found["Bob"].to_html()
