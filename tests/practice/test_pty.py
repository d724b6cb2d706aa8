"""Single keys in a real terminal: a pseudo-terminal with the program at its other end."""

from __future__ import annotations

import codecs
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mlinterview import Bank, present

if sys.platform == "win32":
    pytest.skip(
        "Windows has no pseudo-terminals; its keys come from msvcrt", allow_module_level=True
    )

import fcntl
import pty
import struct
import termios

PROGRAM = """
import sys
from pathlib import Path
import mlinterview as mli
from mlinterview.practice import run_practice
bank = mli.load_bank(sys.argv[1])
form = bank.forms.get(sys.argv[4]) if len(sys.argv) > 4 else None
items = [] if form else [bank[name] for name in sys.argv[3].split(",")]
result = run_practice(bank, items, out=Path(sys.argv[2]), seed=None if form else 0, form=form,
                      color="NO_COLOR" not in __import__("os").environ)
print("ended:", result.ended)
"""
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[@-Z\\-_])")
PATIENCE = 15.0


class Session:
    """A program in a terminal of 80 by 24."""

    def __init__(self, arguments: list[str], **environment: str) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**kept, "TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.raw = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.seen = 0

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def expect(self, words: str) -> str:
        """Wait until the words are printed; what was printed since those expected before."""
        end = time.monotonic() + PATIENCE
        while True:
            text = ESCAPES.sub("", self.raw).replace("\r", "")
            place = text.find(words, self.seen)
            if place >= 0:
                start, self.seen = self.seen, place + len(words)
                return text[start : self.seen]
            left = end - time.monotonic()
            assert left > 0, f"{words!r} expected, found {text[self.seen :]!r}"
            if select.select([self.master], [], [], min(left, 0.5))[0]:
                self.raw += self._decoder.decode(os.read(self.master, 65536))

    def finish(self) -> int:
        """Wait for the end; the exit code."""
        code = self.process.wait(PATIENCE)
        assert termios.tcgetattr(self.slave) == self.before
        return code

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


Start = Callable[..., Session]


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts practice of some items in a terminal."""
    sessions: list[Session] = []

    def begin(*items: str, form: str | None = None, **environment: str) -> Session:
        words = [str(folder), str(tmp_path / "answers.jsonl"), ",".join(items)]
        session = Session(words + ([form] if form else []), **environment)
        sessions.append(session)
        return session

    yield begin
    for session in sessions:
        session.close()


def _kept(tmp_path: Path) -> list[object]:
    text = (tmp_path / "answers.jsonl").read_text(encoding="utf-8")
    return [json.loads(line)["response"] for line in text.splitlines()]


def test_keys_answer_without_enter(start: Start, bank: Bank, tmp_path: Path) -> None:
    """One key answers, ticks are drawn as they are set, and the report comes at the end."""
    _, b, c = (option["id"] for option in present(bank["rows-to-options"], seed=0)["options"])
    session = start("so-or-not", "rows-to-options", "two-of-four")
    assert "1/3" in session.expect("t true · f false · s skip · ? help · q end")
    session.send("t")
    session.expect("any key: next · q: end")
    session.send(" ")
    assert ">[ ] 1. Upper" in session.expect("for row 1")
    session.send("a")
    session.expect("for row 2")
    session.send("\x1b[A")  # the arrow up
    session.expect("for row 1")
    session.send("b\x1b[Bc\r")
    session.expect("any key: next")
    session.send(" ")
    assert "[ ] a)" in session.expect("Enter answer")
    session.send("a")
    session.expect("[x] a)")
    session.send("\r")
    session.expect("any key: report")
    session.send("x")
    assert "Practise what was missed" in session.expect("ended: all")
    assert session.finish() == 0
    assert _kept(tmp_path)[:2] == [True, {"upper": b, "lower": c}]


def test_lines_are_typed_with_the_terminals_own_editing(start: Start, tmp_path: Path) -> None:
    """Numbers and prose are lines; what was typed ahead of a question is not taken for keys."""
    session = start("a-number", "in-words", "one-of-three")
    session.expect("> ")
    session.send("13\x7f2 ms\r")
    session.expect("Right: 1 of 1 point")
    session.expect("any key: next")
    session.send(" ")
    session.expect("> ")
    session.send("A skip connection\rplus one\r\r\ra")
    session.expect("For review")
    session.expect("any key: next")
    session.send(" ")
    session.expect("a-c answer")
    session.send("s")
    session.expect("any key: report")
    session.send("q")
    session.expect("ended: all")
    assert session.finish() == 0
    assert _kept(tmp_path) == ["12 ms", "A skip connection\nplus one", None]


@pytest.mark.parametrize("keys", ["q", "\x03", "\x04"], ids=["q", "ctrl-c", "ctrl-d"])
def test_ending_early_leaves_the_terminal_as_it_was(
    start: Start, tmp_path: Path, keys: str
) -> None:
    """The report so far is printed, the exit code is 0, echo and cursor are back."""
    session = start("so-or-not", "one-of-three", "a-word")
    session.expect("q end")
    session.send("f")
    session.expect("any key: next")
    session.send(" ")
    session.expect("a-c answer")
    session.send(keys)
    assert "0 of 1 point" in session.expect("ended: stopped")
    assert session.finish() == 0
    assert session.raw.rindex("\x1b[?25h") > session.raw.rindex("\x1b[?25l")
    assert _kept(tmp_path) == [False]


def test_ctrl_c_at_a_line(start: Start) -> None:
    """Ctrl-C while a line is typed ends the sitting too."""
    session = start("a-word")
    session.expect("> ")
    time.sleep(0.5)  # a signal between readline's prompt and its wait would be seen at the next key
    session.send("bi\x03")
    session.expect("No question was answered.")
    session.expect("ended: stopped")
    assert session.finish() == 0


def test_a_question_begins_on_a_clear_screen(start: Start) -> None:
    """Each page begins at the top left, and a key redraws in one write what changes."""
    session = start("two-of-four")
    session.expect("q end")
    session.send("b")
    session.expect("[x] b)")
    top, redrawn = "\n" * 24, r"\x1b\[\d+A\r[^\n]*\[x\][^\n]*\x1b\[K"
    assert top + "\x1b[H\x1b[J" in session.raw.replace("\r\n", "\n")
    assert len(re.findall(redrawn, session.raw)) == 1
    session.send("\x03")
    session.expect("ended: stopped")


def test_a_resized_window_is_drawn_anew(start: Start) -> None:
    """After a change of size the page fills the new width at once."""
    session = start("one-of-three")
    assert "─" * 80 in session.expect("a-c answer")
    fcntl.ioctl(session.master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 50, 0, 0))
    os.kill(session.process.pid, signal.SIGWINCH)
    again = session.expect("a-c answer")
    assert "─" * 50 in again
    assert "─" * 51 not in again
    session.send("q")
    session.expect("ended: stopped")


def test_no_color_means_no_styles(start: Start) -> None:
    """With NO_COLOR keys work as before and nothing is coloured."""
    session = start("so-or-not", NO_COLOR="1")
    session.expect("t true")
    session.send("f")
    session.expect("any key: report")
    session.send(" ")
    session.expect("ended: all")
    assert not re.search(r"\x1b\[[0-9;]*m", session.raw)


def test_long_feedback_waits_at_the_end_of_the_screen(start: Start) -> None:
    """What is taller than the window is shown screen by screen."""
    session = start("two-of-four", "one-of-three")
    fcntl.ioctl(session.master, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 80, 0, 0))
    session.expect("-- more: any key --")  # the options would push the question out
    session.send(" ")
    session.expect("q end")
    session.send("bd\r")
    session.expect("-- more: any key --")
    session.send(" ")
    session.expect("any key: next")
    session.send("q")
    assert "0 of 2 points" in session.expect("-- more: any key --")
    session.send("\x03")  # leaves the report, not what stands below it
    assert "kept in" in session.expect("ended: stopped")


def test_an_exam_in_a_terminal(start: Start, tmp_path: Path) -> None:
    """Instructions, questions without feedback, then all answers one by one."""
    session = start(form="short")
    session.expect("any key: begin")
    session.send(" ")
    session.expect("t true")
    session.send("t")
    assert "left" in session.expect("> ")
    session.send("12\r")
    session.expect("a-c answer")
    session.send("b")
    for number in (1, 2):
        assert f"Answer {number}/3" in session.expect("any key: next · q: report")
        session.send(" ")
    session.expect("any key: report")
    session.send(" ")
    session.expect("ended: all")
    assert _kept(tmp_path) == [True, "12", "the-key"]
