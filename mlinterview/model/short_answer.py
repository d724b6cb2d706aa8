"""``short_answer``: a word or a line, compared after folding. Response: text."""

from functools import lru_cache
from typing import Any, ClassVar, Literal, Self

from pydantic import field_validator, model_validator
from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

from mlinterview.model._base import TEXT_SCHEMA, Model, Name, Text
from mlinterview.model.content import Content, Order, one_text
from mlinterview.model.item import Item

__all__ = ["Rejected", "ShortAnswer", "ShortAnswerContent", "matches_pattern"]


class Rejected(Model):
    """A wrong answer that is foreseen, with what to say to it."""

    text: Text
    feedback: Text | None = None
    misconception: Name | None = None

    short_schema: ClassVar = TEXT_SCHEMA

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, Rejected)) else {"text": value}


class ShortAnswerContent(Content):
    """What is accepted, and what is rejected (which wins)."""

    accept: tuple[Text, ...] = ()
    accept_pattern: Text | None = None
    reject: tuple[Rejected, ...] = ()
    match: Literal["text", "code"] = "text"

    @field_validator("accept")
    @classmethod
    def _no_blank(cls, accept: tuple[str, ...]) -> tuple[str, ...]:
        if any(not text.strip() for text in accept):
            raise ValueError("an empty text cannot be accepted: it is an unanswered item")
        return accept

    @field_validator("accept_pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            _pattern(pattern)
        return pattern

    @model_validator(mode="after")
    def _some_key(self) -> Self:
        if not self.accept and self.accept_pattern is None:
            raise ValueError("'accept' or 'accept_pattern' expected")
        return self

    def read_response(self, value: Any) -> str | None:
        return one_text(value, "text")

    def parse_text(self, text: str, order: Order) -> str | None:
        return text.strip() or None

    def answer_form(self) -> str:
        return "Answer with a word or a short line."

    def key_response(self) -> str | None:
        return self.accept[0] if self.accept else None


class ShortAnswer(ShortAnswerContent, Item):
    """An item answered in a word or a line."""

    format: Literal["short_answer"]


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> SchemaValidator:
    # pydantic's own engine is Rust's regex: linear time, hence no look-around or back-reference
    try:
        for whole in (pattern, rf"\A(?:{pattern})\z"):  # alone first: "a)|(b" is no pattern
            validator = SchemaValidator(
                core_schema.str_schema(pattern=whole, regex_engine="rust-regex")
            )
        return validator
    except SchemaError as error:
        reason = " ".join(line.strip() for line in str(error).splitlines()[-2:])
        raise ValueError(
            "a pattern in linear-time syntax expected (no look-around, no back-reference):"
            f" {reason[:200]}"
        ) from None


def matches_pattern(pattern: str, text: str) -> bool:
    """Whether the whole of ``text`` matches, in time linear in its length."""
    try:
        _pattern(pattern).validate_python(text)
    except ValidationError:
        return False
    return True
