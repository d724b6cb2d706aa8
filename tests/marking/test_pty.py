"""One review in a real terminal: a pseudo-terminal with the command at its other end."""

from __future__ import annotations

import codecs
import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import mlinterview as mli

if sys.platform == "win32":
    pytest.skip(
        "Windows has no pseudo-terminals; its keys come from msvcrt", allow_module_level=True
    )

import fcntl
import pty
import struct
import termios

ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[@-Z\\-_])")
PATIENCE = 30.0
ITEM = "interview-project-that-failed"


class Session:
    """A command in a terminal of 120 by 40."""

    def __init__(self, *words: str) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mlinterview", *words],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.text = ""
        self.seen = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def expect(self, words: str) -> str:
        """Wait until the words are printed; what was printed since those expected before."""
        end = time.monotonic() + PATIENCE
        while True:
            text = ESCAPES.sub("", self.text).replace("\r", "")
            place = text.find(words, self.seen)
            if place >= 0:
                start, self.seen = self.seen, place + len(words)
                return text[start : self.seen]
            left = end - time.monotonic()
            assert left > 0, f"{words!r} expected, found {text[self.seen :]!r}"
            if select.select([self.master], [], [], min(left, 0.5))[0]:
                self.text += self._decoder.decode(os.read(self.master, 65536))

    def finish(self) -> int:
        """Wait for the end; the exit code. The terminal must be as it was."""
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


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A review of two answers to an item that a person marks."""
    bank = mli.load_bank(strict=False)
    records = [
        {"examinee": who, "item": ITEM, "response": text}
        for who, text in (("ann", "It failed."), ("bo", "it  failed"), ("cy", "Never."))
    ]
    mli.write_scores(tmp_path / "scores.jsonl", mli.grade_all(bank, records))
    begun = Session(
        "review", str(tmp_path / "scores.jsonl"),
        "--out", str(tmp_path / "marks.jsonl"), "--by", "kim",
    )  # fmt: skip
    yield begun
    begun.close()


def _kept(tmp_path: Path) -> list[dict[str, object]]:
    text = (tmp_path / "marks.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_review(session: Session, tmp_path: Path) -> None:
    """Keys toggle, Enter decides for both equal answers at once, q ends with exit code 0."""
    assert "2 equal answers" in session.expect("q end")
    session.send("2")
    assert "[x] 2." in session.expect("Points: 1 of 5")
    session.send("\r")
    session.expect("Enter again")
    session.send("\r")
    session.expect("2/2")
    session.expect("q end")
    assert [mark["examinee"] for mark in _kept(tmp_path)] == ["ann", "bo"]
    session.send("p")
    session.expect("Points (0 to 5): ")
    session.send("1.5\r")
    assert "3 marks added" in session.expect("--marks")
    assert session.finish() == 0
    assert [mark["marks"] for mark in _kept(tmp_path)][2] == 1.5


def test_ctrl_c_loses_nothing(session: Session, tmp_path: Path) -> None:
    """The exit code is 130, the terminal is as it was, earlier decisions are in the file."""
    session.expect("q end")
    session.send("1\r")
    session.expect("Enter again")
    session.send("\r")
    session.expect("2/2")
    session.expect("q end")
    session.send("\x03")
    session.expect("2 marks added")
    assert session.finish() == 130
    assert len(_kept(tmp_path)) == 2
