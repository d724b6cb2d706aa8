"""Keys read from a pseudo-terminal, and the state in which it is left."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Iterator
from typing import TextIO

import pytest

from mlinterview.console.keys import open_keys

if sys.platform == "win32":
    pytest.skip(
        "Windows has no pseudo-terminals; its keys come from msvcrt", allow_module_level=True
    )

import pty
import termios

TYPED = {
    "a": ["a"],
    "A?-": ["A", "?", "-"],
    "\r\n": ["enter", "enter"],
    "\x7f\x08": ["backspace", "backspace"],
    "\x1b[A\x1b[B\x1b[C\x1b[D": ["up", "down", "right", "left"],
    "\x1bOA": ["up"],
    "\x1b[1;5Ax": ["up", "x"],
    "\x1b[3~x": ["", "x"],
    "\x1bx": [""],
    "\x1b": ["escape"],
    "\x04": ["eof"],
    "\t\x01": ["tab", ""],
    "é→😀x": ["é", "→", "😀", "x"],
}


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """The near end of a pseudo-terminal, and its far end as a stream."""
    near, far = pty.openpty()
    with open(far, encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor has no path
        yield near, stream
    os.close(near)


@pytest.mark.parametrize(("typed", "keys"), TYPED.items())
def test_keys_have_names(terminal: tuple[int, TextIO], typed: str, keys: list[str]) -> None:
    """Characters are themselves, other keys have names, what has none is empty."""
    near, stream = terminal
    reader = open_keys(stream)
    assert reader is not None
    os.write(near, typed.encode())
    assert keys == [reader.read() for _ in keys]
    reader.close()


def test_the_terminal_is_left_as_it_was(terminal: tuple[int, TextIO]) -> None:
    """Lines and pauses bring back echo and whole lines; closing does so for good."""
    _, stream = terminal
    before = termios.tcgetattr(stream)
    reader = open_keys(stream)
    assert reader is not None
    single = termios.tcgetattr(stream)
    assert not single[3] & (termios.ICANON | termios.ECHO)
    assert single[3] & termios.ISIG
    for leave, enter in ((reader.lines, reader.keys), (reader.pause, reader.resume)):
        leave()
        assert termios.tcgetattr(stream) == before
        enter()
        assert termios.tcgetattr(stream) == single
    reader.lines()
    reader.pause()
    reader.resume()  # a line was being typed: it still is
    assert termios.tcgetattr(stream) == before
    reader.keys()
    reader.close()
    assert termios.tcgetattr(stream) == before


def test_what_was_typed_ahead_of_keys_is_dropped(terminal: tuple[int, TextIO]) -> None:
    """The rest of a pasted answer picks no option of the next question."""
    near, stream = terminal
    reader = open_keys(stream)
    assert reader is not None
    reader.lines()
    os.write(near, b"the rest of a paste\n")
    assert select.select([stream], [], [], 5)[0]
    reader.keys()
    os.write(near, b"b")
    assert reader.read() == "b"
    reader.close()


def test_a_terminal_that_is_gone_is_the_end() -> None:
    """When the window is closed the keys end; nothing is raised."""
    near, far = pty.openpty()
    with open(far, encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor has no path
        reader = open_keys(stream)
        assert reader is not None
        os.close(near)
        assert reader.read() == "eof"
        reader.close()


def test_other_streams_have_no_keys() -> None:
    """A text, a closed file and a file are no terminals."""
    closed = io.StringIO()
    closed.close()
    with open(os.devnull, encoding="utf-8") as file:  # noqa: PTH123 - a device
        assert [open_keys(stream) for stream in (io.StringIO(), closed, file)] == [None] * 3
