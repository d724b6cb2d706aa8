"""``free_text``: prose, marked by a rubric. Response: text."""

from typing import Any, Literal

from mlinterview.model._base import Text
from mlinterview.model.content import Order, one_text
from mlinterview.model.item import Item
from mlinterview.model.rubric import Criterion, Evidence, Rubric

__all__ = ["Criterion", "Evidence", "FreeText", "Rubric"]


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
        style = self.rubric.answer_style
        return {
            "prose": "Answer in a few sentences.",
            "list": "Answer with a list.",
            "formula": "Answer with a formula, and say what its signs mean.",
        }[style]

    def key_response(self) -> str | None:
        return self.sample_answer
