"""A sitting from its first question to its end, in a terminal with keys and in one without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mlinterview import Bank
from mlinterview.practice import Answer, Sitting
from mlinterview.practice.loop import run_sitting

Scripting = Callable[..., Any]
EVERY = [
    "one-of-three", "two-of-four", "so-or-not", "rows-to-options", "steps-in-order", "a-number",
    "a-word", "two-blanks", "in-words",
]  # fmt: skip


def _sitting(bank: Bank, *ids: str, **options: Any) -> Sitting:
    return Sitting.of([bank[name] for name in ids], bank, **{"seed": None, **options})


def _form(bank: Bank) -> Sitting:
    form = bank.forms["short"]
    items = [bank[entry.id] for entry in form.entries()]
    return Sitting.of(items, bank, seed=None, form=form)


def _responses(sitting: Sitting) -> list[Any]:
    return [answer.record.response for answer in sitting.answers]


def _right_keys(bank: Bank) -> list[str]:
    steps = list(bank["steps-in-order"].order(None, "steps-in-order"))
    letters = ["abc"[steps.index(step)] for step in ("split", "fit", "score")]
    return [
        *("a", "x"),
        *("a", "c", "enter", "x"),
        *("t", "x"),
        *("a", "b", "enter", "x"),
        *(*letters, "enter", "x"),
        *("12 ms", "x"),
        *("Bias", "x"),
        *("a", "3", "enter", "x"),
        *("A skip connection", "and plus one.", "", "", "x"),
    ]


def test_every_format_by_keys(bank: Bank, scripted: Scripting) -> None:
    """The right keys earn full points in every format; each answer is told at once."""
    terminal = scripted(_right_keys(bank))
    sitting = run_sitting(_sitting(bank, *EVERY), terminal)
    assert not terminal.given
    shares = [answer.score.share for answer in sitting.answers]
    assert shares == [1.0] * 9
    assert terminal.text.count("Right: ") >= 8
    assert "1/9 One of three" in terminal.text
    assert _responses(sitting)[-1] == "A skip connection\nand plus one."


def test_every_format_on_lines(bank: Bank, scripted: Scripting) -> None:
    """The same answers typed on lines, by letter, id, number, pair or text."""
    steps = list(bank["steps-in-order"].order(None, "steps-in-order"))
    order = ",".join("abc"[steps.index(step)] for step in ("split", "fit", "score"))
    lines = [
        "a",
        "a, third",
        "T",
        "1=a, 2=b",
        order,
        "12",
        "bias",
        "linear; 3",
        "skip connection plus one",
    ]
    terminal = scripted(lines, keys=False)
    sitting = run_sitting(_sitting(bank, *EVERY), terminal)
    assert [answer.score.share for answer in sitting.answers] == [1.0] * 9
    assert "any key" not in terminal.text


def test_an_empty_line_leaves_unanswered(bank: Bank, scripted: Scripting) -> None:
    """Nothing typed is no answer, and ``-`` is the answer "none of them"."""
    terminal = scripted(["", "-"], keys=False)
    sitting = run_sitting(_sitting(bank, "a-word", "two-of-four"), terminal)
    assert _responses(sitting) == [None, []]
    assert [answer.score.status for answer in sitting.answers] == ["unanswered", "graded"]


@pytest.mark.parametrize("keys", [True, False])
def test_what_cannot_be_read_is_asked_again(bank: Bank, scripted: Scripting, keys: bool) -> None:
    """The reason is given, and the next line counts."""
    given = ["seven", "3 km", "12", "x"] if keys else ["seven", "3 km", "12"]
    terminal = scripted(given, keys=keys)
    sitting = run_sitting(_sitting(bank, "a-number"), terminal)
    assert _responses(sitting) == ["12"]
    assert terminal.text.count("Not read: expected") == 2
    assert "'seven'" in terminal.text


def test_a_blank_that_cannot_be_read_is_changed(bank: Bank, scripted: Scripting) -> None:
    """What was filled in stays, with the reason below it."""
    terminal = scripted(["a", "x", "enter", "backspace", "3", "enter", "any"])
    sitting = run_sitting(_sitting(bank, "two-blanks"), terminal)
    assert _responses(sitting) == [{"rate": "linear", "cost": "3"}]
    assert "Not read: expected in the blank 'cost' a number" in terminal.text


@pytest.mark.parametrize(
    ("item", "given"),
    [
        ("one-of-three", ["s"]),
        ("a-word", [""]),
        ("in-words", [""]),
        ("a-number", ["s"]),
        ("two-blanks", ["down", "escape"]),
    ],
)
def test_skipping_leaves_unanswered_and_tells_the_key(
    bank: Bank, scripted: Scripting, item: str, given: list[str]
) -> None:
    """A skipped item is recorded as unanswered; what is right is told."""
    terminal = scripted([*given, "x"])
    sitting = run_sitting(_sitting(bank, item), terminal)
    assert _responses(sitting) == [None]
    assert "Not answered: 0 of" in terminal.text


def test_help_is_shown_and_goes(bank: Bank, scripted: Scripting) -> None:
    """``?`` explains the keys of the format and answers nothing."""
    for item, given, words in [
        ("two-of-four", ["?", "?", "a", "enter", "x"], "Press letters to tick"),
        ("a-number", ["?", "12", "x"], "Type a number"),
        ("in-words", ["?", "It.", ".", "x"], "alone on a line (or Ctrl-D) ends the answer"),
    ]:
        terminal = scripted(given)
        assert len(run_sitting(_sitting(bank, item), terminal).answers) == 1
        assert words in " ".join(terminal.text.split())


def test_a_question_mark_within_prose_is_text(bank: Bank, scripted: Scripting) -> None:
    """Only the first line of an answer can ask for help."""
    terminal = scripted(["Why", "?", ".", "x"])
    sitting = run_sitting(_sitting(bank, "in-words"), terminal)
    assert _responses(sitting) == ["Why\n?"]


ENDS = {
    "q": ["a", "x", "q"],
    "q after feedback": ["a", "q"],
    "ctrl-c at a key": ["a", "x", "ctrl-c"],
    "ctrl-c after feedback": ["a", "ctrl-c"],
    "end of input": ["a", "x"],
    "end of input by key": ["a", "x", "eof"],
}


@pytest.mark.parametrize("given", ENDS.values(), ids=list(ENDS))
def test_a_sitting_can_be_ended(bank: Bank, scripted: Scripting, given: list[str]) -> None:
    """However it ends, what was answered is kept and the sitting says it was stopped."""
    kept: list[Answer] = []
    terminal = scripted(given)
    sitting = run_sitting(_sitting(bank, "one-of-three", "so-or-not"), terminal, keep=kept.append)
    assert sitting.stopped
    assert _responses(sitting) == ["the-key"]
    assert tuple(kept) == sitting.answers


@pytest.mark.parametrize("given", [[], ["ctrl-c"], ["the-key", "ctrl-c"], ["b"]])
def test_lines_can_end_anywhere(bank: Bank, scripted: Scripting, given: list[str]) -> None:
    """Ctrl-C and the end of input are no errors without keys either."""
    sitting = run_sitting(_sitting(bank, "one-of-three", "a-word"), scripted(given, keys=False))
    assert sitting.stopped
    assert len(sitting.answers) == sum(entry != "ctrl-c" for entry in given)


def test_each_answer_is_kept_before_the_next_question(bank: Bank, scripted: Scripting) -> None:
    """An answer is handed on when it is given, so that nothing is lost later."""
    kept: list[Answer] = []
    seen: list[int] = []
    terminal = scripted(["a", "bias"], keys=False)
    terminal.watch = lambda count: seen.append(len(kept))
    run_sitting(_sitting(bank, "one-of-three", "a-word"), terminal, keep=kept.append)
    assert seen == [0, 1]


def test_time_is_taken_and_runs_out(bank: Bank, scripted: Scripting) -> None:
    """Seconds run from question to answer; after the limit no further question is asked."""
    terminal = scripted(["a", "x", "bias", "x", "t"])
    sitting = run_sitting(
        _sitting(bank, "one-of-three", "a-word", "so-or-not", minutes=1.5),
        terminal,
        clock=lambda: 25.0 * terminal.taken,
    )
    assert [answer.record.seconds for answer in sitting.answers] == [25.0, 25.0]
    assert sitting.out_of_time
    assert not sitting.stopped
    assert "1:30 left" in terminal.text


def test_a_form_tells_nothing_before_its_end(bank: Bank, scripted: Scripting) -> None:
    """On a form instructions come first, feedback for all answers after the last one."""
    terminal = scripted(["begin", "f", "12", "b", "next", "next", "report"])
    sitting = run_sitting(_form(bank), terminal)
    assert not terminal.given
    assert _responses(sitting) == [False, "12", "the-key"]
    intro, *_, last_question, first_review, _, _ = terminal.pages
    assert "A short exam\n3 questions, 5 minutes.\n\nWork *alone*.\n" in intro
    assert "Part two: One of three" in last_question
    assert "Wrong" not in last_question
    assert "Right" not in last_question
    assert "Answer 1/3" in first_review
    assert terminal.text.index("Wrong: 0 of 1 point") > terminal.text.index("Answer 1/3")
    assert "a) far off" in last_question + terminal.text


def test_a_form_that_is_ended_early_is_reviewed_so_far(bank: Bank, scripted: Scripting) -> None:
    """Ctrl-C on a form ends the questions; the answers given are looked at."""
    terminal = scripted(["f", "ctrl-c"], keys=False)
    sitting = run_sitting(_form(bank), terminal)
    assert (sitting.stopped, len(sitting.answers)) == (True, 1)
    assert "Answer 1/1" in terminal.text


def test_a_form_can_be_left_before_it_begins(bank: Bank, scripted: Scripting) -> None:
    """``q`` at the instructions begins nothing."""
    sitting = run_sitting(_form(bank), scripted(["q"]))
    assert sitting.stopped
    assert not sitting.answers


@pytest.mark.parametrize(
    ("item", "given", "response"),
    [
        ("two-of-four", ["a", "tick"], ["first"]),
        ("two-of-four", ["a", "a", "tick"], "nothing"),
        ("rows-to-options", ["a", "tick"], {"upper": "high"}),
        ("steps-in-order", ["a", "tick"], "nothing"),
        ("one-of-three", ["tick", "tick"], "nothing"),
        ("two-blanks", ["a", "tick"], {"rate": "linear"}),
        ("in-words", ["A skip", "conn"], "A skip\nconn"),
        ("a-number", ["seven", "1"], "1"),
        ("a-number", ["seven", "eight"], "nothing"),
    ],
)
def test_what_is_half_given_when_time_is_over_is_kept(
    bank: Bank, scripted: Scripting, item: str, given: list[str], response: Any
) -> None:
    """An answer that can be read as it stands counts; the sitting ends with a line that says so."""
    terminal = scripted([*given, "x"])
    sitting = run_sitting(
        _sitting(bank, item, "so-or-not", minutes=1),
        terminal,
        clock=lambda: 60.0 if terminal.taken >= len(given) else 0.0,
    )
    assert _responses(sitting) == ([] if response == "nothing" else [response])
    assert "Time is over: " in terminal.text
    assert sitting.over
    assert not sitting.stopped


def test_the_time_left_runs_while_keys_are_waited_for(bank: Bank, scripted: Scripting) -> None:
    """Without a key the time is shown anew."""
    terminal = scripted(["tick", "tick", "a", "x"])
    run_sitting(
        _sitting(bank, "one-of-three", minutes=1), terminal, clock=lambda: 1.0 * terminal.taken
    )
    for left in ("1:00 left", "0:59 left", "0:58 left"):
        assert left in terminal.text


@pytest.mark.parametrize("end", ["q", "ctrl-c"])
def test_an_exam_is_ended_after_a_question(bank: Bank, scripted: Scripting, end: str) -> None:
    """Any key but y goes on where one was; y, or Ctrl-C again, ends it."""
    terminal = scripted([" ", end, "n", "t", "ctrl-c", "n", "12", end, "y"])
    sitting = run_sitting(_form(bank), terminal)
    assert _responses(sitting) == [True, "12"]
    assert terminal.text.count("End the exam? y: end · any other key: go on") == 3
    again = run_sitting(_form(bank), scripted([" ", end, "ctrl-c", "t"]))
    assert (again.stopped, again.answers) == (True, ())


def test_ticks_stay_when_an_exam_goes_on(bank: Bank, scripted: Scripting) -> None:
    """Somebody who did not mean to end goes on with the answer as it stood."""
    sitting = _sitting(bank, "two-of-four", form=bank.forms["short"])
    sitting = run_sitting(sitting, scripted(["x", "a", "q", "n", "c", "enter"]))
    assert _responses(sitting) == [["first", "third"]]


def test_prose_keeps_its_paragraphs(bank: Bank, scripted: Scripting) -> None:
    """One empty line is text; two, a full stop alone, or the end of input end the answer."""
    for end in (["", ""], ["."], []):
        terminal = scripted(["One.", "", "Two.", *end])
        sitting = run_sitting(_sitting(bank, "in-words"), terminal)
        assert _responses(sitting) == ["One.\n\nTwo."]


@pytest.mark.parametrize("word", ["s", "q", "S"])
def test_text_may_read_like_a_command(bank: Bank, scripted: Scripting, word: str) -> None:
    """Where text is an answer, the help names no letter as a command, and none is obeyed."""
    terminal = scripted(["?", word, "x"])
    sitting = run_sitting(_sitting(bank, "a-word"), terminal)
    assert _responses(sitting) == [word]
    assert "empty line leaves the question unanswered" in terminal.text
    assert "s leaves" not in terminal.text


@pytest.mark.parametrize("item", [name for name in EVERY if name not in ("a-word", "in-words")])
def test_commands_on_lines(bank: Bank, scripted: Scripting, item: str) -> None:
    """Without keys s skips, q ends and ? explains, where none of them can be an answer."""
    terminal = scripted(["?", "s", "q"], keys=False)
    sitting = run_sitting(_sitting(bank, item, item), terminal)
    assert _responses(sitting) == [None]
    assert sitting.stopped
    assert "s (or an empty line) leaves the question unanswered." in " ".join(terminal.text.split())


def test_rows_left_out_on_a_line_are_named_once(bank: Bank, scripted: Scripting) -> None:
    """Who types pairs is told which rows got none."""
    terminal = scripted(["1=a"], keys=False)
    run_sitting(_sitting(bank, "rows-to-options"), terminal)
    assert terminal.text.count("Row 2 is left unanswered.") == 1


def test_an_empty_number_is_asked_about(bank: Bank, scripted: Scripting) -> None:
    """Enter alone asks once; the second leaves it unanswered, a number counts."""
    for given, response in ((["", "", "x"], None), (["", "12", "x"], "12")):
        terminal = scripted(given)
        sitting = run_sitting(_sitting(bank, "a-number"), terminal)
        assert _responses(sitting) == [response]
        assert terminal.text.count("Leave it unanswered? Enter again: yes") == 1
