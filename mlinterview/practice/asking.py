"""Asking for one answer: by single keys where the terminal has them, else on a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlinterview.console.screen import Face, Terminal, TimeOver
from mlinterview.practice.commands import Way, commands, explained, footer, way_of
from mlinterview.practice.sitting import Question
from mlinterview.practice.widgets import Widget, widget_for
from mlinterview.rendering.present import parse
from mlinterview.rendering.terminal import Look, body_blocks

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Asker", "HalfGiven", "Stop"]

Shown = Mapping[str, Any]
_PROMPT = "> "
#: seconds between two looks at the clock
_SECOND = 0.9
_SURE = "End the exam? y: end · any other key: go on"
_BLANK = "Leave it unanswered? Enter again: yes"


class Stop(Exception):
    """The examinee ends the sitting."""


class HalfGiven(Exception):
    """The time is over; ``response`` is the answer as it stands, None where there is nothing."""

    def __init__(self, response: Any) -> None:
        super().__init__(response)
        self.response = response


class _Skip(Exception):
    """The examinee leaves the item unanswered."""


@dataclass
class Asker:
    """Asks one question until its answer is taken.

    Attributes:
        terminal: where it is asked.
        question: what is asked.
        shown: what ``present`` gives for it.
        face: the time left as it is shown, None when it is over; no limit without it.
        confirm: whether somebody who ends the sitting is asked once whether they mean it.
    """

    terminal: Terminal
    question: Question
    shown: Shown
    face: Face | None = None
    confirm: bool = False

    def __post_init__(self) -> None:
        self._widget = widget_for(self.shown) if self.terminal.keys else None
        self._lines: list[str] = []  # of prose, so far
        self._asked: str | None = None  # the reason that was shown last

    def ask(self, reason: str = "") -> Any:
        """The response; None where the item is left unanswered.

        Args:
            reason: why the answer before could not be read; empty the first time.

        Raises:
            InvalidResponseError: what was typed cannot be read.
            HalfGiven: the time is over.
            Stop: the sitting is to end.
            EOFError: the input is at its end.
        """
        self._asked = None
        if self._widget is not None and reason:
            self._widget = self._widget.reopened(f"Not read: {reason}")
        while True:
            try:
                return self._answer(reason)
            except _Skip:
                return None
            except (Stop, KeyboardInterrupt):
                if self._goes_on():
                    continue
                raise

    def _answer(self, reason: str) -> Any:
        if self._widget is not None:
            return self._keyed(self._widget)
        if self.terminal.keys and self.shown["format"] == "free_text":
            return self._prose()
        return self._line(reason)

    def _goes_on(self) -> bool:
        """Whether somebody who ends an exam did not mean it."""
        from rich.text import Text

        if not (self.confirm and self.terminal.keys):
            return False
        self.terminal.live(lambda look: ["", Text(_SURE, style="yellow")])
        key = "tick"
        while key == "tick" and not (self.face and self.face() is None):
            key = self.terminal.ask_key(_SECOND if self.face else None)
        self.terminal.show([])
        return key not in ("y", "Y", "eof")

    def _way(self) -> Way:
        widget = self._widget
        typing = widget is not None and widget.typing
        return way_of(self.shown, keys=self.terminal.keys, widget=widget is not None, typing=typing)

    def _line(self, reason: str) -> Any:
        """A line; an empty one leaves the item unanswered."""
        keys = self.terminal.keys
        way = self._way()
        self._show_question(reason, f"Enter answer · {footer(way)}" if keys else "")
        # in a terminal without keys every text is an answer, ? too
        obeyed = commands(way, self.shown) if keys or "s" in commands(way, self.shown) else set()
        asks_again = keys and self.shown["format"] == "numeric"
        while True:
            text = self._typed()
            word = text.strip().lower()
            if word in obeyed:
                if word != "?":
                    _command(word)
                self.terminal.show(_help(way))
            elif word or not asks_again:
                return self._parsed(text)
            else:
                asks_again = False
                self.terminal.show([_BLANK])

    def _prose(self) -> str | None:
        """Lines up to two empty ones or a full stop; None where the first is empty."""
        way = self._way()
        self._show_question("", footer(way))
        lines = self._lines
        while True:
            try:
                text = self._typed()
            except EOFError:
                if not lines:
                    raise
                break
            if not lines and text.strip() == "?":
                self.terminal.show(_help(way))
            elif not lines and not text.strip():
                return None
            elif text.strip() == "." or not (text.strip() or lines[-1].strip()):
                break
            else:
                lines.append(text)
        return "\n".join(lines).rstrip() or None

    def _typed(self) -> str:
        try:
            return self.terminal.ask_line(_PROMPT, self.face)
        except TimeOver as over:
            text = "\n".join([*self._lines, over.typed]).strip()
            raise HalfGiven(self._parsed(text) if text else None) from None

    def _parsed(self, text: str) -> Any:
        question = self.question
        return parse(question.item, text, seed=question.seed, order=question.order)

    def _show_question(self, reason: str, keys: str) -> None:
        """Options and how to answer; the reason alone when it is asked again."""
        from rich.text import Text

        again, self._asked = self._asked is not None, reason
        blocks: list[RenderableType] = []
        if reason:
            blocks.append(Text(f"Not read: {reason}", style="yellow"))
        elif not again:
            blocks += body_blocks(self.shown, self.terminal.look)
            blocks += [*([""] if blocks else []), self.shown["answer_form"]]
        if keys:
            blocks.append(Text(keys, style="dim"))
        self.terminal.show([*blocks, *self._lines])

    def _keyed(self, widget: Widget) -> Any:
        """Keys until the widget is done."""
        helping = False
        while not widget.done:
            time = self.face() if self.face else ""
            if time is None:
                raise HalfGiven(widget.response if widget.begun else None)
            way = self._way()
            drawn = _Drawing(widget, way, time, _help(way) if helping else [])
            self.terminal.live(drawn.blocks)
            key = self.terminal.ask_key(_SECOND if self.face else None)
            if key == "tick":
                continue
            after = widget.press(key)
            if after is not None:
                self._widget, widget, helping = after, after, False
            elif key == "?":
                helping = not helping
            else:
                _command("s" if key == "escape" and widget.typing else key)
        return widget.response


@dataclass(frozen=True)
class _Drawing:
    """A widget with help, message, the time left and keys below it."""

    widget: Widget
    way: Way
    time: str
    help: list[RenderableType]

    def blocks(self, look: Look) -> list[RenderableType]:
        from rich.text import Text

        blocks = [*self.widget.blocks(look), ""]
        if self.help:
            blocks += [*self.help, ""]
        if self.widget.message:
            blocks.append(Text(self.widget.message, style="yellow"))
        blocks.append(Text(f"{self.widget.keys} · {footer(self.way)}", style="dim"))
        if self.time:
            blocks.append(Text(f"{self.time} left", style="dim"))
        return blocks


def _command(key: str) -> None:
    """Obey a command key; any other key does nothing."""
    if key in ("q", "Q"):
        raise Stop
    if key in ("s", "S"):
        raise _Skip
    if key == "eof":
        raise EOFError


def _help(way: Way) -> list[RenderableType]:
    from rich.text import Text

    return [Text(way.how), Text(explained(way))]
