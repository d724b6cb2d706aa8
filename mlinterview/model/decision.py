"""A decision about an item after the exam: what is to change in everybody's scores, and why."""

from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview.model._base import Date, Flag, ItemId, Model, Text

__all__ = ["Action", "Decision"]

Action = Literal["accept", "drop", "full_credit"]


class Decision(Model):
    """One decision of an examiner about one item.

    Attributes:
        item: the item's id.
        action: ``accept`` counts ``response`` as right beside the key, ``drop`` takes the item out,
            ``full_credit`` gives everybody its full points.
        response: with ``accept``, the value in the format's shape: an option id, a list of ids for
            ``multi_select`` (one whole key) and ``ordering``, row: option pairs for ``matching``,
            blank: value pairs for ``cloze``, true or false, a number, text.
        keep_max: with ``drop``, leave maximum and other items as they are: the item then earns
            nobody anything. Else the other items share its points in proportion to theirs.
        reason: why, for the record.
        by: who decided.
        date: when.

    >>> Decision(item="loss-for-task", action="drop", reason="misprint", by="Kim").keep_max
    False
    """

    item: ItemId
    action: Action
    response: Any = None
    keep_max: Flag = False
    reason: Text | None = None
    by: Text | None = None
    date: Date | None = None

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if self.action == "accept" and self.response is None:
            raise ValueError("'accept' needs the 'response' that counts as right too")
        if self.action != "accept" and self.response is not None:
            raise ValueError(f"'response' belongs to 'accept', found it beside {self.action!r}")
        if self.keep_max and self.action != "drop":
            raise ValueError(f"'keep_max' belongs to 'drop', found it beside {self.action!r}")
        return self
