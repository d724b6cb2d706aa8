"""What stands on the screen after each key: the escape codes, obeyed by a small terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from mlinterview import Bank
from mlinterview.console.screen import Screen
from mlinterview.practice import Sitting
from mlinterview.practice.loop import run_sitting

_CODE = re.compile(r"\x1b\[(\??)(\d*)([A-Za-z])|[\n\r]|[^\x1b\n\r]")


class Emulator(io.StringIO):
    """A terminal of 80 by 24 that obeys the codes that are used, and no others."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [""] * 24
        self.row = self.column = 0
        self.gone: list[str] = []
        self.cursor = True

    def write(self, text: str) -> int:
        for match in _CODE.finditer(text):
            mode, number, letter = match.groups()
            if letter is None:
                self._put(match.group())
            elif mode:
                assert number == "25"
                self.cursor = letter == "h"
            elif letter == "A":
                assert int(number) <= self.row, "the cursor would leave the top"
                self.row -= int(number)
            elif letter == "B":
                self.row += int(number)
                assert self.row < 24, "the cursor would leave the bottom"
            elif letter == "K":
                self.rows[self.row] = self.rows[self.row][: self.column]
            elif letter == "H":
                self.row = self.column = 0
            else:
                assert letter == "J"
                self.rows[self.row] = self.rows[self.row][: self.column]
                self.rows[self.row + 1 :] = [""] * (23 - self.row)
        return len(text)

    def _put(self, char: str) -> None:
        if char == "\r":
            self.column = 0
        elif char == "\n":
            self.column = 0
            if self.row == 23:
                self.gone.append(self.rows.pop(0))
                self.rows.append("")
            else:
                self.row += 1
        else:
            line = self.rows[self.row].ljust(self.column)
            self.rows[self.row] = line[: self.column] + char + line[self.column + 1 :]
            self.column += 1
            assert self.column <= 80, "a line is wider than the screen"

    @property
    def shown(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.rows).rstrip()


class Typist:
    """Gives keys, and takes a picture of the screen before each."""

    def __init__(self, screen: Emulator, keys: Iterable[str]) -> None:
        self.screen = screen
        self.given = list(keys)
        self.pictures: list[str] = []
        self.in_lines = False

    def read(self, seconds: float | None = None) -> str:
        self.pictures.append(self.screen.shown)
        return self.given.pop(0)

    def keys(self) -> None:
        self.in_lines = False

    def lines(self) -> None:
        self.in_lines = True

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def close(self) -> None: ...


def _sat(bank: Bank, keys: list[str], *ids: str, typed: str = "") -> tuple[Emulator, Typist]:
    emulator = Emulator()
    typist = Typist(emulator, keys)
    screen = Screen(io.StringIO(typed), emulator, typist, width=None, color=False)
    try:
        sitting = Sitting.of([bank[name] for name in ids], bank, seed=None)
        run_sitting(sitting, screen)
    finally:
        screen.close()
    return emulator, typist


PAGE = """\
1/1
────────────────────────────────────────────────────────────────────────────────
Which ones?

  [{}] a) first
  [{}] b) second
  [{}] c) third
  [{}] d) fourth

a-d tick · - none of them · Enter answer · s skip · ? help · q end"""


def test_ticks_are_redrawn_in_place(bank: Bank) -> None:
    """Each key changes its mark and nothing else; the page stays where it is."""
    _, typist = _sat(bank, ["a", "c", "a", "d", "enter", "x"], "two-of-four")
    marks = ["    ", "x   ", "x x ", "  x ", "  xx"]
    assert typist.pictures[:5] == [PAGE.format(*four) for four in marks]


def test_feedback_takes_the_place_of_the_options(bank: Bank) -> None:
    """After the answer the stem still stands, with the verdict below it."""
    emulator, typist = _sat(bank, ["a", "c", "enter", "x"], "two-of-four")
    lines = typist.pictures[3].splitlines()
    assert lines[2:5] == ["Which ones?", "", ""]
    assert lines[5] == "Right: 2 of 2 points"
    assert lines[-1] == "any key: report"
    assert "[ ]" not in typist.pictures[3]
    assert emulator.cursor


def test_a_new_question_begins_on_a_clear_screen(bank: Bank) -> None:
    """What stood there moves into the scrollback, whole and in order."""
    emulator, typist = _sat(bank, ["t", "x", "a", "x"], "so-or-not", "one-of-three")
    assert typist.pictures[2].startswith("2/2 One of three\n")
    before = [line for line in typist.pictures[1].splitlines() if line and "any key" not in line]
    assert [line for line in emulator.gone if line] == before


def test_help_comes_and_goes(bank: Bank) -> None:
    """The second ``?`` leaves the page as it was before the first."""
    _, typist = _sat(bank, ["?", "?", "q"], "two-of-four")
    first, helped, again = typist.pictures
    assert "Press letters to tick" in helped
    assert first == again


def test_lines_are_typed_below_the_question(bank: Bank) -> None:
    """A line format shows how to answer, takes the line, and goes on with keys."""
    _, typist = _sat(bank, ["x"], "a-word", typed="bias\n")
    (picture,) = typist.pictures
    assert "> bias\n" in picture
    assert "Right: 1 of 1 point" in picture
    assert not typist.in_lines
