"""How an item is answered by single keys: states that a key turns into the next state.

Nothing is read or written here. A widget shows itself, takes a key, and in the end has a response.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mlinterview.rendering.terminal import Entry, Look, entry_blocks, literal

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Widget", "widget_for"]

Shown = Mapping[str, Any]
_MANY = 26  # options with labels of two letters are answered on a line


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be picked, with the key that picks it."""

    id: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Widget(ABC):
    """The state of one answer. ``done`` when ``response`` is to be taken."""

    choices: tuple[Choice, ...]
    done: bool = False
    message: str = ""

    @property
    @abstractmethod
    def response(self) -> Any:
        """The response so far, in the shape that a record holds."""

    @property
    @abstractmethod
    def keys(self) -> str:
        """What the keys do, in a line."""

    @abstractmethod
    def blocks(self, look: Look) -> list[RenderableType]:
        """The options with what is chosen."""

    @abstractmethod
    def press(self, key: str) -> Widget | None:
        """The next state; None where the key means nothing here."""

    @property
    def begun(self) -> bool:
        """Whether something is answered so far."""
        return bool(self.response)

    @property
    def typing(self) -> bool:
        """Whether letters are text here, and no commands."""
        return False

    def reopened(self, message: str) -> Widget:
        """The same answer to be changed, because it could not be read."""
        return replace(self, done=False, message=message)

    def _chosen(self, key: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key.lower()), None)

    def _letters(self) -> str:
        return f"{self.choices[0].key}-{self.choices[-1].key}"


@dataclass(frozen=True, slots=True)
class OneOf(Widget):
    """One key answers: an option's letter, or t and f."""

    picked: str | None = None

    @property
    def response(self) -> Any:
        return {"true": True, "false": False}.get(self.picked or "", self.picked)

    @property
    def keys(self) -> str:
        if len(self.choices) == 2 and self.choices[0].key == "t":
            return "t true · f false"
        return f"{self._letters()} answer"

    def blocks(self, look: Look) -> list[RenderableType]:
        return [entry_blocks([Entry(f"{c.key})", c.text) for c in self.choices], look)]

    def press(self, key: str) -> Widget | None:
        choice = self._chosen(key)
        return replace(self, picked=choice.id, done=True) if choice else None


@dataclass(frozen=True, slots=True)
class AnyOf(Widget):
    """Letters tick and untick; ``-`` is "none of them"; Enter answers."""

    picked: frozenset[str] = frozenset()
    none: bool = False

    @property
    def response(self) -> Any:
        return [choice.id for choice in self.choices if choice.id in self.picked]

    @property
    def begun(self) -> bool:
        return bool(self.picked) or self.none

    @property
    def keys(self) -> str:
        return f"{self._letters()} tick · - none of them · Enter answer"

    def blocks(self, look: Look) -> list[RenderableType]:
        entries = [
            Entry(f"{c.key})", c.text, "[x]" if c.id in self.picked else "[ ]", style=style)
            for c in self.choices
            for style in ("cyan" if c.id in self.picked else "none",)
        ]
        if self.none:
            entries.append(Entry("-)", "none of them", "[x]", style="cyan"))
        return [entry_blocks(entries, look)]

    def press(self, key: str) -> Widget | None:
        choice = self._chosen(key)
        if choice is not None:
            return replace(self, picked=self.picked ^ {choice.id}, none=False, message="")
        if key == "-":
            return replace(self, picked=frozenset(), none=not self.none, message="")
        if key == "enter":
            if self.picked or self.none:
                return replace(self, done=True)
            return replace(self, message="Nothing is ticked: press - for none of them, or skip.")
        return None


@dataclass(frozen=True, slots=True)
class Pairs(Widget):
    """Row by row: a letter takes an option and goes on; arrows move; Enter answers."""

    rows: tuple[Choice, ...] = ()
    taken: tuple[str | None, ...] = ()
    row: int = 0

    @property
    def response(self) -> Any:
        return {
            row.id: option
            for row, option in zip(self.rows, self.taken, strict=True)
            if option is not None
        }

    @property
    def keys(self) -> str:
        return f"{self._letters()} for row {self.row + 1} · ↑↓ move · Bksp clear · Enter answer"

    def blocks(self, look: Look) -> list[RenderableType]:
        keys = {choice.id: choice.key for choice in self.choices}
        rows = [
            Entry(
                f"{row.key}.",
                row.text,
                (">" if place == self.row else " ") + f"[{keys[option] if option else ' '}]",
                style="cyan" if place == self.row else "none",
            )
            for place, (row, option) in enumerate(zip(self.rows, self.taken, strict=True))
        ]
        options = [Entry(f"{choice.key})", choice.text) for choice in self.choices]
        return [entry_blocks(rows, look), "", entry_blocks(options, look)]

    def press(self, key: str) -> Widget | None:
        last = len(self.rows) - 1
        choice = self._chosen(key)
        if choice is not None:
            taken = (*self.taken[: self.row], choice.id, *self.taken[self.row + 1 :])
            open_rows = [place for place, option in enumerate(taken) if option is None]
            after = [place for place in open_rows if place > self.row]
            row = (after or open_rows or [min(self.row + 1, last)])[0]
            return replace(self, taken=taken, row=row, message="")
        if key in ("up", "down"):
            row = min(last, max(0, self.row + (1 if key == "down" else -1)))
            return replace(self, row=row, message="")
        if key == "backspace":
            row = self.row if self.taken[self.row] is not None else max(0, self.row - 1)
            taken = (*self.taken[:row], None, *self.taken[row + 1 :])
            return replace(self, taken=taken, row=row, message="")
        if key == "enter":
            left = self.taken.count(None)
            if not left or (self.message and left < len(self.taken)):
                return replace(self, done=True)
            what = "Every row is" if left == len(self.taken) else f"{left} left"
            if left == len(self.taken):
                return replace(self, message=f"{what} empty: press a letter, or skip.")
            return replace(self, message=f"{what} empty: Enter again to leave it so.")
        return None


@dataclass(frozen=True, slots=True)
class InOrder(Widget):
    """Letters put steps one after the other; Backspace takes the last back; Enter answers."""

    placed: tuple[str, ...] = ()

    @property
    def response(self) -> Any:
        return list(self.placed)

    @property
    def keys(self) -> str:
        if len(self.placed) == len(self.choices):
            return "Enter answer · Bksp take back"
        return f"{self._letters()} next step · Bksp take back"

    def blocks(self, look: Look) -> list[RenderableType]:
        entries = [
            Entry(
                f"{choice.key})",
                choice.text,
                f"[{self.placed.index(choice.id) + 1}]" if choice.id in self.placed else "[ ]",
                style="cyan" if choice.id in self.placed else "none",
            )
            for choice in self.choices
        ]
        from rich.text import Text

        keys = {choice.id: choice.key for choice in self.choices}
        order = " ".join(keys[step] for step in self.placed) or "nothing yet"
        return [entry_blocks(entries, look), "", Text(f"Order so far: {order}")]

    def press(self, key: str) -> Widget | None:
        choice = self._chosen(key)
        if choice is not None:
            if choice.id in self.placed:
                place = self.placed.index(choice.id) + 1
                return replace(self, message=f"{choice.key} stands at {place} already.")
            return replace(self, placed=(*self.placed, choice.id), message="")
        if key == "backspace":
            return replace(self, placed=self.placed[:-1], message="")
        if key == "enter":
            left = len(self.choices) - len(self.placed)
            if not left:
                return replace(self, done=True)
            return replace(self, message=f"{left} step{'s' if left > 1 else ''} left to place.")
        return None


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of a cloze: filled by a key where it has choices, else by typing."""

    id: str
    unit: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Fields(Widget):
    """Blanks: letters pick where there are options, else they are typed; Enter goes on."""

    blanks: tuple[Blank, ...] = ()
    texts: tuple[str, ...] = ()
    place: int = 0

    @property
    def response(self) -> Any:
        filled = zip(self.blanks, self.texts, strict=True)
        return {blank.id: text for blank, text in filled if text.strip()}

    @property
    def typing(self) -> bool:
        return not self.blanks[self.place].choices

    @property
    def keys(self) -> str:
        choices = self.blanks[self.place].choices
        fill = f"{choices[0].key}-{choices[-1].key} fill" if choices else "type"
        then = "answer" if self.place == len(self.blanks) - 1 else "next blank"
        return f"{fill} · Enter {then} · ↑↓ move · Bksp clear"

    def blocks(self, look: Look) -> list[RenderableType]:
        entries = []
        for place, (blank, text) in enumerate(zip(self.blanks, self.texts, strict=True)):
            here = place == self.place
            words = next((c.text for c in blank.choices if c.id == text), literal(text))
            cursor = "▏" if here and not blank.choices else ""
            value = " ".join(part for part in (words + cursor, blank.unit) if part)
            style = "cyan" if here else "none"
            entries.append(Entry(f"[{blank.id}]", value, ">" if here else " ", style=style))
        blocks: list[RenderableType] = [entry_blocks(entries, look)]
        choices = self.blanks[self.place].choices
        if choices:
            blocks += ["", entry_blocks([Entry(f"{c.key})", c.text) for c in choices], look)]
        return blocks

    def press(self, key: str) -> Widget | None:
        last = len(self.blanks) - 1
        text = self.texts[self.place]
        if key in ("up", "down"):
            place = min(last, max(0, self.place + (1 if key == "down" else -1)))
            return replace(self, place=place, message="")
        if key == "enter":
            return self._enter(last)
        if key == "backspace":
            if not text:
                return replace(self, place=max(0, self.place - 1), message="")
            return self._filled("" if self.blanks[self.place].choices else text[:-1])
        for choice in self.blanks[self.place].choices:
            if choice.key == key.lower():
                return replace(self._filled(choice.id), place=min(last, self.place + 1))
        if self.typing and len(key) == 1:
            return self._filled(text + key)
        return None

    def _filled(self, text: str) -> Fields:
        texts = (*self.texts[: self.place], text, *self.texts[self.place + 1 :])
        return replace(self, texts=texts, message="")

    def _enter(self, last: int) -> Widget:
        empty = sum(not text.strip() for text in self.texts)
        if self.place < last:
            return replace(self, place=self.place + 1, message="")
        if not empty or (self.message and empty < len(self.texts)):
            return replace(self, done=True)
        if empty == len(self.texts):
            return replace(self, message="Every blank is empty: fill one, or skip.")
        return replace(self, message=f"{empty} left empty: Enter again to leave it so.")


def widget_for(shown: Shown) -> Widget | None:
    """The widget for what ``present`` shows; None for formats that are answered on a line."""
    kind = shown["format"]
    if kind == "true_false":
        return OneOf((Choice("true", "t", "true"), Choice("false", "f", "false")))
    if kind == "cloze":
        blanks = tuple(
            Blank(blank["id"], blank.get("unit") or "", _choices(blank.get("options") or ()))
            for blank in shown["blanks"]
        )
        if max(len(blank.choices) for blank in blanks) > _MANY:
            return None
        return Fields((), blanks=blanks, texts=("",) * len(blanks))
    options = _choices(shown.get("options") or shown.get("steps") or ())
    if not options or len(options) > _MANY:
        return None
    if kind == "single_choice":
        return OneOf(options)
    if kind == "multi_select":
        return AnyOf(options)
    if kind == "ordering":
        return InOrder(options)
    if kind == "matching":
        rows = tuple(
            Choice(row["id"], str(n), row["text"]) for n, row in enumerate(shown["rows"], 1)
        )
        return Pairs(options, rows=rows, taken=(None,) * len(rows))
    return None


def _choices(entries: Any) -> tuple[Choice, ...]:
    return tuple(Choice(entry["id"], entry["letter"], entry["text"]) for entry in entries)
