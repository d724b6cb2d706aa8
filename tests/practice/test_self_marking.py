"""Answers that no engine marks: the examinee ticks what their answer says."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview import Bank
from mlinterview.practice import PracticeResult, Sitting, missed_items, run_practice
from mlinterview.practice.loop import run_sitting

Scripting = Callable[..., Any]
TOLD = {
    "id": "told",
    "format": "free_text",
    "stem": "Tell of a failure.",
    "points": 3,
    "rubric": {
        "grading": "person",
        "criteria": [
            {"id": "own", "points": 2, "statement": "Names an own part.", "feedback": "Say I."},
            {"id": "later", "statement": "Names a later change.", "feedback": "Show the change."},
        ],
    },
    "sample_answer": "I did it, and changed.",
    "explanation": "What counts is the account.",
}
SO = {"id": "so", "format": "true_false", "stem": "Is it so?", "answer": True}
FORM = {"id": "short", "sections": [{"items": ["told", "so"]}]}


@pytest.fixture(scope="module")
def own() -> Bank:
    """A bank with an item that a person marks."""
    return mli.Bank({data["id"]: mli.make_item(data) for data in (TOLD, SO)})


def _sitting(own: Bank, *ids: str, **options: Any) -> Sitting:
    return Sitting.of([own[name] for name in ids], own, seed=None, **options)


def _practise(own: Bank, out: Path, typed: str, *ids: str, **more: Any) -> tuple[str, Any]:
    class Output(io.StringIO):
        encoding = "utf-8"

    stdout = Output()
    result: PracticeResult = run_practice(
        own,
        [own[name] for name in ids],
        out=out,
        stdin=io.StringIO(typed),
        stdout=stdout,
        **{"seed": 1, **more},
    )
    return stdout.getvalue(), result


def test_keys_tick_ones_own_answer(own: Bank, scripted: Scripting) -> None:
    """Sample answer and statements come after the answer, then the points by one's own mark."""
    terminal = scripted(["I failed.", "", "", "1", "enter", "x"])
    marks: list[mli.Mark] = []
    sitting = run_sitting(_sitting(own, "told"), terminal, keep_mark=marks.append)
    (answer,) = sitting.answers
    assert (answer.score.points, answer.score.status) == (2, "graded")
    assert terminal.text.index("I did it, and changed.") < terminal.text.index("[ ] 1.")
    assert "2 of 3 points, by your own mark" in terminal.text
    assert "Show the change." in terminal.text
    assert "Say I." not in terminal.text
    assert marks == [answer.mark]
    assert (marks[0].by, marks[0].marks) == ("self", {"own": True, "later": False})


@pytest.mark.parametrize("given", [["enter", "enter"], ["2", "2", "enter"]])
def test_none_met_is_an_answer_too(own: Bank, scripted: Scripting, given: list[str]) -> None:
    """Without a tick Enter asks back once; a tick taken away needs no asking."""
    terminal = scripted(["I failed.", "", "", *given, "x"])
    sitting = run_sitting(_sitting(own, "told"), terminal)
    assert (sitting.answers[0].score.points, sitting.answers[0].score.status) == (0, "graded")


def test_leaving_it_open(own: Bank, scripted: Scripting) -> None:
    """``s`` leaves the answer for a person; no mark is made."""
    marks: list[mli.Mark] = []
    terminal = scripted(["I failed.", "", "", "s", "x"])
    sitting = run_sitting(_sitting(own, "told"), terminal, keep_mark=marks.append)
    assert sitting.answers[0].score.status == "needs_review"
    assert "For review" in terminal.text
    assert marks == []


def test_an_unanswered_item_is_not_marked(own: Bank, scripted: Scripting) -> None:
    """There is nothing to tick."""
    terminal = scripted(["", "x"])
    sitting = run_sitting(_sitting(own, "told"), terminal)
    assert sitting.answers[0].score.status == "unanswered"
    assert "[ ] 1." not in terminal.text


def test_lines_and_the_file_beside_the_answers(own: Bank, tmp_path: Path) -> None:
    """Numbers on a line; answers graded with the marks beside them give the same scores."""
    out = tmp_path / "mine.jsonl"
    text, result = _practise(own, out, "I failed.\n5\n1, 2\nt\n", "told", "so")
    assert "Not read: 1 to 2, or - for none, expected, found '5'" in text
    assert result.marks == tmp_path / "mine.marks.jsonl"
    assert f"mlinterview grade {out} --marks {result.marks}" in text
    again = mli.grade_all(
        own, mli.read_responses(out, bank=own), marks=mli.read_marks(result.marks, bank=own)
    )
    assert [(s.points, s.status) for s in again] == [
        (s.points, s.status) for s in result.sitting.scores
    ]
    assert [s.points for s in result.sitting.scores] == [3, 1]


def test_each_attempt_has_its_mark(own: Bank, tmp_path: Path) -> None:
    """A second sitting marks the second attempt, and what is full then is not missed."""
    out = tmp_path / "mine.jsonl"
    for ticks in ("1", "1,2"):
        _practise(own, out, f"I failed.\n{ticks}\n", "told")
    marks = list(mli.read_marks(tmp_path / "mine.marks.jsonl", bank=own))
    assert [mark.attempt for mark in marks] == [1, 2]
    assert missed_items(out, own) == []


def test_an_exam_is_marked_in_its_review(own: Bank, tmp_path: Path) -> None:
    """With a form the statements come after all answers, and the score counts in the report."""
    form = mli.Form.model_validate(FORM)
    typed = "I failed.\nt\n1\n"
    text, result = _practise(own, tmp_path / "a.jsonl", typed, form=form, seed=None)
    assert text.index("Is it so?") < text.index("I did it, and changed.")
    assert [answer.score.points for answer in result.sitting.answers] == [2, 1]
    assert "3 of 4 points" in text


def test_a_review_that_is_left_keeps_what_was_marked(own: Bank, scripted: Scripting) -> None:
    """Leaving the review leaves the rest open, and the sitting is whole."""
    form = mli.Form.model_validate(FORM)
    terminal = scripted(["x", "I failed.", "", "", "t", "1", "enter", "q"])
    sitting = run_sitting(_sitting(own, "told", "so", form=form), terminal)
    assert [answer.score.points for answer in sitting.answers] == [2, 1]


def test_marks_that_cannot_be_kept_are_told(own: Bank, tmp_path: Path) -> None:
    """Something else in the file of marks: practice goes on and says so at the end."""
    (tmp_path / "mine.marks.jsonl").write_text("item,points,by\n", encoding="utf-8")
    text, result = _practise(own, tmp_path / "mine.jsonl", "I failed.\n1\n", "told")
    assert "Your marks are not kept from told on" in text
    assert result.marks is None
    assert result.sitting.answers[0].score.points == 2
