"""A review in a terminal, by keys and on lines: what is shown, decided, kept and gone back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

import mlinterview as mli
from mlinterview import Bank, ItemScore, Mark, ReviewGroup
from mlinterview.marking.session import ReviewResult, run_review
from mlinterview.rendering.terminal import Look

Grading = Callable[..., list[ItemScore]]
Scripting = Callable[..., Any]


@pytest.fixture
def queue(bank: Bank, graded: Grading) -> list[ReviewGroup]:
    """Three groups: two answers to one item, the first given twice, and one to another."""
    scores = graded(
        ("ann", "why", "A skip."),
        ("bo", "why", "a skip"),
        ("cy", "why", "No idea."),
        ("eve", "word", "dropuot"),
    )
    found = mli.review_queue(scores, bank)
    return sorted(found, key=lambda group: group.item.id)


def _skip(queue: list[ReviewGroup]) -> list[ReviewGroup]:
    return [group for group in queue if "skip" in group.text.lower()]


def _run(groups: list[ReviewGroup], terminal: Any) -> tuple[ReviewResult, list[Mark]]:
    kept: list[Mark] = []
    result = run_review(groups, terminal, by="kim", keep=lambda marks: kept.extend(marks))
    return result, kept


def test_keys_toggle_and_enter_decides_for_all(
    queue: list[ReviewGroup], scripted: Scripting
) -> None:
    """One decision gives a mark for each of the equal answers, with answer and version."""
    result, kept = _run(_skip(queue), scripted(["2", "3", "enter"]))
    assert {mark.examinee for mark in kept} == {"ann", "bo"}
    assert kept[0].marks == {"path": True, "sum": True, "depth": True}
    assert {mark.response for mark in kept} == {"A skip.", "a skip"}
    assert [(mark.by, mark.item_version, mark.attempt) for mark in kept] == [("kim", 3, 1)] * 2
    assert (result.ended, result.marks, len(result.decisions)) == ("all", 2, 1)


def test_what_is_open_is_asked_back_once(queue: list[ReviewGroup], scripted: Scripting) -> None:
    """Enter takes an open criterion as not met only when it is pressed again."""
    terminal = scripted(["enter", "enter"])
    _, kept = _run(_skip(queue), terminal)
    assert "1 not decided: Enter again takes that as not met." in terminal.text
    assert kept[0].marks == {"path": True, "sum": False, "depth": False}


def test_the_question_is_shown_once_an_item(queue: list[ReviewGroup], scripted: Scripting) -> None:
    """And again when it is asked for; names never are; evidence is marked with its criterion."""
    groups = [group for group in queue if group.item.id == "why"]
    terminal = scripted(["s", "i", "q"])
    result, kept = _run(groups, terminal)
    assert terminal.text.count("Why does") == 2
    assert terminal.text.count("1/2 ") == 1
    assert "»skip«¹" in terminal.text
    assert not {"ann", "bo", "cy"} & set(terminal.text.split())
    assert (result.ended, kept) == ("stopped", [])


def test_points_notes_and_going_back(queue: list[ReviewGroup], scripted: Scripting) -> None:
    """Points decide at once, wrong ones are refused; after going back the last mark counts."""
    given = ["n", "Nice.", "p", "9", "p", "2,5", "b", "1", "3", "enter", "q"]
    terminal = scripted(given)
    _, kept = _run([*_skip(queue), *_skip(queue)], terminal)
    assert "Points from 0 to 4 expected, found '9'." in terminal.text
    assert [mark.marks for mark in kept[:2]] == [2.5, 2.5]
    assert [mark.note for mark in kept] == ["Nice."] * 4
    assert kept[2].marks == {"path": False, "sum": False, "depth": True}


def test_the_same_decision_again_makes_no_mark(
    queue: list[ReviewGroup], scripted: Scripting
) -> None:
    """Going back and pressing Enter changes nothing."""
    groups = [*_skip(queue), *_skip(queue)]
    _, kept = _run(groups, scripted(["3", "enter", "b", "enter", "q"]))
    assert len(kept) == 2


def test_lines(queue: list[ReviewGroup], scripted: Scripting) -> None:
    """Numbers, none, points, a note, going back; what cannot be read is asked again."""
    lines = ["n So so.", "1,7", "1,3", "b", "-", "p 2.5"]
    terminal = scripted(lines, keys=False)
    _, kept = _run([*_skip(queue), *_skip(queue)], terminal)
    assert "1 to 3, or - for none, expected, found '7'." in terminal.text
    assert [mark.marks for mark in kept[::2]] == [
        {"path": True, "sum": False, "depth": True},
        {"path": False, "sum": False, "depth": False},
        2.5,
    ]
    assert kept[0].note == "So so."
    assert "toggle" not in terminal.text


def test_lines_take_the_proposal_where_it_is_whole(
    queue: list[ReviewGroup], scripted: Scripting
) -> None:
    """= accepts; with an open criterion it asks for the numbers."""
    terminal = scripted(["=", "", "q"], keys=False)
    _, kept = _run(_skip(queue), terminal)
    assert "1 not decided" in terminal.text
    assert kept == []
    (word,) = (group for group in queue if group.item.id == "word")
    _, kept = _run([word], scripted(["="], keys=False))
    assert [mark.marks for mark in kept] == [0]


def test_an_item_without_criteria_is_right_or_wrong(
    queue: list[ReviewGroup], scripted: Scripting
) -> None:
    """The right answer stands beside the question, and one key gives all points."""
    (word,) = (group for group in queue if group.item.id == "word")
    terminal = scripted(["1", "enter"])
    _, kept = _run([word], terminal)
    assert [mark.marks for mark in kept] == [1]
    assert "Right answer" in terminal.text
    assert "dropout" in terminal.text


def test_what_a_misconception_takes_off_stays_off(
    bank: Bank, graded: Grading, scripted: Scripting
) -> None:
    """Criteria that a person sets do not give it back; points for the whole item do."""
    scores = graded(("ann", "capped", "Use dropout. A deeper network regularises."))
    groups = mli.review_queue(scores, bank)
    terminal = scripted(["2", "enter"])
    _, kept = _run(groups, terminal)
    assert "off for a misconception" in terminal.text
    assert [mark.marks for mark in kept] == [1.5]  # two of the two that count, less one, of 3


def test_ctrl_c_leaves_what_was_decided(queue: list[ReviewGroup], scripted: Scripting) -> None:
    """It is passed on, after the marks of earlier decisions were handed on."""
    kept: list[Mark] = []

    def keep(marks: Sequence[Mark]) -> None:
        kept.extend(marks)

    with pytest.raises(KeyboardInterrupt):
        run_review(queue * 2, scripted(["p", "1", "ctrl-c"]), by="kim", keep=keep)
    assert len(kept) >= 1


def test_a_low_window_shortens_the_statements_not_the_answer(scripted: Scripting) -> None:
    """From the second answer on, answer and all statements are in sight at once."""
    criteria = [
        {"id": f"c{n}", "statement": f"Statement {n}: " + "word " * 60, "evidence": ["skip"]}
        for n in range(5)
    ]
    item = {"id": "long", "format": "free_text", "stem": "Why?", "rubric": criteria}
    bank = mli.Bank({"long": mli.make_item(item)})
    records = [{"item": "long", "examinee": text, "response": text} for text in ("one", "two")]
    terminal = scripted(["s", "q"])
    terminal.look = Look(height=24)
    _run(mli.review_queue(mli.grade_all(bank, records), bank), terminal)
    second = terminal.text[terminal.text.index("2/2") :]
    assert len(second.splitlines()) <= 24
    assert all(f"Statement {n}" in second for n in range(5))


def test_blanks_are_told_apart(bank: Bank, graded: Grading, scripted: Scripting) -> None:
    """An answer to a cloze is a line for each blank, with what it earns and which of them waits."""
    answer = {"which": "decay", "what": "dropuot", "many": "3"}
    terminal = scripted(["q"])
    run_review(
        mli.review_queue(graded(("eve", "gaps", answer)), bank),
        terminal,
        by="kim",
        keep=lambda marks: None,
    )
    words = " ".join(terminal.text.split())
    assert "[which] decay [what] dropuot [many] 3" in words
    assert "[which] 0 of 1; [what] open, 1; [many] 2 of 2." in words
