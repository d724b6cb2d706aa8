"""What comes in: a response by one person to one item, and a mark given by a person."""

from typing import Any, Literal

from pydantic import Field, field_validator

from mlinterview._plain import resolve
from mlinterview.errors import abbreviate
from mlinterview.model._base import Flag, Model, Number, PositiveWhole, Text, Whole

__all__ = ["RED_FLAG", "Mark", "ResponseRecord"]

#: what a line of a note begins with that is for interviewers alone
RED_FLAG = "Red flag: "


class ResponseRecord(Model):
    """One person's response to one item.

    Attributes:
        examinee: who; None where one person answers for themselves.
        item: the item's id.
        response: the value in the format's shape; None is unanswered.
        seconds: time taken.
        attempt: of several, the highest counts.
        seed: the seed the item was shown with.
        variant: the code printed on the paper; with ``form`` it gives seed and order.
        form: the form's id.
    """

    examinee: Text | None = None
    item: Text
    response: Any = None
    seconds: Number | None = Field(default=None, ge=0)
    attempt: PositiveWhole = 1
    seed: Whole | None = None
    variant: Text | None = None
    form: Text | None = None

    @field_validator("examinee", "item", mode="after")
    @classmethod
    def _stripped(cls, value: str | None) -> str | None:
        return value.strip() if value is not None else None


MarkValue = Literal["met", "not met"] | Flag | Number


class Mark(Model):
    """A person's decision on one response; it wins over any grader.

    ``marks`` is the points for the whole item, or for each rubric criterion ``met``, ``not met``,
    true, false, or points. ``item_version`` and ``response`` say what was marked: when either has
    changed since, the mark is listed instead of used.
    """

    examinee: Text | None = None
    item: Text
    marks: dict[str, str | bool | int | float] | int | float
    by: Text
    note: Text | None = None
    item_version: Whole | None = None
    response: Any = None
    attempt: Whole | None = None

    @field_validator("marks", mode="before")
    @classmethod
    def _values(cls, marks: Any) -> Any:
        if isinstance(marks, dict):
            return {str(name): _mark(resolve(value)) for name, value in marks.items()}
        value = _mark(resolve(marks))
        if isinstance(value, bool):
            raise ValueError("points, or a mark for each criterion expected")
        return value


def _mark(value: Any) -> bool | int | float:
    words = {"met": True, "not met": False, "not_met": False, "unmet": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    if isinstance(value, (bool, int, float)) and value == value and abs(value) < 1e9:
        return value
    raise ValueError(f"'met', 'not met' or points expected, found {abbreviate(value)}")
