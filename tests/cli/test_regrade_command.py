"""`mlinterview regrade`, as an instructor uses it."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

import mlinterview as library

CHOICE = """- id: {name}
  version: {version}
  format: single_choice
  stem: "What is {name}?"
  options:
    - {{id: first, text: One, correct: {first}}}
    - {{id: second, text: Two, correct: {second}}}
    - {{id: third, text: "Three, or more"}}
    - {{id: fourth, text: Four}}
"""
NUMBER = "- {id: size, format: numeric, stem: How many?, answer: 3}\n"


def bank_at(folder: Path, wrong: str = "", version: int = 1) -> Path:
    """A bank of eight choices and a number; the key of one choice is wrong."""
    place = folder / "questions" / "ml_theory"
    place.mkdir(parents=True)
    text = NUMBER
    for n in range(1, 9):
        slip = f"q{n}" == wrong
        words = {"first": str(not slip).lower(), "second": str(slip).lower()}
        text += CHOICE.format(name=f"q{n}", version=version if n == 3 else 1, **words)
    (place / "exam.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class of 20 in answers.csv; the key of q3 is wrong in `exam`, right in `mended`."""
    monkeypatch.chdir(tmp_path)
    bank_at(tmp_path / "exam", wrong="q3")
    bank_at(tmp_path / "mended", version=2)
    rng = random.Random(5)
    rows = [("examinee", "item", "response")]
    for person in range(1, 21):
        able = person / 20
        for n in range(1, 9):
            right = rng.random() < 0.1 + 0.85 * able
            wrong = rng.choice(["second", "third", "fourth"])
            rows.append((f"s{person:02}", f"q{n}", "first" if right else wrong))
    with (tmp_path / "answers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return tmp_path


def document(outcome: Any) -> Any:
    assert outcome.code == 0, outcome.err
    return outcome.json()


def test_from_the_analysis_to_the_regrading(mli: Any, exam: Path) -> None:
    """The analysis doubts the key and prints the command that shows what changes."""
    found = mli("analyze", "answers.csv", "--bank", "exam")
    (command,) = [line for line in found.out.splitlines() if "--accept q3=first" in line]
    words = command.split()
    assert words[:3] == ["mlinterview", "regrade", "answers.csv"]
    made = document(mli(*words[1:], "--json"))
    (item,) = made["items"]
    assert (item["item_id"], item["change"], item["lowered"]) == ("q3", "accept", 0)
    assert item["raised"] == made["summary"]["raised"] > 5


def test_letters_ids_and_several(mli: Any, exam: Path) -> None:
    """`q3=a,c` accepts each of two options; letters win, ids are read as well."""
    letters = document(mli(*BASE, "--accept", "q3=a, c", "--json"))
    ids = document(mli(*BASE, "--accept", "q3=first", "--accept", "q3=third", "--json"))
    assert letters["decisions"] == ids["decisions"]
    assert [one["response"] for one in letters["decisions"]] == ["first", "third"]
    assert letters["people"] == ids["people"]


BASE = ("regrade", "answers.csv", "--bank", "exam")


def test_short_forms_become_a_file(mli: Any, exam: Path) -> None:
    """--write-decisions writes what --decisions reads; both give the same."""
    short = ("--accept", "q3=a", "--drop", "q4", "--full-credit", "q5")
    signed = ("--reason", "A slip: of the pen", "--by", "Dr Ito")
    first = document(mli(*BASE, *short, *signed, "--write-decisions", "decisions.yaml", "--json"))
    second = document(mli(*BASE, "--decisions", "decisions.yaml", "--json"))
    assert second == first
    text = (exam / "decisions.yaml").read_text(encoding="utf-8")
    assert text.count('by: "Dr Ito"') == 3
    again = mli(*BASE, "--drop", "q1", "--write-decisions", "decisions.yaml")
    assert (again.code, (exam / "decisions.yaml").read_text(encoding="utf-8")) == (2, text)


def test_two_banks(mli: Any, exam: Path) -> None:
    """With the bank of that time and the bank now the diff is the same as grading by both."""
    words = ("regrade", "answers.csv", "--old-bank", "exam", "--new-bank", "mended")
    made = document(mli(*words, "--json"))
    for side, bank in (("before", "exam"), ("after", "mended")):
        graded = document(mli("grade", "answers.csv", "--bank", bank, "--json"))
        expected = [person["points"] for person in graded["report"]["examinees"]]
        assert [person[side]["points"] for person in made["people"]] == expected
    (item,) = made["items"]
    assert (item["version_before"], item["version_after"], item["change"]) == (1, 2, "key")


def test_scores_go_in_and_out(mli: Any, exam: Path) -> None:
    """Published scores are what was before; --out holds new ones; nothing is overwritten."""
    mli("grade", "answers.csv", "--bank", "exam", "--out", "published.jsonl")
    published = (exam / "published.jsonl").read_bytes()
    words = ("regrade", "published.jsonl", "--bank", "mended", "--out", "new.jsonl")
    made = mli(*words)
    assert made.code == 0
    assert "New scores: new.jsonl" in made.out
    assert mli(*words).code == 2
    assert mli(*words[:4], "--out", "published.jsonl").code == 2
    assert (exam / "published.jsonl").read_bytes() == published
    report = document(mli("report", "new.jsonl", "--bank", "mended", "--json"))
    found = document(mli(*words[:4], "--to", "json"))
    assert [p["points"] for p in report["examinees"]] == [
        p["after"]["points"] for p in found["people"]
    ]
    from_pipe = mli(*words, "--force")
    assert from_pipe.code == 0


def test_the_form_without_the_item(mli: Any, exam: Path) -> None:
    """--write-form makes the form that a report of the new scores needs."""
    form = {"id": "quiz", "sections": [{"items": [f"q{n}" for n in range(1, 9)] + ["size"]}]}
    (exam / "quiz.form.yaml").write_text(json.dumps(form), encoding="utf-8")
    words = (*BASE, "--form", "quiz.form.yaml", "--drop", "q3")
    made = mli(*words, "--out", "new.jsonl", "--write-form", "after.form.yaml")
    assert made.code == 0, made.err
    found = document(mli(*words, "--json"))
    report = document(
        mli("report", "new.jsonl", "--bank", "exam", "--form", "after.form.yaml", "--json")
    )
    assert [p["points"] for p in report["examinees"]] == pytest.approx(
        [p["after"]["points"] for p in found["people"]]
    )
    assert {round(p["max_points"], 9) for p in report["examinees"]} == {9}


def test_letters_of_papers_that_differ(mli: Any, exam: Path) -> None:
    """A letter means different options on different papers: the id is asked for."""
    form = {"id": "quiz", "sections": [{"items": ["q3"]}]}
    (exam / "quiz.form.yaml").write_text(json.dumps(form), encoding="utf-8")
    lines = [
        json.dumps({"examinee": v, "item": "q3", "response": "third", "form": "quiz", "variant": v})
        for v in ("A", "B", "C")
    ]
    (exam / "papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = ("regrade", "papers.jsonl", "--bank", "exam", "--form", "quiz.form.yaml")
    refused = mli(*words, "--accept", "q3=b")
    assert refused.code == 2
    assert "differ from paper to paper; name options by id: first, second" in refused.err
    made = document(mli(*words, "--accept", "q3=third", "--json"))
    assert made["summary"]["raised"] == 3


def test_letters_of_one_paper(mli: Any, exam: Path) -> None:
    """Letters are those printed on the form."""
    options = ["fourth", "third", "second", "first"]
    form = {"id": "quiz", "sections": [{"items": [{"id": "q3", "options": options}]}]}
    (exam / "quiz.form.yaml").write_text(json.dumps(form), encoding="utf-8")
    made = document(mli(*BASE, "--form", "quiz.form.yaml", "--accept", "q3=d", "--json"))
    assert [one["response"] for one in made["decisions"]] == ["first"]


def test_faults_of_decisions(mli: Any, exam: Path) -> None:
    """Each on a line, exit 1, and nothing is regraded."""
    (exam / "d.yaml").write_text(
        "- {item: q3, action: accept, response: zz}\n- {item: q99, action: drop}\n"
        "- {item: q4, action: drop}\n",
        encoding="utf-8",
    )
    made = mli(*BASE, "--decisions", "d.yaml", "--out", "new.jsonl")
    assert (made.code, made.out) == (1, "")
    lines = made.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["d.yaml:1", "d.yaml:2"]
    assert not (exam / "new.jsonl").exists()
    clash = mli(*BASE, "--drop", "q3", "--full-credit", "q3", "--json")
    assert clash.code == 1
    assert clash.json()["error"]["kind"] == "DecisionError"


@pytest.mark.parametrize(
    "words",
    [
        ("--accept", "q3"),
        ("--accept", "q3="),
        ("--accept", "q3=zz"),
        ("--accept", "nobody=a"),
        ("--drop", "nobody"),
        ("--full-credit", "nobody"),
        ("--keep-max",),
        ("--write-form", "f.yaml"),
        ("--json", "--out", "-"),
        ("--to", "html", "--out", "page.html"),
        ("--new-bank", "mended"),
        ("--scheme", "nobody"),
        ("--map", "answers.csv"),
        ("--to", "docx"),
    ],
)
def test_wrong_usage(mli: Any, exam: Path, words: tuple[str, ...]) -> None:
    """Exit 2 with one line that says why."""
    made = mli(*BASE, *words)
    assert made.code == 2
    assert "Traceback" not in made.err


def test_unreadable_answers_and_empty_files(mli: Any, exam: Path) -> None:
    """Exit 3 where answers could not be read, 1 where nothing could."""
    text = (exam / "answers.csv").read_text(encoding="utf-8") + "s20,size,many\n"
    (exam / "answers.csv").write_text(text, encoding="utf-8")
    made = mli(*BASE, "--drop", "q3")
    assert made.code == 3
    assert "s20: size: invalid: expected a number" in made.err
    assert "1 answer could not be read; they count 0 points for now." in made.out
    (exam / "answers.csv").write_text(text + "s20,size,1\n", encoding="utf-8")
    twice = mli(*BASE, "--drop", "q3").out
    assert "1 answer could not be read;" in twice
    assert "1 record repeats an item and attempt; the first one counts." in twice
    (exam / "answers.csv").write_text(text, encoding="utf-8")
    assert mli(*BASE, "--full-credit", "size").code == 0
    (exam / "empty.jsonl").write_text("nonsense\n", encoding="utf-8")
    assert mli("regrade", "empty.jsonl", "--bank", "exam").code == 1


def test_marks_count_on_both_sides(mli: Any, exam: Path) -> None:
    """A mark on one answer holds before and after."""
    (exam / "marks.csv").write_text("examinee,item,points,by\ns01,q3,0.5,Kim\n", encoding="utf-8")
    made = document(mli(*BASE, "--accept", "q3=a", "--marks", "marks.csv", "--json"))
    first = made["people"][0]
    assert (first["examinee_id"], first["difference"]) == ("s01", 0)


def test_what_is_printed(mli: Any, exam: Path) -> None:
    """Text in 80 columns, Markdown, one HTML page without anything from elsewhere, CSV."""
    words = (*BASE, "--accept", "q3=a", "--by", "<b>Ito</b>", "--reason", "=1+1 | *x*")
    text = mli(*words).out
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "q3: accept first. =1+1 | *x* (<b>Ito</b>," in text
    page = mli(*words, "--to", "html").out
    assert "&lt;b&gt;Ito&lt;/b&gt;" in page
    assert "<b>Ito" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "\\*x\\*" in mli(*words, "--to", "md").out
    rows = list(csv.DictReader(io.StringIO(mli(*words, "--to", "csv").out)))
    assert len(rows) == 20
    assert {row["items_changed"] for row in rows} == {"", "q3"}


def test_no_loss_and_nothing_to_do(mli: Any, exam: Path) -> None:
    """--no-loss names how many are protected; without decisions everybody stays."""
    made = document(mli(*BASE, "--drop", "q1", "--no-loss", "--json"))
    assert made["summary"]["lowered"] == 0
    assert made["summary"]["protected"] > 0
    still = document(mli(*BASE, "--json"))
    assert (still["summary"]["same"], still["items"]) == (20, [])


def test_reading_from_a_pipe(mli: Any, exam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Responses may come from standard input."""
    content = (exam / "answers.csv").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    made = document(mli("regrade", "-", "--bank", "exam", "--accept", "q3=a", "--json"))
    assert made["summary"]["raised"] > 0


def test_the_library_gives_the_same(mli: Any, exam: Path) -> None:
    """The command prints what `regrade` returns."""
    made = document(mli(*BASE, "--drop", "q3", "--by", "Kim", "--reason", "r", "--json"))
    bank = library.load_bank(exam / "exam")
    decisions = [{k: v for k, v in made["decisions"][0].items() if k != "changed"}]
    found = library.regrade(
        bank, library.read_responses(exam / "answers.csv", bank=bank), decisions=decisions
    )
    assert {k: v for k, v in made.items() if k != "problems"} == found.model_dump(mode="json")


def test_variants_come_from_the_roster(mli: Any, exam: Path) -> None:
    """Letters in a table are read by the paper that the roster says each person had."""
    form = {"id": "quiz", "sections": [{"items": ["q3"]}]}
    (exam / "quiz.form.yaml").write_text(json.dumps(form), encoding="utf-8")
    (exam / "roster.csv").write_text("examinee,variant\nann,A\nbo,B\ncy,C\n", encoding="utf-8")
    (exam / "wide.csv").write_text("examinee,q3\nann,a\nbo,a\ncy,a\n", encoding="utf-8")
    words = ("wide.csv", "--bank", "exam", "--form", "quiz.form.yaml", "--wide")
    with_roster = (*words, "--roster", "roster.csv")
    graded = document(mli("grade", *with_roster, "--json"))
    given = {score["examinee_id"]: score["response"] for score in graded["scores"]}
    assert len(set(given.values())) > 1
    accepted = sorted(set(given.values()) - {"second"})
    decisions = [word for option in accepted for word in ("--accept", f"q3={option}")]
    made = document(mli("regrade", *with_roster, *decisions, "--json"))
    assert [person["after"]["points"] for person in made["people"]] == [1, 1, 1]
    assert {s["examinee_id"]: s["response"] for s in made["scores"]} == given
    assert mli("regrade", *words, "--variants", "2").code == 2
    mli("grade", *with_roster, "--out", "published.jsonl")
    refused = mli("regrade", "published.jsonl", *words[1:-1], "--roster", "roster.csv")
    assert refused.code == 2
