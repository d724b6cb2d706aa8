"""Single keys from a terminal, without Enter: termios on POSIX, msvcrt on Windows, else nothing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO, Protocol

__all__ = ["KeyReader", "open_keys"]

_NAMES = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x1b": "escape",
    "\x04": "eof",
    "\t": "tab",
}
_SEQUENCES = {"A": "up", "B": "down", "C": "right", "D": "left"}
#: seconds in which the rest of an arrow key follows its first byte
_REST = 0.05


class KeyReader(Protocol):
    """A source of keys: characters as they are, and ``enter backspace escape up down left right``.

    ``eof`` is the end of input; Ctrl-C raises KeyboardInterrupt; keys without a name are empty.
    """

    def read(self, seconds: float | None = None) -> str:
        """Wait for a key; ``tick`` where none came in so many seconds."""
        ...

    def keys(self) -> None:
        """Take keys again after lines. What was typed ahead is thrown away: it was no key."""

    def lines(self) -> None:
        """Let the terminal take lines, with its own editing, until keys are to be read."""

    def pause(self) -> None:
        """Give the terminal back for a while."""

    def resume(self) -> None:
        """Take it again, as it was before ``pause``."""

    def close(self) -> None:
        """Leave the terminal as it was."""


def open_keys(stdin: IO[str]) -> KeyReader | None:
    """A reader of single keys; None where ``stdin`` is no terminal that has them."""
    try:
        if not stdin.isatty():
            return None
        descriptor = stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return None
    return _open(descriptor)


if sys.platform == "win32":

    class _WindowsKeys:
        _CODES: dict[str, str] = {"H": "up", "P": "down", "K": "left", "M": "right"}  # noqa: RUF012

        def read(self, seconds: float | None = None) -> str:
            import msvcrt
            import time

            end = None if seconds is None else time.monotonic() + seconds
            while end is not None and not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return "tick"
                time.sleep(_REST)
            char = msvcrt.getwch()
            if char in ("\x00", "\xe0"):
                return self._CODES.get(msvcrt.getwch(), "")
            if char == "\x03":
                raise KeyboardInterrupt
            if char == "\x1a":
                return "eof"
            return _named(char)

        def lines(self) -> None:
            pass

        keys = pause = resume = close = lines

    def _open(descriptor: int) -> KeyReader | None:
        return _WindowsKeys()

else:
    import select
    import termios
    import tty

    class _PosixKeys:
        """Keys of a terminal in cbreak mode: no echo, no waiting for Enter, Ctrl-C still works."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor
            self._before = termios.tcgetattr(descriptor)
            self._in_lines = False
            self.resume()

        def resume(self) -> None:
            if not self._in_lines:
                tty.setcbreak(self._descriptor, termios.TCSADRAIN)

        def pause(self) -> None:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

        close = pause

        def lines(self) -> None:
            if not self._in_lines:
                self.pause()
                self._in_lines = True

        def keys(self) -> None:
            if self._in_lines:
                self._in_lines = False
                # the rest of a pasted text, say, picks no option
                tty.setcbreak(self._descriptor, termios.TCSAFLUSH)

        def read(self, seconds: float | None = None) -> str:
            self.keys()
            if seconds is not None and not self._waiting(seconds):
                return "tick"
            first = self._byte()
            if not first:
                return "eof"
            if first == b"\x1b":
                return self._sequence()
            more = 0 if first < b"\xc0" else 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3
            char = first + b"".join(self._byte() for _ in range(more))
            return _named(char.decode("utf-8", "replace"))

        def _byte(self) -> bytes:
            try:
                return os.read(self._descriptor, 1)
            except OSError:  # the terminal is gone
                return b""

        def _waiting(self, seconds: float = _REST) -> bool:
            return bool(select.select([self._descriptor], [], [], seconds)[0])

        def _sequence(self) -> str:
            """An escape sequence to its end, or Escape alone."""
            if not self._waiting():
                return "escape"
            if self._byte() not in (b"[", b"O"):
                return ""
            while self._waiting():
                char = self._byte().decode("latin-1")
                if not char or "@" <= char <= "~":
                    return _SEQUENCES.get(char, "")
            return ""

    def _open(descriptor: int) -> KeyReader | None:
        try:
            return _PosixKeys(descriptor)
        except (termios.error, OSError, ValueError):
            return None


def _named(char: str) -> str:
    return _NAMES.get(char, char if char.isprintable() else "")
