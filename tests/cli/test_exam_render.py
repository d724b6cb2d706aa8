"""`exam render`: files by variant and person, what is refused, what is said."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

ROSTER = """\
examinee,name,variant,time_factor
s01,Ann Lee,B,25%
s02,Nguyễn Thị Hằng,,
a/b,Cy,A,
"""


@pytest.fixture
def quiz(mli: Any, tmp_path: Path) -> Path:
    """A form of three items, one with a figure."""
    path = tmp_path / "quiz.form.yaml"
    ids = ("churn-discount-target", "single-batch-loss-oscillates", "rag-pipeline-order")
    known = [one["id"] for one in mli("list", "--format", "ordering", "--json").json()["items"]]
    words = ("exam", "pick", *ids[:2], known[0], "--out", path, "--title", "Quiz", "--minutes", 30)
    assert mli(*words).code == 0
    return path


def test_one_paper_on_standard_output(mli: Any, quiz: Path) -> None:
    """HTML unless told otherwise, with its figure inside; Markdown likewise."""
    page = mli("exam", "render", quiz)
    assert page.code == 0
    assert page.out.startswith("<!DOCTYPE html>")
    assert "data:image/svg+xml" in page.out
    text = mli("exam", "render", quiz, "--to", "md", "--out", "-")
    assert text.out.startswith("# Quiz\n")
    assert "data:image/svg+xml" in text.out


def test_the_format_is_that_of_the_file(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """Figures lie beside Markdown; what is there is not overwritten, figures that are the same are
    no reason to refuse."""
    out = tmp_path / "quiz.md"
    done = mli("exam", "render", quiz, "--out", out)
    assert (done.code, done.out) == (0, f"{out}: 1 paper\n")
    figures = tmp_path / "quiz-figures"
    (figure,) = figures.iterdir()
    assert f"(quiz-figures/{figure.name})" in out.read_text(encoding="utf-8")
    again = mli("exam", "render", quiz, "--out", out)
    assert (again.code, "exists; --force" in again.err) == (2, True)
    assert mli("exam", "render", quiz, "--out", out, "--force").code == 0
    figure.write_text("another", encoding="utf-8")
    out.unlink()
    refused = mli("exam", "render", quiz, "--out", out)
    assert (refused.code, "--force overwrites it" in refused.err) == (2, True)


def test_a_file_for_each_variant(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """In a directory that is made; the key is another file; JSON says which is which."""
    out = tmp_path / "papers"
    done = mli("exam", "render", quiz, "--to", "pdf", "--variants", 3, "--out", out, "--json")
    assert done.code == 0
    assert [(Path(p["file"]).name, p["variant"]) for p in done.json()["papers"]] == [
        ("quiz-A.pdf", "A"),
        ("quiz-B.pdf", "B"),
        ("quiz-C.pdf", "C"),
    ]
    assert sorted(path.name for path in out.iterdir()) == ["quiz-A.pdf", "quiz-B.pdf", "quiz-C.pdf"]
    keys = mli("exam", "render", quiz, "--to", "pdf", "--variants", 3, "--out", out, "--key")
    assert f"{out / 'quiz-key-B.pdf'}: 1 paper, variant B" in keys.out
    text = PdfReader(out / "quiz-key-B.pdf").pages[0].extract_text()
    assert "Key" in text


def test_all_in_one_file(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """A file name of that format takes them all, and so does --one-file."""
    out = tmp_path / "all.pdf"
    done = mli("exam", "render", quiz, "--variants", 2, "--out", out)
    assert done.out == f"{out}: 2 papers, variants A to B\n"
    (tmp_path / "one").mkdir()
    words = ("exam", "render", quiz, "--variants", 2, "--to", "html", "--one-file")
    assert mli(*words, "--out", tmp_path / "one").code == 0
    page = (tmp_path / "one" / "quiz.html").read_text(encoding="utf-8")
    assert page.count('<article class="paper"') == 2
    assert mli(*words).out.count('<article class="paper"') == 2


def test_a_paper_for_everybody(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """With name, minutes and code; people without one are dealt one; the key is by variant."""
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    out = tmp_path / "papers"
    words = ("exam", "render", quiz, "--roster", roster, "--variants", 2, "--to", "html")
    done = mli(*words, "--out", out, "--json")
    assert [(Path(p["file"]).name, p["variant"], p["examinee"]) for p in done.json()["papers"]] == [
        ("quiz-s01-B.html", "B", "s01"),
        ("quiz-s02-A.html", "A", "s02"),
        ("quiz-a_b-A.html", "A", "a/b"),
    ]
    page = (out / "quiz-s01-B.html").read_text(encoding="utf-8")
    assert "38 minutes (extra time included)" in page
    assert 'value="Ann Lee"' in page
    keys = mli(*words, "--key", "--out", tmp_path / "keys", "--json").json()["papers"]
    assert [(Path(p["file"]).name, p["examinee"]) for p in keys] == [
        ("quiz-key-B.html", None),
        ("quiz-key-A.html", None),
    ]


def test_a_roster_with_faults(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """The others get their papers; each fault is a line, and the exit code is 3."""
    roster = tmp_path / "roster.csv"
    roster.write_text("examinee,time_factor\ns01,9\ns02,1\ns02,1\n", encoding="utf-8")
    done = mli("exam", "render", quiz, "--roster", roster, "--out", tmp_path / "p", "--to", "md")
    assert done.code == 3
    assert len(done.err.splitlines()) == 2
    assert sorted(path.name for path in (tmp_path / "p").glob("*.md")) == [
        "quiz-s01.md",
        "quiz-s02.md",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "pdf"), "pdf is no text for a terminal; give --out FILE"),
        (("--json",), "--json and a paper both want stdout; give --out"),
        (("--variants", 2), "2 papers: give --out DIR, or --one-file"),
        (("--to", "rtf"), "'rtf' is not one of"),
        (("--out", "x.txt"), "the name x.txt tells no format: give --to"),
        (("--out", "x.pdf", "--to", "html"), "--to html, but x.pdf is the name of another format"),
        (("--variants", 0), "0 is not in the range"),
        (("--out", "no/such/dir/x.pdf"), "there is no directory"),
    ],
)
def test_wrong_usage(mli: Any, quiz: Path, words: tuple[object, ...], said: str) -> None:
    """Exit 2, one line that says what to do."""
    done = mli("exam", "render", quiz, *words)
    if "--json" in words:
        assert (done.code, said in done.json()["error"]["message"]) == (2, True)
    else:
        assert (done.code, done.out, said in done.err) == (2, "", True)


def test_a_form_beyond_the_bank(mli: Any, tmp_path: Path) -> None:
    """No paper is printed that lacks a question; an old version is said."""
    path = tmp_path / "f.form.yaml"
    path.write_text(
        "id: f\nsections:\n- items: [{id: loss-for-task, version: 99}, gone]\n", encoding="utf-8"
    )
    done = mli("exam", "render", path, "--out", tmp_path / "x.html")
    assert (done.code, (tmp_path / "x.html").exists()) == (1, False)
    assert "form 'f': no item named 'gone'" in done.err
    path.write_text(
        "id: f\nsections:\n- items: [{id: loss-for-task, version: 99}]\n", encoding="utf-8"
    )
    done = mli("exam", "render", path, "--out", tmp_path / "x.html")
    assert done.code == 0
    assert "loss-for-task: the form was made with version 99, the bank has" in done.err


def test_names_that_fold_to_one(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """Two people whose ids make one file name get two files."""
    roster = tmp_path / "roster.csv"
    roster.write_text("examinee\nAnn\nann\na:b\na/b\n", encoding="utf-8")
    out = tmp_path / "papers"
    assert mli("exam", "render", quiz, "--roster", roster, "--to", "md", "--out", out).code == 0
    assert sorted(path.name for path in out.glob("*.md")) == [
        "quiz-Ann.md",
        "quiz-a_b-2.md",
        "quiz-a_b.md",
        "quiz-ann-2.md",
    ]


def test_pdf_options(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """Size, large print, language and room instead of a sheet."""
    out = tmp_path / "x.pdf"
    words = ("--paper", "letter", "--large-print", "--language", "vi", "--no-answer-sheet")
    assert mli("exam", "render", quiz, *words, "--out", out).code == 0
    reader = PdfReader(io.BytesIO(out.read_bytes()))
    assert round(reader.pages[0].mediabox.width) == 612
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Thời gian" in text
    assert "Phiếu trả lời" not in text


def test_a_form_of_another_bank(mli: Any, tmp_path: Path) -> None:
    """Where a bank has none of the form's items one line says what is missing: its own bank."""
    form = tmp_path / "own.form.yaml"
    form.write_text("id: own\nsections: [{items: [their-first, their-second]}]\n", encoding="utf-8")
    made = mli("exam", "render", form, "--to", "md")
    assert made.code == 1
    told = f"{form}: sections: none of its 2 items is in this bank; name theirs with --bank"
    assert made.err.splitlines()[0] == told
    assert made.err.count("their-first") == 1
