"""``true_false``: a statement holds or not. Response: a boolean."""

from typing import Any, Literal

from pydantic import Field, field_validator

from mlinterview._plain import resolve
from mlinterview.errors import InvalidResponseError
from mlinterview.model._base import Flag, Text
from mlinterview.model.content import Order
from mlinterview.model.item import Item

__all__ = ["TrueFalse"]

_KEYS = (True, False, "True", "False", "TRUE", "FALSE")
_WORDS = {"true": True, "t": True, "false": False, "f": False}


class TrueFalse(Item):
    """A statement to judge; ``feedback`` is keyed by the response, ``"true"`` or ``"false"``."""

    format: Literal["true_false"]
    answer: Flag
    feedback: dict[Literal["true", "false"], Text] = Field(default_factory=dict)

    @field_validator("feedback", mode="before")
    @classmethod
    def _keys(cls, feedback: Any) -> Any:
        if not isinstance(feedback, dict):
            return feedback
        return {str(key).lower() if key in _KEYS else key: v for key, v in feedback.items()}

    def read_response(self, value: Any) -> bool | None:
        value = resolve(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            word = value.strip().lower()
            if not word:
                return None
            if word in _WORDS:
                return _WORDS[word]
        raise InvalidResponseError(value, "true or false")

    def parse_text(self, text: str, order: Order) -> bool | None:
        return self.read_response(text)

    def answer_form(self) -> str:
        return "Answer true or false."

    def key_response(self) -> bool:
        return self.answer
