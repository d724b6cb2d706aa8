"""An interview marked live in a terminal: item by item, back and forth, with the time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mlinterview.console.clock import clock_face
from mlinterview.console.screen import Terminal
from mlinterview.marking._blocks import fitted
from mlinterview.marking.deciding import whole_points
from mlinterview.marking.live import ItemSheet
from mlinterview.model.free_text import FreeText
from mlinterview.model.records import Mark
from mlinterview.rendering._answers import key_blocks
from mlinterview.rendering.present import present
from mlinterview.rendering.review import explanation_blocks
from mlinterview.rendering.terminal import (
    Entry,
    Look,
    body_blocks,
    entry_blocks,
    head_blocks,
    printable,
    render,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["run_interview"]

#: seconds between two looks at the clock
_SECOND = 0.9
#: rows below the statements: an empty one, points, note, message, keys, time
_BELOW = 6
_KEYS = "tick · Enter done · p points · n note · s skip · b back · k key · q end"
_LINES = (
    "Type the numbers of what you heard (1,3), - for none, p 2.5 for points, n TEXT for a note."
    " An empty line leaves the question open, b goes back, q ends."
)

Clock = Callable[[], float]


def run_interview(
    sheets: Sequence[ItemSheet],
    terminal: Terminal,
    *,
    by: str,
    minutes: float | None = None,
    keep: Callable[[Mark], None] = lambda mark: None,
    clock: Clock = time.monotonic,
) -> list[ItemSheet]:
    """Show sheet by sheet and take the marks; the sheets as they are at the end.

    A sheet with ticks counts as marked when it is left by Enter, ``b``, ``q``, the end of input or
    Ctrl-C (which is passed on); ``s`` leaves it open. ``q`` and the end of input end the interview.

    Args:
        sheets: as ``interview_sheets`` gives them.
        terminal: where they are shown.
        by: who marks.
        minutes: what the form allows; shown beside the time gone.
        keep: called with each mark as it is made.
        clock: seconds from some fixed point.
    """
    interview = _Interview(list(sheets), terminal, by, minutes, keep, clock)
    try:
        interview.run()
    except (_End, EOFError):
        terminal.show([])
    return interview.sheets


class _End(Exception):
    """The interviewer ends it."""


@dataclass
class _Interview:
    sheets: list[ItemSheet]
    terminal: Terminal
    by: str
    minutes: float | None
    keep: Callable[[Mark], None]
    clock: Clock
    place: int = 0
    _told: bool = False

    def __post_init__(self) -> None:
        self._began = self._opened = self.clock()
        self._before = self.sheets[0]  # the sheet on the screen, as it was opened
        self._shown = 0
        self._key = False

    def run(self) -> None:
        """All sheets, then the list of them, until it is left."""
        while True:
            while self.place < len(self.sheets):
                self._one()
            if not self._overview():
                return
            self.place = len(self.sheets) - 1

    def _one(self) -> None:
        self._opened = self.clock()
        sheet = self.sheets[self.place]
        # a sheet that is opened again is done when somebody says so again
        anew = replace(sheet.checklist, done=False, touched=False, asked=False, message="")
        self._before = replace(sheet, checklist=anew)
        self._put(self._before)
        self._page()
        try:
            if self.terminal.keys:
                self._by_keys()
            else:
                self._by_lines()
        except (_End, EOFError, KeyboardInterrupt):
            self._keep_rest()
            raise
        finally:
            spent = self.clock() - self._opened
            sheet = self.sheets[self._shown]
            self.sheets[self._shown] = replace(sheet, seconds=sheet.seconds + spent)

    @property
    def _sheet(self) -> ItemSheet:
        return self.sheets[self.place]

    def _put(self, sheet: ItemSheet) -> None:
        self.sheets[self.place] = sheet

    def _page(self, *, key: bool = False) -> None:
        self._shown, self._key = self.place, key
        look = self.terminal.look
        rows = render(self._live(look), look).count("\n") if self.terminal.keys else 0
        self.terminal.page(self._head, below=rows)

    def _by_keys(self) -> None:
        while True:
            self.terminal.live(self._live)
            key = self.terminal.ask_key(_SECOND)
            sheet = self._sheet
            after = sheet.checklist.press(key)
            if after is not None:
                # points for the whole item give way to what is ticked after them
                points = sheet.points if key == "enter" else None
                if key == "enter" and points is not None:
                    after = replace(after, done=True, message="")
                self._put(replace(sheet, checklist=after, points=points))
                if after.done:
                    return self._done()
            elif key in ("p", "n"):
                self.terminal.show([])
                if self._asked(key):
                    return self._done()
                self._page()
            elif key == "k":
                self._page(key=not self._key)
            elif key in ("s", "b"):
                if key == "s":  # what was ticked since is taken back
                    self._put(replace(self._before, note=sheet.note))
                self._keep_rest()
                return self._move(1 if key == "s" else -1)
            elif key in ("q", "eof"):
                raise _End

    def _asked(self, key: str) -> bool:
        """Ask for points or a note on a line; whether the item is decided by it."""
        sheet = self._sheet
        if key == "n":
            note = self.terminal.ask_line("Note: ").strip()
            self._put(replace(sheet, note=note or None))
            return False
        typed = self.terminal.ask_line(f"Points (0 to {sheet.group.max_points:g}): ")
        if not typed.strip():
            return False
        try:
            self._put(replace(sheet, points=whole_points(sheet.group, typed)))
        except ValueError as error:
            message = f"{error}."
            self._put(replace(sheet, checklist=replace(sheet.checklist, message=message)))
            return False
        return True

    def _by_lines(self) -> None:
        self.terminal.show(self._live(self.terminal.look))
        if not self._told:
            self.terminal.show([_LINES])
            self._told = True
        while True:
            line = self.terminal.ask_line("> ").strip()
            word, _, rest = line.partition(" ")
            if line == "q":
                raise _End
            if line in ("", "b"):
                self._keep_rest()
                return self._move(-1 if line else 1)
            sheet = self._sheet
            try:
                if word == "n":
                    self._put(replace(sheet, note=rest.strip() or None))
                    continue
                if word == "p":
                    self._put(replace(sheet, points=whole_points(sheet.group, rest)))
                else:
                    self._put(replace(sheet, checklist=sheet.checklist.typed(line), points=None))
            except ValueError as error:
                self.terminal.show([f"{error}."])
                continue
            return self._done()

    def _done(self) -> None:
        self._mark()
        self._move(1)

    def _keep_rest(self) -> None:
        """What was ticked or noted counts, though Enter was not pressed."""
        sheet = self._sheet
        noted = sheet.note != self._before.note
        if sheet.checklist.touched or (noted and sheet.marked):
            self._mark()
        elif noted and sheet.noted:
            self.keep(sheet.mark(self.by))

    def _mark(self) -> None:
        sheet = replace(self._sheet, marked=True)
        self._put(sheet)
        self.keep(sheet.mark(self.by))

    def _move(self, steps: int) -> None:
        self.terminal.show([])
        self.place = max(0, self.place + steps)

    def _head(self, look: Look) -> list[RenderableType]:
        from rich.rule import Rule
        from rich.table import Table
        from rich.text import Text

        group = self.sheets[self._shown].group
        shown = present(group.item, seed=group.score.presented.seed)
        head = Table.grid(expand=True, padding=(0, 1, 0, 0))
        head.add_column(no_wrap=True)
        head.add_column(ratio=1)
        place = Text(f"{self._shown + 1}/{len(self.sheets)}", style="bold")
        head.add_row(place, Text(printable(group.item.label), style="bold"))
        blocks: list[RenderableType] = [head, Rule(style="dim", characters="─")]
        blocks += head_blocks(shown, look, root=group.item.placement.root)
        blocks += body_blocks(shown, look)
        probes = group.item.rubric.probes if isinstance(group.item, FreeText) else ()
        if probes:
            blocks += ["", Text("Ask on", style="bold")]
            blocks.append(entry_blocks([Entry("-", probe) for probe in probes], look))
        if self._key:
            blocks += ["", *key_blocks(group.item, shown, look)]
            blocks += explanation_blocks(group.item, look)
        return [*blocks, ""]

    def _live(self, look: Look) -> list[RenderableType]:
        from rich.text import Text

        sheet = self._sheet
        keys, checklist = self.terminal.keys, sheet.checklist
        blocks = [*(fitted(checklist, look, _BELOW) if keys else checklist.blocks(look)), ""]
        state = "" if sheet.marked else ", not marked yet"
        most = round(sheet.group.max_points, 2)
        blocks.append(Text(f"Points: {round(sheet.earned, 2):g} of {most:g}{state}"))
        if sheet.note:
            blocks.append(Text(f"Note: {printable(sheet.note)}"))
        if keys:
            if checklist.message:
                blocks.append(Text(checklist.message, style="yellow"))
            blocks.append(Text(f"{checklist.keys} {_KEYS}", style="dim"))
        blocks.append(Text(self._time(), style="dim"))
        return blocks

    def _time(self) -> str:
        """Minutes gone: of the interview, and of this question."""
        now, item = self.clock(), self._sheet.group.item
        words = f"{clock_face(now - self._began)}{_limit(self.minutes)}"
        spent = self._sheet.seconds + now - self._opened
        return f"{words} · this question {clock_face(spent)}{_limit(item.minutes)}"

    def _overview(self) -> bool:
        """The marks so far; whether to go back to them."""
        from rich.text import Text

        def drawing(look: Look) -> list[RenderableType]:
            entries = [_summary(number, sheet) for number, sheet in enumerate(self.sheets, 1)]
            return [Text("All questions", style="bold"), "", entry_blocks(entries, look)]

        if not self.terminal.keys:
            return False
        self.terminal.page(drawing)
        self.terminal.live(lambda look: ["", Text("any key: report · b back", style="dim")])
        key = self.terminal.ask_key()
        self.terminal.show([])
        return key == "b"


def _limit(minutes: float | None) -> str:
    return f" of {minutes:g} min" if minutes else ""


def _summary(number: int, sheet: ItemSheet) -> Entry:
    words = "not marked"
    if sheet.marked:
        words = f"{round(sheet.earned, 2):g} of {round(sheet.group.max_points, 2):g} points"
        flags = len(sheet.checklist.flags)
        words += f", {flags} red flag{'' if flags == 1 else 's'}" if flags else ""
    style = "none" if sheet.marked else "yellow"
    return Entry(f"{number}.", f"{sheet.group.item.label}: {words}", style=style)
