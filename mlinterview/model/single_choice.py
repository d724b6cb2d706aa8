"""``single_choice``: exactly one option is right. Response: the option's id."""

from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview.errors import InvalidResponseError
from mlinterview.model.content import ChoiceReader, Choices, Order, one_id, shown_ids, unique_ids
from mlinterview.model.item import Item

__all__ = ["SingleChoice", "SingleChoiceContent"]


class SingleChoiceContent(Choices):
    """Options, exactly one of them correct."""

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        unique_ids(self.options, "options", 2)
        right = len(self.correct_ids)
        if right != 1:
            raise ValueError(f"exactly one option with 'correct: true' expected, found {right}")
        return self

    @property
    def key(self) -> str:
        """The id of the right option."""
        return self.correct_ids[0]

    def read_response(self, value: Any) -> str | None:
        return one_id(value, self.choices)

    def parse_text(self, text: str, order: Order) -> str | None:
        if not text.strip():
            return None
        found = ChoiceReader(self.choices, order).read(text)
        if found is None:
            raise InvalidResponseError(text.strip(), f"a letter or {shown_ids(self.choices)}")
        return found

    def answer_form(self) -> str:
        return "Answer with the letter of one option."

    def key_response(self) -> str:
        return self.key


class SingleChoice(SingleChoiceContent, Item):
    """An item with one right option."""

    format: Literal["single_choice"]
