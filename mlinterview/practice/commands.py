"""What can be typed besides an answer. The line of keys and the help are both made from this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Command", "Way", "commands", "explained", "footer", "names", "way_of"]

Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type: its name, a word for the line of keys, a sentence for the help."""

    name: str
    does: str
    meaning: str


_SKIP = "leaves the question unanswered"
_END = "ends with a report"
_HELP = Command("?", "help", "shows or hides this help")


@dataclass(frozen=True, slots=True)
class Way:
    """How one question is answered.

    Attributes:
        how: what an answer looks like, in a sentence or three.
        commands: what may be typed instead.
    """

    how: str
    commands: tuple[Command, ...]


_BY_KEY = (Command("s", "skip", _SKIP), _HELP, Command("q", "end", f"(or Ctrl-C) {_END}"))
_IN_A_BLANK = (Command("Esc", "skip", _SKIP), Command("Ctrl-C", "end", _END))
_ON_A_LINE = (
    Command("empty line", "skip", _SKIP),
    Command("?", "help", "shows this help"),
    Command("Ctrl-C", "end", _END),
)
_NO_TEXT = (  # no answer reads s or q
    Command("s", "skip", f"(or an empty line) {_SKIP}"),
    Command("?", "help", "shows this help"),
    Command("q", "end", f"(or Ctrl-C) {_END}"),
)
_PROSE = (
    Command("2 empty lines or .", "done", "alone on a line (or Ctrl-D) ends the answer"),
    *_ON_A_LINE,
)

_KEYS = {
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
}
_LINES = {
    "numeric": "Type a number: 0.25, 2.5e-1 or 1/4, with its unit if you like.",
    "short_answer": "Type a word or a short line.",
    "free_text": "Type as many lines as you like. The first line empty leaves the question"
    " unanswered; later on one empty line is part of the answer, two end it.",
}


def way_of(shown: Shown, *, keys: bool, widget: bool, typing: bool = False) -> Way:
    """How a question is answered.

    Args:
        shown: what ``present`` gives for the item.
        keys: whether the terminal has single keys.
        widget: whether the answer is given by them.
        typing: whether letters are text at the moment.
    """
    kind = shown["format"]
    if widget:
        return Way(_KEYS[kind], _IN_A_BLANK if typing else _BY_KEY)
    usual = str(shown["answer_form"])
    how = _LINES.get(kind, usual) if keys else usual
    if keys and kind == "free_text":
        return Way(how, _PROSE)
    return Way(how, _ON_A_LINE if _is_text(shown) else _NO_TEXT)


def commands(way: Way, shown: Shown) -> frozenset[str]:
    """The commands of one sign that a line is obeyed for: those that are no answer here."""
    taken = set(names(shown))
    return frozenset(c.name for c in way.commands if len(c.name) == 1 and c.name not in taken)


def names(shown: Shown) -> Iterator[str]:
    """Letters, ids and texts of whatever an answer may name, in small letters."""
    lists = [shown.get(kind) or () for kind in ("options", "steps", "rows")]
    lists += [blank.get("options") or () for blank in shown.get("blanks") or ()]
    for entry in (entry for entries in lists for entry in entries):
        yield from (str(entry[key]).lower() for key in ("letter", "id", "text") if key in entry)


def _is_text(shown: Shown) -> bool:
    """Whether an answer, or a part of it, is text that may read s or q."""
    formats = [shown["format"], *(blank["format"] for blank in shown.get("blanks") or ())]
    return any(kind in ("short_answer", "free_text") for kind in formats)


def footer(way: Way) -> str:
    """The commands in a line."""
    return " · ".join(f"{command.name} {command.does}" for command in way.commands)


def explained(way: Way) -> str:
    """The commands in sentences."""
    return " ".join(f"{command.name} {command.meaning}." for command in way.commands)
