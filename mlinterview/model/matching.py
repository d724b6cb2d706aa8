"""``matching``: each row takes one option. Response: a mapping of row id to option id."""

import re
from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview.errors import InvalidResponseError
from mlinterview.model import _random
from mlinterview.model._base import Flag, Model, Name, Text
from mlinterview.model.content import (
    ChoiceReader,
    Order,
    lettered,
    one_id,
    part_id,
    shown_ids,
    unique_ids,
)
from mlinterview.model.item import Item

__all__ = ["Matching", "MatchingOption", "MatchingRow"]


class MatchingOption(Model):
    """An option that rows are matched to; it may serve several rows or none."""

    id: Name
    text: Text


class MatchingRow(Model):
    """A row with the id of the option that is right for it."""

    id: Name
    text: Text
    match: Name
    feedback: Text | None = None
    misconception: Name | None = None


class Matching(Item):
    """Rows to be matched to options."""

    format: Literal["matching"]
    rows: tuple[MatchingRow, ...]
    options: tuple[MatchingOption, ...]
    shuffle: Flag = True

    @model_validator(mode="after")
    def _matched(self) -> Self:
        unique_ids(self.options, "options", 2)
        unique_ids(self.rows, "rows", 1)
        known = {option.id for option in self.options}
        for row in self.rows:
            if row.match not in known:
                raise ValueError(f"row {row.id!r} matches {row.match!r}, which is no option")
        return self

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((option.id, option.text) for option in self.options)

    def order(self, seed: int | None, key: str) -> Order:
        ids = [option.id for option in self.options]
        if seed is None or not self.shuffle:
            return tuple(ids)
        return tuple(ids[index] for index in _random.permutation(len(ids), key, seed, "options"))

    def parts(self, order: Order) -> dict[str, Any]:
        rows = [{"id": row.id, "text": row.text} for row in self.rows]
        return {"rows": rows, "options": lettered(self.choices, order)}

    def read_response(self, value: Any) -> dict[str, str] | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if not isinstance(value, dict):
            raise InvalidResponseError(value, "a mapping of row ids to option ids")
        rows = {row.id for row in self.rows}
        found: dict[str, str] = {}
        for key, entry in value.items():
            row = part_id(key)
            if row not in rows:
                raise InvalidResponseError(key, "a row among " + ", ".join(sorted(rows)))
            identity = one_id(entry, self.choices)
            if identity is not None:
                found[row] = identity
        return {row.id: found[row.id] for row in self.rows if row.id in found} or None

    def parse_text(self, text: str, order: Order) -> dict[str, str] | None:
        if not text.strip():
            return None
        expected = (
            f"row=option pairs; rows 1 to {len(self.rows)} or their ids,"
            f" options by letter or {shown_ids(self.choices)}"
        )
        pairs = _pairs(text)
        if not pairs:
            raise InvalidResponseError(text.strip(), expected)
        # rows are printed with numbers, which win as letters do
        numbers = {str(number): row.id for number, row in enumerate(self.rows, 1)}
        rows = ChoiceReader([(row.id, row.text) for row in self.rows], ())
        options = ChoiceReader(self.choices, order)
        found: dict[str, str] = {}
        for part in pairs:
            row_text, sign, option_text = part.partition("=")
            row = numbers.get(row_text.strip().rstrip(".)")) or rows.read(row_text)
            option = options.read(option_text)
            if not sign or row is None or option is None:
                raise InvalidResponseError(part.strip(), expected)
            if found.setdefault(row, option) != option:
                raise InvalidResponseError(text.strip(), f"one option for the row {row!r}")
        return found

    def answer_form(self) -> str:
        return "Answer with row=option pairs, such as 1=b, 2=a; rows by number, options by letter."

    def key_response(self) -> dict[str, str]:
        return {row.id: row.match for row in self.rows}


def _pairs(text: str) -> list[str]:
    """The parts of a list of pairs: split on ``;`` and line ends, else on ``,`` before a ``=``."""
    if ";" in text or "\n" in text:
        parts = re.split(r"[;\n]", text)
    else:
        parts = re.split(r",(?=[^,=]*=)", text)
        if len(parts) == 1 and text.count("=") > 1:
            parts = text.split()
    return [part for part in parts if part.strip()]
