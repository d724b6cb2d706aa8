"""An interview marked live: sheets, ticks, red flags, time, going back, and the scores of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mlinterview import Bank, Form, Mark
from mlinterview.marking.interview import run_interview
from mlinterview.marking.live import ItemSheet, interview_scores, interview_sheets

Scripting = Callable[..., Any]
FORM = Form.model_validate(
    {
        "id": "talk",
        "minutes": 30,
        "sections": [{"items": ["told", {"id": "why", "points": 8}, "so"]}],
    }
)


def _sheets(bank: Bank, marks: list[Mark] | None = None) -> list[ItemSheet]:
    return interview_sheets(FORM, bank, examinee="ada", by="kim", marks=marks or [])


def _run(bank: Bank, terminal: Any, sheets: list[ItemSheet] | None = None) -> Any:
    kept: list[Mark] = []
    seconds = iter(range(0, 100_000, 2))
    ended = run_interview(
        sheets or _sheets(bank),
        terminal,
        by="kim",
        minutes=30,
        keep=kept.append,
        clock=lambda: next(seconds),
    )
    return ended, kept


def _scores(bank: Bank, sheets: list[ItemSheet]) -> dict[str, Any]:
    scores = interview_scores(sheets, FORM, bank, examinee="ada", by="kim")
    return {score.item_id: score for score in scores}


def test_ticks_red_flags_and_notes_make_the_mark(bank: Bank, scripted: Scripting) -> None:
    """Criteria earn, red flags and the note stand in the mark's note."""
    terminal = scripted(["1", "3", "n", "Honest.", "enter", "q"])
    sheets, kept = _run(bank, terminal)
    (mark,) = kept
    assert mark.marks == {"own": True, "later": False}
    assert mark.note == "Red flag: Blames others.\nHonest."
    assert (mark.examinee, mark.item, mark.by, mark.item_version) == ("ada", "told", "kim", 1)
    assert mark.response is None
    score = _scores(bank, sheets)["told"]
    assert (score.points, score.status) == (2, "graded")


def test_the_sheet_shows_what_an_interviewer_needs(bank: Bank, scripted: Scripting) -> None:
    """Question, probes, statements, red flags, both clocks; the key when it is asked for."""
    terminal = scripted(["tick", "k", "q"])
    _run(bank, terminal)
    for words in (
        "Tell of a failure",
        "What did you see first?",
        "Names an own part.",
        "Red flags",
    ):
        assert words in terminal.text
    assert "of 30 min · this question 0:" in terminal.text
    assert "of 10 min" in terminal.text
    assert "I did it, and changed." in terminal.text


def test_an_unmarked_item_stays_undecided(bank: Bank, scripted: Scripting) -> None:
    """It counts from nothing to its points, not as unanswered; points are the form's."""
    terminal = scripted(["s", "1", "enter", "s", "x"])
    sheets, _ = _run(bank, terminal)
    scores = _scores(bank, sheets)
    assert (scores["told"].status, scores["told"].points_range) == ("needs_review", (0, 3))
    assert (scores["so"].status, scores["so"].points_range) == ("needs_review", (0, 1))
    assert (scores["why"].points, scores["why"].max_points) == (4, 8)
    assert "A failure: not marked" in terminal.text
    assert all(score.seconds for score in scores.values())


def test_going_back_changes_a_mark(bank: Bank, scripted: Scripting) -> None:
    """Ticks that were left without Enter count; the last mark of an item wins."""
    terminal = scripted(["1", "enter", "2", "b", "2", "enter", "enter", "enter", "1", "enter", "x"])
    sheets, kept = _run(bank, terminal)
    assert [(mark.item, mark.marks) for mark in kept] == [
        ("told", {"own": True, "later": False}),
        ("why", {"path": False, "sum": True, "depth": False}),
        ("told", {"own": True, "later": True}),
        ("why", {"path": False, "sum": True, "depth": False}),
        ("so", 1),
    ]
    assert _scores(bank, sheets)["told"].points == 3


def test_skipping_takes_back_what_was_not_entered(bank: Bank, scripted: Scripting) -> None:
    """``s`` after a tick leaves the item as it was when it was opened."""
    sheets, kept = _run(bank, scripted(["1", "s", "q"]))
    assert kept == []
    assert sheets[0].checklist.criteria == {"own": False, "later": False}


@pytest.mark.parametrize("end", ["q", "eof", "ctrl-c"])
def test_ticks_survive_the_end(bank: Bank, scripted: Scripting, end: str) -> None:
    """Whatever ends the interview, what was ticked is marked."""
    kept: list[Mark] = []
    terminal = scripted(["2", end])
    try:
        run_interview(_sheets(bank), terminal, by="kim", keep=kept.append)
    except KeyboardInterrupt:
        assert end == "ctrl-c"
    assert [mark.marks for mark in kept] == [{"own": False, "later": True}]


def test_nothing_ticked_is_asked_back(bank: Bank, scripted: Scripting) -> None:
    """One Enter too many marks nobody down."""
    terminal = scripted(["enter", "s", "q"])
    _, kept = _run(bank, terminal)
    assert "Nothing is ticked" in terminal.text
    assert kept == []


def test_an_interview_goes_on(bank: Bank, scripted: Scripting) -> None:
    """Earlier marks of the same person by the same marker fill the sheets, flags and notes too."""
    first, kept = _run(bank, scripted(["1", "4", "n", "Slow.", "enter", "p", "5,5", "q"]))
    again = _sheets(bank, kept)
    for before, after in zip(first, again, strict=True):
        assert after.marked == before.marked
        assert after.checklist.criteria == before.checklist.criteria or after.points is not None
        assert (after.note, after.points) == (before.note, before.points)
        assert after.checklist.flags == before.checklist.flags
    foreign = [mark.model_copy(update={"by": "lee"}) for mark in kept]
    assert not any(sheet.marked for sheet in _sheets(bank, foreign))
    old = [mark.model_copy(update={"item_version": 9}) for mark in kept]
    assert not any(sheet.marked for sheet in _sheets(bank, old))


def test_a_note_without_a_decision_is_kept(bank: Bank, scripted: Scripting) -> None:
    """The item stays undecided, and the note is there when the interview goes on."""
    sheets, kept = _run(bank, scripted(["n", "Asked twice.", "s", "q"]))
    assert [(mark.marks, mark.note) for mark in kept] == [({}, "Asked twice.")]
    (again, *_) = _sheets(bank, kept)
    assert (again.note, again.marked) == ("Asked twice.", False)
    assert _scores(bank, sheets)["told"].status == "needs_review"


def test_lines(bank: Bank, scripted: Scripting) -> None:
    """The same without keys: numbers, points, notes, back, leaving open; faults are asked again."""
    terminal = scripted(["9", "1 3", "b", "n Good.", "2", "p 3", ""], keys=False)
    sheets, kept = _run(bank, terminal)
    assert "1 to 4, or - for none, expected, found '9'." in terminal.text
    assert [(mark.item, mark.marks) for mark in kept] == [
        ("told", {"own": True, "later": False}),
        ("told", {"own": False, "later": True}),
        ("why", 3),
    ]
    assert kept[1].note == "Good."
    assert [sheet.marked for sheet in sheets] == [True, True, False]
