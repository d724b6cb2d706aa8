"""``ordering``: steps to be put in order. Response: the list of all step ids."""

import re
from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview.errors import InvalidResponseError
from mlinterview.model import _random
from mlinterview.model._base import Model, Name, Text
from mlinterview.model._orders import check_before
from mlinterview.model.content import (
    Order,
    letter,
    lettered,
    one_id,
    shown_ids,
    split_list,
    unique_ids,
)
from mlinterview.model.item import Item

__all__ = ["Ordering", "Step"]


class Step(Model):
    """One step; the bank lists them in right order."""

    id: Name
    text: Text


class Ordering(Item):
    """Steps in right order; with ``before`` any order that keeps the pairs is right."""

    format: Literal["ordering"]
    steps: tuple[Step, ...]
    before: tuple[tuple[Name, Name], ...] | None = None

    @model_validator(mode="after")
    def _orderable(self) -> Self:
        unique_ids(self.steps, "steps", 2)
        if self.before is not None:
            if not self.before:
                raise ValueError("'before' without a pair: leave it out, or name what comes first")
            check_before(self.step_ids, self.before)
        return self

    @property
    def step_ids(self) -> tuple[str, ...]:
        """The ids in right order."""
        return tuple(step.id for step in self.steps)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((step.id, step.text) for step in self.steps)

    def order(self, seed: int | None, key: str) -> Order:
        """A drawn order even without a seed: the bank's order is the key."""
        # drawn from the sorted ids: whoever can repeat the draw must not learn the key from it
        ids = sorted(self.step_ids)
        drawn = "id" if seed is None else seed
        order = tuple(ids[index] for index in _random.permutation(len(ids), key, drawn, "steps"))
        # with two steps the other order would give the key away just as well
        return order[1:] + order[:1] if order == self.step_ids and len(ids) > 2 else order

    def parts(self, order: Order) -> dict[str, Any]:
        return {"steps": lettered(self.choices, order)}

    def read_response(self, value: Any) -> tuple[str, ...] | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        expected = "a list that names each step once: " + ", ".join(sorted(self.step_ids))
        if not isinstance(value, (list, tuple)):
            raise InvalidResponseError(value, expected)
        if not value:
            return None
        found = [one_id(entry, self.choices) for entry in value]
        if None in found or sorted(str(entry) for entry in found) != sorted(self.step_ids):
            raise InvalidResponseError(list(value), expected)
        return tuple(str(entry) for entry in found)

    def parse_text(self, text: str, order: Order) -> list[str] | None:
        if not text.strip():
            return None
        expected = (
            f"all {len(self.steps)} steps in order, by letter or id ({shown_ids(self.choices)})"
        )
        letters = [letter(index) for index in range(len(order))]
        packed = text.strip().lower()
        if sorted(packed) == letters:  # "bacd"
            found = [order[letters.index(sign)] for sign in packed]
        else:
            parts = re.sub("->|→|>", ";", text)
            if not re.search(r"[;,\n]", parts):
                parts = ";".join(parts.split())
            found = split_list(parts, self.choices, order, expected)
        if sorted(found) != sorted(self.step_ids):
            raise InvalidResponseError(text.strip(), expected)
        return found

    def answer_form(self) -> str:
        return "Answer with the letters of all steps in order, separated by commas."

    def key_response(self) -> list[str]:
        return list(self.step_ids)
