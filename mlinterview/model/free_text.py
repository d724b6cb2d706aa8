"""``free_text``: prose, marked by a rubric. Response: text."""

from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from mlinterview.model._base import TEXT_SCHEMA, Model, Name, PositiveNumber, Text
from mlinterview.model.content import Order, one_text, unique_ids
from mlinterview.model.item import Item

__all__ = ["Criterion", "Evidence", "FreeText", "Rubric"]


class Evidence(Model):
    """Phrases that speak for a criterion: any of them, or all of them."""

    any: tuple[Text, ...] = ()
    all: tuple[Text, ...] = ()

    short_schema: ClassVar = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return {"any": value}
        return {"any": [value]} if isinstance(value, str) else value


class Criterion(Model):
    """What an answer must say to earn ``points``: a ``statement`` that a person can judge by."""

    id: Name
    points: PositiveNumber = 1
    statement: Text
    evidence: Evidence = Evidence()
    feedback: Text | None = None


class Rubric(Model):
    """The criteria of a free-text item; the shares of their points make up the score."""

    criteria: tuple[Criterion, ...]

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"criteria": value} if isinstance(value, (list, tuple)) else value

    @model_validator(mode="after")
    def _some(self) -> Self:
        unique_ids(self.criteria, "criteria", 1)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        full: dict[str, Any] = handler(schema)
        criteria = handler.resolve_ref_schema(full)["properties"]["criteria"]
        return {"anyOf": [criteria, full]}

    @property
    def points(self) -> float:
        """The sum over the criteria."""
        return sum(criterion.points for criterion in self.criteria)


class FreeText(Item):
    """An item answered in prose."""

    format: Literal["free_text"]
    rubric: Rubric
    sample_answer: Text | None = None

    def read_response(self, value: Any) -> str | None:
        return one_text(value, "text")

    def parse_text(self, text: str, order: Order) -> str | None:
        return text.strip() or None

    def answer_form(self) -> str:
        return "Answer in a few sentences."

    def key_response(self) -> str | None:
        return self.sample_answer
