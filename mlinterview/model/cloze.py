"""``cloze``: blanks in the stem, each of another format. Response: blank ids to values."""

import re
from collections import Counter
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from mlinterview.errors import InvalidResponseError
from mlinterview.model._base import PositiveNumber
from mlinterview.model.content import MOST_ENTRIES, Order, part_id
from mlinterview.model.item import Item
from mlinterview.model.numeric import NumericContent
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent

__all__ = ["Blank", "Cloze", "NumericBlank", "ShortAnswerBlank", "SingleChoiceBlank"]

MARKER = re.compile(r"\{\{\s*([a-z0-9][a-z0-9_-]*)\s*\}\}")


class SingleChoiceBlank(SingleChoiceContent):
    """A blank to be filled with one option."""

    format: Literal["single_choice"]
    weight: PositiveNumber = 1


class NumericBlank(NumericContent):
    """A blank to be filled with a number."""

    format: Literal["numeric"]
    weight: PositiveNumber = 1


class ShortAnswerBlank(ShortAnswerContent):
    """A blank to be filled with a word."""

    format: Literal["short_answer"]
    weight: PositiveNumber = 1


Blank = Annotated[
    SingleChoiceBlank | NumericBlank | ShortAnswerBlank, Field(discriminator="format")
]


class Cloze(Item):
    """A stem with ``{{blank}}`` markers; the score is the weighted mean of the blanks."""

    format: Literal["cloze"]
    blanks: dict[str, Blank]

    @model_validator(mode="after")
    def _marked(self) -> Self:
        if not self.blanks:
            raise ValueError("at least one blank expected")
        if len(self.blanks) > MOST_ENTRIES:
            raise ValueError(f"at most {MOST_ENTRIES:,} blanks expected, found {len(self.blanks)}")
        marked = Counter(MARKER.findall(self.stem))
        for name in self.blanks:
            if marked[name] != 1:
                raise ValueError(
                    f"{{{{{name}}}}} expected once in the stem, found {marked[name]} times"
                )
        for name in marked:
            if name not in self.blanks:  # it would be printed as a blank that nobody can fill
                known = ", ".join(self.blanks)
                raise ValueError(f"{{{{{name}}}}} in the stem names no blank (there is {known})")
        return self

    @property
    def blank_ids(self) -> tuple[str, ...]:
        """The blanks in the order in which they stand in the stem."""
        return tuple(name for name in MARKER.findall(self.stem) if name in self.blanks)

    def order(self, seed: int | None, key: str) -> Order:
        """``blank.option`` for every option of every choice blank, as printed."""
        return tuple(
            f"{name}.{option}"
            for name in self.blank_ids
            for option in self.blanks[name].order(seed, f"{key}.{name}")
        )

    def blank_order(self, name: str, order: Order) -> Order:
        """The part of ``order`` that belongs to one blank."""
        mark = name + "."
        return tuple(entry.removeprefix(mark) for entry in order if entry.startswith(mark))

    def parts(self, order: Order) -> dict[str, Any]:
        blanks = []
        for name in self.blank_ids:
            blank = self.blanks[name]
            parts = blank.parts(self.blank_order(name, order))
            blanks.append({"id": name, "format": blank.format, **parts})
        return {"blanks": blanks}

    def read_response(self, value: Any) -> dict[str, Any] | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if not isinstance(value, dict):
            raise InvalidResponseError(value, "a mapping of blank ids to values")
        found: dict[str, Any] = {}
        for key, entry in value.items():
            name = part_id(key)
            if name not in self.blanks:
                raise InvalidResponseError(key, "a blank among " + ", ".join(self.blank_ids))
            try:
                response = self.blanks[name].read_response(entry)
            except InvalidResponseError as error:
                raise InvalidResponseError(
                    error.value, f"in the blank {name!r} {error.expected}"
                ) from None
            if response is not None:
                found[name] = response
        return {name: found[name] for name in self.blank_ids if name in found} or None

    def parse_text(self, text: str, order: Order) -> dict[str, Any] | None:
        if not text.strip():
            return None
        names = self.blank_ids
        parts = [part.strip() for part in re.split(r"[;\n]", text)]
        while parts and not parts[-1]:
            parts.pop()
        if len(names) > 1 and len(parts) == 1 and text.count("=") == len(names):
            parts = [part.strip() for part in re.split(r",(?=\s*[a-z0-9_-]+\s*=)", text)]
        found: dict[str, Any] = {}
        for index, part in enumerate(parts):
            name, sign, value = part.partition("=")
            if not sign or name.strip() not in self.blanks:
                if index >= len(names):
                    raise InvalidResponseError(
                        text.strip(), f"{len(names)} values, one for each blank, separated by ;"
                    )
                name, value = names[index], part
            name = name.strip()
            try:
                parsed = self.blanks[name].parse_text(value, self.blank_order(name, order))
            except InvalidResponseError as error:
                raise InvalidResponseError(
                    error.value, f"in the blank {name!r} {error.expected}"
                ) from None
            if parsed is not None:
                found[name] = parsed
        return found or None

    def answer_form(self) -> str:
        if len(self.blanks) == 1:
            return "Answer with what fills the blank."
        names = "; ".join(f"{name}=..." for name in self.blank_ids)
        return f"Answer with blank=value pairs separated by ;, such as {names}"

    def key_response(self) -> dict[str, Any]:
        return {name: self.blanks[name].key_response() for name in self.blank_ids}
