"""A list of statements to be ticked, as a state that a key or a typed line turns into the next.

Nothing is read or written here: who shows the list takes the keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mlinterview.rendering.terminal import Entry, Look, entry_blocks

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Checklist", "Statement", "Value"]

#: met, not met, points in between, or not decided yet
Value = bool | float | None
#: the keys of the statements; commands are small letters
_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: columns that mark, key and the breaks between words take from a statement's line
_BESIDE = 14


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the list.

    Attributes:
        id: of the criterion or red flag.
        text: what is to be judged, as Markdown.
        worth: what it earns, as it is shown; empty where it earns nothing.
        reason: what speaks for the value that is proposed, as Markdown.
        kind: red flags stand below the criteria and never earn anything.
    """

    id: str
    text: str
    worth: str = ""
    reason: str = ""
    kind: Literal["criterion", "flag"] = "criterion"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Statements with their values.

    Attributes:
        statements: criteria first, then red flags.
        values: one for each statement; None is not decided yet.
        proposed: whether somebody else set the values first. Where nobody did, ending without a
            tick is asked back once.
        touched: whether a key changed something.
        asked: whether somebody who ended it was asked back.
        done: whether the values are to be taken.
        message: what to say below the list.
    """

    statements: tuple[Statement, ...]
    values: tuple[Value, ...]
    proposed: bool = False
    touched: bool = False
    asked: bool = False
    done: bool = False
    message: str = ""

    @classmethod
    def of(
        cls, statements: Iterable[Statement], values: Mapping[str, Value] | None = None
    ) -> Checklist:
        """A list with the values that are proposed, by id; without any, with nothing ticked."""
        listed = tuple(statements)
        if values is None:
            return cls(listed, (False,) * len(listed))
        given = (values.get(s.id, None if s.kind == "criterion" else False) for s in listed)
        return cls(listed, tuple(given), proposed=True)

    @property
    def criteria(self) -> dict[str, Value]:
        """The values of the criteria by id."""
        pairs = zip(self.statements, self.values, strict=True)
        return {s.id: value for s, value in pairs if s.kind == "criterion"}

    @property
    def flags(self) -> tuple[str, ...]:
        """The texts of the red flags that are ticked."""
        pairs = zip(self.statements, self.values, strict=True)
        return tuple(s.text for s, value in pairs if s.kind == "flag" and value)

    @property
    def keys(self) -> str:
        """The keys of the statements, as a line of keys shows them."""
        last = len(self.statements)
        if last <= 9:
            return "1" if last == 1 else f"1-{last}"
        return f"1-9 A-{_KEYS[min(last, len(_KEYS)) - 1]}"

    def press(self, key: str) -> Checklist | None:
        """The next state; None where the key means nothing here."""
        if key == "enter":
            return self._ended()
        place = _KEYS.find(key) if len(key) == 1 else -1
        if not 0 <= place < len(self.statements):
            return None
        value = self.values[place] is not True
        values = (*self.values[:place], value, *self.values[place + 1 :])
        return replace(self, values=values, touched=True, asked=False, message="")

    def _ended(self) -> Checklist:
        left = sum(value is None for value in self.criteria.values())
        idle = not (self.proposed or self.touched or any(self.values))
        if not self.asked and (left or idle):
            what = "Nothing is ticked" if idle else f"{left} not decided"
            message = f"{what}: Enter again takes that as not met."
            return replace(self, asked=True, message=message)
        values = tuple(False if value is None else value for value in self.values)
        return replace(self, values=values, done=True, message="")

    def typed(self, line: str) -> Checklist:
        """The list with the keys of a line (``1,3``) ticked and all others not; ``-`` ticks none.

        Raises:
            ValueError: the line holds something else, or a key that is not there.
        """
        ticked = set() if line.strip() == "-" else set(_places(line, len(self.statements)))
        values = tuple(place in ticked for place in range(len(self.values)))
        return replace(self, values=values, touched=True, done=True, message="")

    def blocks(self, look: Look, *, lines: int | None = None) -> list[RenderableType]:
        """The statements with their marks and reasons.

        Args:
            lines: cut each statement after so many, and leave out the reasons; None cuts nothing.
        """
        from rich.text import Text

        blocks: list[RenderableType] = []
        for kind, title in (("criterion", ""), ("flag", "Red flags")):
            entries = [
                _entry(statement, value, _KEYS[place], lines and lines * (look.width - _BESIDE))
                for place, (statement, value) in enumerate(
                    zip(self.statements, self.values, strict=True)
                )
                if statement.kind == kind
            ]
            if entries and title:
                blocks.append(Text(title, style="bold"))
            if entries:
                blocks.append(entry_blocks(entries, look))
        return blocks


def _entry(statement: Statement, value: Value, label: str, cut: int | None) -> Entry:
    text, reason = statement.text, statement.reason
    if statement.worth:
        text = f"{text} ({statement.worth})"
    if cut:
        text, reason = _shortened(text, cut), ""
    mark, style = "[ ]", "none"
    if value is None:
        mark, style = "[?]", "magenta"
    elif value is True:
        mark, style = "[x]", "red" if statement.kind == "flag" else "cyan"
    elif value:
        mark, style = "[~]", "yellow"
    return Entry(f"{label}.", text, mark, reason, style)


def _shortened(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: max(1, most - 1)].rstrip() + "…"


def _places(line: str, count: int) -> Iterator[int]:
    """The places of the keys that a line such as ``1,3`` names.

    Raises:
        ValueError: it names something else.
    """
    words = [word for word in re.split(r"[\s,;]+", line.strip()) if word]
    for word in words:
        place = _KEYS.find(word.upper()) if len(word) == 1 else -1
        if not 0 <= place < count:
            keys = f"1 to {_KEYS[min(count, len(_KEYS)) - 1]}" if count > 1 else "1"
            raise ValueError(f"{keys}, or - for none, expected, found {word[:40]!r}")
        yield place
