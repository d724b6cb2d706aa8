"""Texts with slots, taken apart once and filled many times."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from mlinterview.lint._rule import Loc
from mlinterview.model._expressions import SLOT, Value, fill

__all__ = ["Template", "live_places"]


class Template:
    """A text with slots; `filled` gives what `fill` gives."""

    __slots__ = ("_parts", "slots", "text", "touching")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[tuple[str, str, str]] = []
        at = 0
        for slot in SLOT.finditer(text):
            self._parts.append(
                (text[at : slot.start()], slot.group(1).strip(), slot.group(2) or "")
            )
            at = slot.end()
        self._parts.append((text[at:], "", ""))
        #: name and format of each slot
        self.slots = [(name, spec) for _, name, spec in self._parts if name]
        #: two slots side by side can give one text in two ways
        self.touching = any(not before and name for before, name, _ in self._parts[1:])

    def told(self, values: Mapping[Any, Value]) -> Hashable:
        """What sets the filled text apart from others of the template: alike where it is."""
        if self.touching:
            return self.filled(values)
        try:
            return tuple(
                [format(values[name], spec) if spec else values[name] for name, spec in self.slots]
            )
        except (KeyError, ValueError, OverflowError):
            return self.filled(values)  # which says what is wrong

    def filled(self, values: Mapping[Any, Value]) -> str:
        """The text with the values in its slots.

        Raises:
            ExpressionError: a slot names nothing, or its format does not fit the value.
        """
        found: list[str] = []
        try:
            for before, name, spec in self._parts:
                found.append(before)
                if name:
                    value = values[name]
                    if spec:
                        found.append(format(value, spec))
                    else:
                        found.append(f"{value:.12g}" if isinstance(value, float) else str(value))
        except (KeyError, ValueError, OverflowError):
            return fill(self.text, values)  # which says what is wrong
        return "".join(found)


def live_places(source: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """The texts of an item as written that depend on the draw, with their places."""
    if isinstance(source, Mapping):
        for key, value in source.items():
            if loc or key not in ("parameters", "derive"):
                yield from live_places(value, (*loc, str(key)))
    elif isinstance(source, list):
        for index, value in enumerate(source):
            yield from live_places(value, (*loc, index))
    elif isinstance(source, str) and ("{=" in source or source.lstrip().startswith("=")):
        yield loc, source
