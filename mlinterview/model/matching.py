"""``matching``: each row takes one option. Response: a mapping of row id to option id."""

import re
from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview._text import fold
from mlinterview.errors import InvalidResponseError
from mlinterview.model import _random
from mlinterview.model._base import Flag, Model, Name, Text
from mlinterview.model.content import Order, lettered, match_choice, one_id, shown_ids, unique_ids
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
        for row, entry in value.items():
            if str(row) not in rows:
                raise InvalidResponseError(row, "a row among " + ", ".join(sorted(rows)))
            identity = one_id(entry, self.choices)
            if identity is not None:
                found[str(row)] = identity
        return {row.id: found[row.id] for row in self.rows if row.id in found} or None

    def parse_text(self, text: str, order: Order) -> dict[str, str] | None:
        if not text.strip():
            return None
        found: dict[str, str] = {}
        for part in _pairs(text):
            row_text, sign, option_text = part.partition("=")
            row = self._row(row_text)
            option = match_choice(option_text, self.choices, order)
            if not sign or row is None or option is None:
                raise InvalidResponseError(
                    part.strip(),
                    f"row=option pairs; rows 1 to {len(self.rows)} or their ids,"
                    f" options by letter or {shown_ids(self.choices)}",
                )
            found[row] = option
        return found

    def _row(self, text: str) -> str | None:
        typed = text.strip().rstrip(".)")
        by_id = {row.id: row.id for row in self.rows}
        if typed in by_id:
            return typed
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(self.rows):
            return self.rows[int(typed[:6]) - 1].id
        folded = fold(typed)
        same = [row.id for row in self.rows if fold(row.text) == folded]
        return same[0] if len(same) == 1 else None

    def answer_form(self) -> str:
        return "Answer with row=option pairs, such as 1=b, 2=a; rows by number, options by letter."

    def key_response(self) -> dict[str, str]:
        return {row.id: row.match for row in self.rows}


def _pairs(text: str) -> list[str]:
    """The parts of a list of pairs: split on ``;`` and line ends, or else on ``,`` before a ``=``."""
    if ";" in text or "\n" in text:
        parts = re.split(r"[;\n]", text)
    else:
        parts = re.split(r",(?=[^,=]*=)", text)
        if len(parts) == 1 and text.count("=") > 1:
            parts = text.split()
    return [part for part in parts if part.strip()]
