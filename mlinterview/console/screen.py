"""Where questions are shown: a terminal that is redrawn in place, or lines one after the other."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from mlinterview.console.keys import KeyReader, open_keys
from mlinterview.rendering.terminal import Look, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Face", "Lines", "Screen", "Terminal", "TimeOver", "open_terminal"]

Blocks = Sequence["RenderableType"]
#: what is shown, drawn anew for each size of the window
Drawing = Callable[[Look], Blocks]
#: the time left, as it is shown; None when it is over
Face = Callable[[], "str | None"]

_MAX_WIDTH = 100
_USUAL = os.terminal_size((80, 24))
_HOME, _CLEAR_BELOW, _CLEAR_LINE = "\x1b[H", "\x1b[J", "\x1b[K"
_MORE = "-- more: any key --"
_SAVE_CURSOR, _RESTORE_CURSOR = "\x1b7", "\x1b8"
_SECOND = 0.9  # so that no second is left out
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


class TimeOver(Exception):
    """The time is over; ``typed`` is what stood on the line."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class Terminal(Protocol):
    """What a sitting needs of a terminal. ``keys`` tells whether single keys can be asked for."""

    keys: bool

    @property
    def look(self) -> Look:
        """Width, height and colour as they are now."""
        ...

    def page(self, drawing: Drawing, *, below: int = 0) -> None:
        """Begin a new page with this at its top.

        It waits after each screenful, the last one included if ``below`` more rows would push it
        out of sight.
        """

    def live(self, drawing: Drawing) -> None:
        """Show this below the page, in place of what was live before."""

    def show(self, blocks: Blocks, *, paged: bool = False) -> None:
        """Show this for good, in place of what is live; ``paged`` waits after each screenful."""

    def ask_key(self, seconds: float | None = None) -> str:
        """Wait for a key, by name; ``eof`` at the end of input, ``tick`` after ``seconds``."""
        ...

    def ask_line(self, prompt: str, face: Face | None = None) -> str:
        """Wait for a line, with the time left before the prompt where keys can be read.

        Raises:
            EOFError: the input is at its end.
            TimeOver: ``face`` says that it is.
        """
        ...

    def close(self) -> None:
        """Leave the terminal as it was."""


class _Output:
    """Writing to a stream in one go, whatever its encoding can print."""

    keys = False

    def __init__(self, stdin: TextIO, stdout: TextIO, *, width: int | None, color: bool) -> None:
        self._in, self._out = stdin, stdout
        self._width = width
        self._color = color

    @property
    def look(self) -> Look:
        size = _size(self._out)
        width = self._width or min(_MAX_WIDTH, size.columns)
        width = max(20, min(width, size.columns))
        return Look(width=width, height=size.lines, color=self._color, alt=not self.keys)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
        except UnicodeEncodeError:
            encoding = self._out.encoding or "ascii"
            self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()

    def ask_line(self, prompt: str, face: Face | None = None) -> str:
        # only the real ones can be edited with arrows; the prompt is then readline's to redraw
        if self._in is sys.stdin and self._out is sys.stdout and self._in.isatty():
            _use_readline()
            line = input(prompt)
        else:
            self._write(prompt)
            line = self._in.readline()
            if not line:
                self._write("\n")
                raise EOFError
            line = line.rstrip("\r\n")
            if not self._in.isatty():
                self._write(line + "\n")  # nobody has typed it here
        return line.encode("utf-8", "replace").decode("utf-8")


def _use_readline() -> None:
    """Let ``input`` edit its line, without answers in its history. Windows edits by itself."""
    if sys.platform != "win32":
        with suppress(ImportError):
            import readline

            readline.set_auto_history(False)
            # what is pasted stays in one line until Enter, with the lines it has
            readline.parse_and_bind("set enable-bracketed-paste on")


def _line_so_far() -> str:
    """What is typed on the line that is being read."""
    with suppress(ImportError):
        import readline

        return readline.get_line_buffer()
    return ""


class Lines(_Output):
    """One thing after the other: for pipes, screen readers and terminals without single keys."""

    def page(self, drawing: Drawing, *, below: int = 0) -> None:
        self._write("\n")
        self.show(drawing(self.look))

    def live(self, drawing: Drawing) -> None:
        self.show(drawing(self.look))

    def show(self, blocks: Blocks, *, paged: bool = False) -> None:
        self._write(render(blocks, self.look))

    def ask_key(self, seconds: float | None = None) -> str:
        return "enter"

    def close(self) -> None:
        self._out.flush()


class Screen(_Output):
    """A terminal with single keys.

    A page begins on a clear screen, with what stood there moved up into the scrollback. Below its
    text one block is live: it is redrawn in place, in a single write, while keys are pressed. One
    that is taller than the window cannot be, so only its last lines are.
    """

    keys = True

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        reader: KeyReader,
        *,
        width: int | None,
        color: bool,
    ) -> None:
        super().__init__(stdin, stdout, width=width, color=color)
        self._reader = reader
        self._page: Drawing | None = None
        self._live: Drawing | None = None
        self._live_lines = 0
        self._live_text: list[str] = []
        self._drawn: Look | None = None
        self._waiting = False
        self._handlers: dict[int, Any] = {}
        if sys.platform != "win32":
            self._handle(signal.SIGWINCH, lambda *_: self._redraw())
            self._handle(signal.SIGTSTP, lambda *_: self._suspend())

    def page(self, drawing: Drawing, *, below: int = 0) -> None:
        lines = self._begin(drawing)
        self._print_paged(lines, max(3, self.look.height - 2), below)

    def _begin(self, drawing: Drawing) -> list[str]:
        """A clear screen, and the lines to be put there."""
        self._page, self._live, self._live_lines = drawing, None, 0
        self._drawn = look = self.look
        self._write("\n" * look.height + _HOME + _CLEAR_BELOW)
        return render(drawing(look), look).splitlines()

    def _print_paged(self, lines: Sequence[str], room: int, below: int) -> None:
        """Lines with a wait after each screenful, and before what is to come if it needs one."""
        place = 0
        while True:
            part = lines[place : place + room]
            self._write("".join(line + "\n" for line in part))
            place += len(part)
            if place >= len(lines) and len(part) + below <= room + 2:
                return
            self._write(_MORE)
            self.ask_key()
            self._write("\r" + _CLEAR_BELOW)
            if place >= len(lines):
                return

    def live(self, drawing: Drawing) -> None:
        self._reader.keys()
        self._live = drawing
        look = self.look
        if self._drawn != look and self._page is not None:
            self._write("".join(line + "\n" for line in self._begin(self._page)))
            self._live = drawing
        lines = render(drawing(look), look).splitlines()
        if self._live_lines > look.height:  # out of reach: the part that can be redrawn
            lines = lines[-look.height :]
            self._live_lines = look.height
        if len(lines) == self._live_lines == len(self._live_text):
            self._write(self._changes(lines))
        else:
            self._write(self._up() + _HIDE_CURSOR + "\n".join(lines))
        self._live_lines, self._live_text = len(lines), lines

    def _changes(self, lines: Sequence[str]) -> str:
        """What turns the live block into these lines, with the cursor at its end before and after.

        A line that stays is not written, so that a clock does not make the rest flicker.
        """
        last = len(lines) - 1
        text = ""
        for place, (line, before) in enumerate(zip(lines, self._live_text, strict=True)):
            if line != before:
                up, down = (f"\x1b[{last - place}{way}" if last > place else "" for way in "AB")
                text += f"{up}\r{line}{_CLEAR_LINE}{down}"
        return text

    def show(self, blocks: Blocks, *, paged: bool = False) -> None:
        look = self.look
        lines = render(blocks, look).splitlines()
        start = self._up() + _SHOW_CURSOR
        self._live, self._live_lines = None, 0
        self._write(start)
        self._print_paged(lines, max(3, look.height - 2) if paged else max(1, len(lines)), 0)

    def ask_key(self, seconds: float | None = None) -> str:
        self._waiting = True
        if self._drawn != self.look:  # the window has changed since, unheard
            self._redraw()
        try:
            return self._reader.read(seconds)
        except KeyboardInterrupt:
            self._fresh_line()
            raise
        finally:
            self._waiting = False

    def ask_line(self, prompt: str, face: Face | None = None) -> str:
        self._write(_SHOW_CURSOR)
        self._live, self._live_lines = None, 0
        self._reader.lines()
        try:
            if face is None:
                return super().ask_line(prompt)
            with self._ticking(face) as time:
                return super().ask_line(f"{time} {prompt}")
        except (KeyboardInterrupt, TimeOver):
            self._fresh_line()
            raise

    def _fresh_line(self) -> None:
        """What comes next begins on a line of its own."""
        self._live, self._live_lines = None, 0
        self._write("\n")

    @contextmanager
    def _ticking(self, face: Face) -> Iterator[str]:
        """The time left, rewritten each second while a line is typed; raises when it is over.

        Windows has no signal for it: there the time is looked at when the line is at its end.
        """
        first = face()
        if first is None:
            raise TimeOver("")

        def tick(*_: object) -> None:
            now, typed = face(), _line_so_far()
            if now is None:
                raise TimeOver(typed)
            short = len(first) + len(typed) + 4 < self.look.width and "\n" not in typed
            if short:  # the prompt is on the cursor's row
                self._write(f"{_SAVE_CURSOR}\r{now.rjust(len(first))}{_RESTORE_CURSOR}")

        before: Any = None
        if sys.platform != "win32":
            with suppress(ValueError):  # not in the main thread
                before = signal.signal(signal.SIGALRM, tick)
                signal.setitimer(signal.ITIMER_REAL, _SECOND, _SECOND)
        try:
            yield first
        finally:
            if sys.platform != "win32" and before is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)

    def close(self) -> None:
        self._write(_SHOW_CURSOR)
        self._reader.close()
        for number, before in self._handlers.items():
            signal.signal(number, before)
        self._handlers.clear()

    def _handle(self, number: int, handler: Any) -> None:
        with suppress(ValueError):  # not in the main thread: without it, then
            self._handlers[number] = signal.signal(number, handler)

    if sys.platform != "win32":

        def _suspend(self) -> None:
            """Ctrl-Z: hand the shell its terminal, and take it again afterwards."""
            self._write(_SHOW_CURSOR)
            self._reader.pause()
            mine = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, mine)
            self._reader.resume()
            self._drawn = None
            self._redraw()

    def _up(self) -> str:
        """Back to where the live block begins, with it gone. The cursor is at its end."""
        if not self._live_lines:
            return ""
        up = f"\x1b[{self._live_lines - 1}A" if self._live_lines > 1 else ""
        return f"{up}\r{_CLEAR_BELOW}"

    def _redraw(self) -> None:
        if self._waiting and self._live is not None:
            self.live(self._live)


def _size(stream: TextIO) -> os.terminal_size:
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return _USUAL
    return size if size.columns and size.lines else _USUAL


@contextmanager
def open_terminal(
    stdin: TextIO, stdout: TextIO, *, plain: bool, width: int | None, color: bool
) -> Iterator[Terminal]:
    """The terminal that the streams allow, with keys unless ``plain`` is asked for."""
    reader = None
    if not plain and stdout.isatty() and os.environ.get("TERM") != "dumb":
        if sys.platform == "win32":
            os.system("")  # makes a Windows console obey escape codes
        reader = open_keys(stdin)
    terminal: Terminal = (
        Lines(stdin, stdout, width=width, color=color)
        if reader is None
        else Screen(stdin, stdout, reader, width=width, color=color)
    )
    try:
        yield terminal
    finally:
        terminal.close()
