"""`demo`, `grade` and `report`, from files as people and form tools write them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from mlinterview import load_bank, present

IDS = [
    "loss-for-task",
    "single-batch-loss-oscillates",
    "churn-discount-target",
    "p-value-as-posterior",
]


@pytest.fixture
def quiz(mli: Any, tmp_path: Path) -> Path:
    """A form of four closed items."""
    path = tmp_path / "quiz.form.yaml"
    assert mli("exam", "pick", *IDS, "--out", path).code == 0
    return path


def write_table(path: Path, people: int, *, delimiter: str, joiner: str, encoding: str) -> None:
    """What a form tool exports: question texts as headings, option texts in the cells."""
    bank = load_bank()
    matching, several, single, statement = (bank[identity] for identity in IDS)
    options = {option.id: option.text for option in several.options}
    headings = ["Timestamp", "Email Address"]
    headings += [f"{matching.stem} [{row.text}]" for row in matching.rows]
    headings += [several.stem, single.stem, statement.stem]
    texts = dict(matching.choices)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headings)
    for number in range(people):
        right = number % 2 == 0
        row = ["2026/11/03 9:41:07 AM GMT+1", f"müller{number}@example.org"]
        row += [texts[r.match] if right else texts["mse"] for r in matching.rows]
        ticked = several.key_response() if right else ["learning-rate-too-low"]
        row.append(joiner.join(options[identity] for identity in ticked))
        row.append(dict(single.choices)[single.key if right else "contract-value"])
        row.append("False" if right else "TRUE")
        writer.writerow(row)
    path.write_bytes(out.getvalue().encode(encoding))


@pytest.mark.parametrize(
    ("delimiter", "joiner", "encoding"),
    [(",", ";", "utf-8"), (",", ", ", "utf-8-sig"), (";", "; ", "cp1252"), ("\t", ";", "utf-16")],
)
def test_two_hundred_people_in_two_commands(
    mli: Any, quiz: Path, tmp_path: Path, delimiter: str, joiner: str, encoding: str
) -> None:
    """A form tool's table of 200 people is checked, then graded: right cells earn their points."""
    table = tmp_path / "answers.csv"
    write_table(table, 200, delimiter=delimiter, joiner=joiner, encoding=encoding)
    checked = mli("grade", table, "--wide", "--form", quiz, "--check")
    assert checked.code == 0, checked.out
    assert "Timestamp" in checked.out
    graded = mli("grade", table, "--wide", "--form", quiz, "--json")
    assert graded.code == 0
    document = graded.json()
    assert document["summary"]["responses"] == 800
    assert document["summary"]["graded"] == 800
    people = {person["examinee_id"]: person for person in document["report"]["examinees"]}
    assert len(people) == 200
    assert people["müller0@example.org"]["share"] == 1
    assert people["müller1@example.org"]["points"] == pytest.approx(0.25)


def test_check_names_what_it_cannot_place(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """A value that is no option is named by --check (exit 1) and graded as invalid (exit 3)."""
    bank = load_bank()
    table = tmp_path / "a.csv"
    table.write_text(
        f'name,{IDS[2]},"What is your shoe size?"\nAda,{bank[IDS[2]].key},38\nBob,banana,40\n',
        encoding="utf-8",
    )
    checked = mli("grade", table, "--wide", "--form", quiz, "--check")
    assert checked.code == 1
    assert "banana" in checked.out
    assert "shoe size" in checked.out
    graded = mli("grade", table, "--wide", "--form", quiz, "--json")
    assert graded.code == 3
    document = graded.json()
    assert document["summary"]["invalid"] == 1
    statuses = {(s["examinee_id"], s["item_id"]): s["status"] for s in document["scores"]}
    assert statuses["Bob", IDS[2]] == "invalid"
    assert statuses["Ada", IDS[2]] == "graded"


def test_demo(mli: Any) -> None:
    """The tour grades 24 answers to 25 questions, free text too, and reports by topic."""
    outcome = mli("demo")
    assert outcome.code == 0
    assert max(map(len, outcome.out.splitlines())) <= 80
    document = mli("demo", "--json").json()
    assert document["summary"]["unanswered"] == 1
    assert document["summary"]["needs_review"] == 0
    assert document["summary"]["invalid"] == document["summary"]["failed"] == 0
    low, high = document["summary"]["points_range"]
    assert low == high == document["summary"]["points"]


def test_grade_records_and_report_again(mli: Any, tmp_path: Path) -> None:
    """`grade --out` writes scores; `report` prints them in every target, one file a person."""
    bank = load_bank()
    answers = tmp_path / "answers.jsonl"
    lines = [
        {"examinee": name, "item": identity, "response": bank[identity].key_response()}
        for name in ("Ada", "Bob <b>")
        for identity in IDS[: 4 if name == "Ada" else 2]
    ]
    answers.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    scores = tmp_path / "scores.jsonl"
    graded = mli("grade", answers, "--out", scores)
    assert graded.code == 0
    assert len(scores.read_text(encoding="utf-8").splitlines()) == 6
    assert mli("grade", answers, "--out", scores).code == 2
    assert mli("grade", answers, "--out", scores, "--force", "--no-responses").code == 0
    assert "binary-ce" not in scores.read_text(encoding="utf-8")
    made = mli("report", scores, "--json").json()
    people = {person["examinee_id"]: person for person in made["examinees"]}
    assert people["Ada"]["share"] == 1
    assert people["Bob <b>"]["unanswered"] == 2
    assert people["Bob <b>"]["share"] == pytest.approx(0.5)
    page = mli("report", scores, "--to", "html").out
    assert "Bob <b>" not in page
    assert "Bob &lt;b&gt;" in page
    for target in ("text", "md", "csv", "json"):
        assert "Ada" in mli("report", scores, "--to", target).out
    folder = tmp_path / "each"
    assert (
        mli("report", scores, "--each", folder, "--to", "html", "--audience", "examinee").code == 0
    )
    assert len(list(folder.glob("*.html"))) == 2
    assert mli("report", scores, "--examinee", "Nobody").code == 2


def test_the_examinees_report_holds_no_key(mli: Any, tmp_path: Path) -> None:
    """For the examinee no explanation and no reference is printed, in any target."""
    bank = load_bank()
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "examinee: Ada\nresponses:\n  churn-discount-target: contract-value\n", encoding="utf-8"
    )
    scores = tmp_path / "scores.jsonl"
    mli("grade", answers, "--out", scores)
    explanation = bank["churn-discount-target"].explanation
    assert explanation is not None
    words = " ".join(explanation.split()[:4])
    for target in ("text", "md", "html", "json"):
        theirs = mli("report", scores, "--to", target, "--audience", "examinee").out
        ours = mli("report", scores, "--to", target, "--audience", "instructor").out
        assert words not in " ".join(theirs.split())
        assert words in " ".join(ours.split()), target


def test_bad_records_do_not_hide_good_ones(mli: Any, tmp_path: Path) -> None:
    """Unreadable lines, unknown items and repeats are named on stderr; exit 3; the rest counts."""
    answers = tmp_path / "answers.jsonl"
    answers.write_text(
        '{"examinee": "A", "item": "p-value-as-posterior", "response": false}\n'
        "{not json\n"
        '{"examinee": "A", "item": "no-such-item", "response": 1}\n'
        '{"examinee": "A", "item": "p-value-as-posterior", "response": true}\n'
        '{"examinee": "A", "item": "loss-for-task", "response": ["mse"]}\n',
        encoding="utf-8",
    )
    outcome = mli("grade", answers, "--json")
    assert outcome.code == 3
    summary = outcome.json()["summary"]
    assert (summary["graded"], summary["invalid"]) == (1, 3)
    assert summary["points"] == 1
    assert "answers.jsonl:2" in outcome.err


def test_nothing_readable(mli: Any, tmp_path: Path) -> None:
    """A file without one readable record is exit 1 and says so."""
    empty = tmp_path / "answers.jsonl"
    empty.write_text("{no\n", encoding="utf-8")
    outcome = mli("grade", empty, "--json")
    assert outcome.code == 1
    assert outcome.json()["error"]["kind"] == "RecordsError"


def test_marks_win(mli: Any, tmp_path: Path) -> None:
    """A person's marks settle a free-text answer: the range closes on their points."""
    answers, marks = tmp_path / "a.yaml", tmp_path / "m.yaml"
    answers.write_text(
        "examinee: Ada\nresponses:\n  residual-block-gradient: It adds the input. Scratch that.\n",
        encoding="utf-8",
    )
    low, high = mli("grade", answers, "--json").json()["summary"]["points_range"]
    assert low == 0 < high
    marks.write_text(
        "- {examinee: Ada, item: residual-block-gradient, by: Dr. Noor, note: Brief.,\n"
        "   marks: {identity-path: met, identity-in-derivative: 0, product-of-factors: not met,\n"
        "           consequence: met}}\n",
        encoding="utf-8",
    )
    document = mli("grade", answers, "--marks", marks, "--json").json()
    assert document["summary"]["points_range"] == [2, 2]
    assert document["scores"][0]["grader"]["name"] == "Dr. Noor"
    assert document["scores"][0]["status"] == "graded"


def test_letters_follow_the_printed_variant(mli: Any, quiz: Path, tmp_path: Path) -> None:
    """With a variant column, letters are those of that person's paper."""
    from mlinterview import load_form

    form, bank = load_form(quiz), load_bank()
    item = bank["churn-discount-target"]
    rows = ["name,variant,churn-discount-target"]
    for variant in ("V1", "V2", "V3", "V4"):
        shown = present(item, seed=form.seed_for(item.id, variant))
        right = next(o["letter"] for o in shown["options"] if o["id"] == item.key)
        rows.append(f"{variant} taker,{variant},{right}")
    table = tmp_path / "letters.csv"
    table.write_text("\n".join(rows), encoding="utf-8")
    document = mli("grade", table, "--wide", "--form", quiz, "--json").json()
    points = [s["points"] for s in document["scores"] if s["item_id"] == item.id]
    assert points == [1, 1, 1, 1]


@pytest.mark.parametrize("scheme", ["strict", "r-exams", "standard"])
def test_schemes_by_name(mli: Any, tmp_path: Path, scheme: str) -> None:
    """--scheme takes a bundled name; an unknown one is exit 2."""
    answers = tmp_path / "a.yaml"
    answers.write_text(
        "- {item: single-batch-loss-oscillates, response: [shuffled-labels]}\n", encoding="utf-8"
    )
    document = mli("grade", answers, "--scheme", scheme, "--json").json()
    assert document["scores"][0]["points"] == (0 if scheme == "strict" else 0.5)
    assert mli("grade", answers, "--scheme", "nope").code == 2


def test_a_form_that_asks_for_what_the_bank_lacks(mli: Any, tmp_path: Path) -> None:
    """What cannot be asked is named, since it would be missing from the maximum without a word."""
    form = tmp_path / "mixed.form.yaml"
    form.write_text(
        "sections:\n  - items: [p-value-as-posterior, gone,"
        " {id: churn-discount-target, options: [a, b]}]\n",
        encoding="utf-8",
    )
    table = tmp_path / "answers.csv"
    table.write_text("examinee,item,response\nann,p-value-as-posterior,false\n", encoding="utf-8")
    outcome = mli("grade", table, "--form", form)
    first, second = outcome.err.splitlines()
    assert first.startswith(f"{form}: sections[0].items[1]: no item named 'gone'")
    assert second.startswith(f"{form}: sections[0].items[2].options: each of ")
    assert second.endswith("once expected, found 'a, b'")
