"""Asking for one answer: by single keys where the terminal has them, else on a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlinterview.practice.screen import Terminal
from mlinterview.practice.sitting import Question
from mlinterview.practice.widgets import Widget, widget_for
from mlinterview.rendering.present import parse
from mlinterview.rendering.terminal import Look, body_blocks

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Asker", "Stop"]

Shown = Mapping[str, Any]
_PROMPT = "> "

_HELP = {
    "single_choice": "Press the letter of one option. It counts at once.",
    "true_false": "Press t if the statement is true, f if it is false. It counts at once.",
    "multi_select": "Press letters to tick every option that applies; press one again to take its"
    " tick away. - says that none of them applies. Enter answers.",
    "matching": "Press a letter to give the marked row that option; the next empty row is marked"
    " then. Up and down mark another row, Backspace empties one. An option may serve several rows"
    " or none. Enter answers.",
    "ordering": "Press the letters of the steps, first step first. Backspace takes the last one"
    " back. Enter answers when all stand in order.",
    "cloze": "Fill the marked blank: with a letter where options are listed, else by typing. Enter"
    " goes to the next blank, up and down to another one. Enter on the last one answers.",
    "numeric": "Type a number: 0.25, 2.5e-1 or 1/4, with its unit if you like.",
    "short_answer": "Type a word or a short line.",
    "free_text": "Type as many lines as you like; an empty line ends the answer.",
}


class Stop(Exception):
    """The examinee ends the sitting."""


class _Skip(Exception):
    """The examinee leaves the item unanswered."""


@dataclass
class Asker:
    """Asks one question until its answer is taken."""

    terminal: Terminal
    question: Question
    shown: Shown

    def __post_init__(self) -> None:
        self._widget = widget_for(self.shown) if self.terminal.keys else None

    def ask(self, reason: str = "") -> Any:
        """The response; None where the item is left unanswered.

        Args:
            reason: why the answer before could not be read; empty the first time.

        Raises:
            InvalidResponseError: what was typed cannot be read.
            Stop: the sitting is to end.
            EOFError: the input is at its end.
        """
        try:
            if not self.terminal.keys:
                return self._typed(reason)
            if self._widget is not None:
                return self._keyed(self._widget, reason)
            if self.shown["format"] == "free_text":
                return self._prose()
            return self._line(reason)
        except _Skip:
            return None

    def _typed(self, reason: str) -> Any:
        """A line in a terminal without keys; an empty one leaves the item unanswered."""
        self._show_question(reason)
        return self._parsed(self.terminal.ask_line(_PROMPT))

    def _line(self, reason: str) -> Any:
        """A line in a terminal with keys."""
        self._show_question(reason, "Enter answer · empty line skip · ? help · Ctrl-C end")
        while True:
            text = self.terminal.ask_line(_PROMPT)
            if text.strip() == "?":
                self.terminal.show(_help(self.shown))
            elif not text.strip():
                raise _Skip
            else:
                if self.shown["format"] == "numeric":  # no number is called q or s
                    _command(text.strip())
                return self._parsed(text)

    def _prose(self) -> str | None:
        """Lines up to an empty one."""
        self._show_question("", "an empty line ends the answer (or skips) · ? help · Ctrl-C end")
        lines: list[str] = []
        while True:
            text = self.terminal.ask_line(_PROMPT)
            if not lines and text.strip() == "?":
                self.terminal.show(_help(self.shown))
            elif text.strip():
                lines.append(text)
            else:
                return "\n".join(lines) or None

    def _parsed(self, text: str) -> Any:
        question = self.question
        return parse(question.item, text, seed=question.seed, order=question.order)

    def _show_question(self, reason: str, keys: str = "") -> None:
        """Options and how to answer; the reason alone when it is asked again."""
        from rich.text import Text

        blocks: list[RenderableType] = []
        if reason:
            blocks.append(Text(f"Not read: {reason}", style="yellow"))
        else:
            blocks += body_blocks(self.shown, self.terminal.look)
            blocks += [*([""] if blocks else []), self.shown["answer_form"]]
        if keys:
            blocks.append(Text(keys, style="dim"))
        self.terminal.show(blocks)

    def _keyed(self, widget: Widget, reason: str) -> Any:
        """Keys until the widget is done."""
        if reason:
            widget = widget.reopened(f"Not read: {reason}")
        helping = False
        while not widget.done:
            drawn = _Drawing(widget, _help(self.shown) if helping else [])
            self.terminal.live(drawn.blocks)
            key = self.terminal.ask_key()
            after = widget.press(key)
            if after is not None:
                widget, helping = after, False
            elif key == "?":
                helping = not helping
            else:
                _command("s" if key == "escape" and widget.typing else key)
        self._widget = widget
        return widget.response


@dataclass(frozen=True)
class _Drawing:
    """A widget with help, message and keys below it."""

    widget: Widget
    help: list[RenderableType]

    def blocks(self, look: Look) -> list[RenderableType]:
        from rich.text import Text

        blocks = [*self.widget.blocks(look), ""]
        if self.help:
            blocks += [*self.help, ""]
        if self.widget.message:
            blocks.append(Text(self.widget.message, style="yellow"))
        usual = "Esc skip · Ctrl-C end" if self.widget.typing else "s skip · ? help · q end"
        blocks.append(Text(f"{self.widget.keys} · {usual}", style="dim"))
        return blocks


def _command(key: str) -> None:
    """Obey a command key; any other key does nothing."""
    if key in ("q", "Q"):
        raise Stop
    if key in ("s", "S"):
        raise _Skip
    if key == "eof":
        raise EOFError


def _help(shown: Shown) -> list[RenderableType]:
    from rich.text import Text

    usual = "s (or an empty line) leaves the question unanswered. q or Ctrl-C ends with a report."
    return [Text(_HELP.get(shown["format"]) or shown["answer_form"]), Text(usual)]
