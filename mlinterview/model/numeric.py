"""``numeric``: a number, within a tolerance. Response: a number, or text that holds one."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from mlinterview._plain import resolve
from mlinterview._text import is_blank
from mlinterview.errors import InvalidResponseError
from mlinterview.model._base import Flag, Model, Number, Share, Text, Whole
from mlinterview.model.content import Content, Order
from mlinterview.model.item import Item

__all__ = ["Band", "Numeric", "NumericContent", "Tolerance"]


class Tolerance(Model):
    """How far a response may lie from the answer, the bound included.

    One of ``absolute`` (in the answer's unit), ``relative`` (a share of |answer|) or ``digits``
    (half a unit of the answer's n-th significant digit).
    """

    absolute: Number | None = Field(default=None, ge=0)
    relative: Number | None = Field(default=None, ge=0)
    digits: Whole | None = Field(default=None, ge=1, le=30)

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [self.absolute, self.relative, self.digits]
        if sum(value is not None for value in given) != 1:
            raise ValueError("one of 'absolute', 'relative' and 'digits' expected")
        return self


class Band(Model):
    """Part credit: ``share`` of the points within a wider tolerance."""

    absolute: Number | None = Field(default=None, ge=0)
    relative: Number | None = Field(default=None, ge=0)
    share: Share

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("one of 'absolute' and 'relative' expected")
        if not self.share:
            raise ValueError("a share above 0 expected")
        return self


class NumericContent(Content):
    """An answer with its tolerance, or a range; without a tolerance a number must be exact."""

    answer: Number | None = None
    range: tuple[Number, Number] | None = None
    tolerance: Tolerance | None = None
    bands: tuple[Band, ...] = ()
    unit: Text | None = None
    units: dict[str, Number] = Field(default_factory=dict)
    percent: Flag = False

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if (self.answer is None) == (self.range is None):
            raise ValueError("either 'answer' or 'range' expected, found both or neither")
        if self.range is not None:
            low, high = self.range
            if low > high:
                raise ValueError(f"a range from low to high expected, found [{low}, {high}]")
            if self.tolerance is not None or self.bands:
                raise ValueError("a range takes no tolerance and no bands")
        if self.answer == 0:
            tolerance = self.tolerance
            relative = tolerance is not None and tolerance.absolute is None
            if relative or any(band.relative is not None for band in self.bands):
                raise ValueError("the answer 0 needs an absolute tolerance")
        if self.units and self.unit is None:
            raise ValueError("'units' are factors to 'unit', which is missing")
        for unit, factor in self.units.items():
            if factor <= 0:
                raise ValueError(f"a factor above 0 expected for the unit {unit!r}, found {factor}")
        return self

    def parts(self, order: Order) -> dict[str, Any]:
        return {"unit": self.unit} if self.unit else {}

    def read_response(self, value: Any) -> int | float | str | None:
        value = resolve(value)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise InvalidResponseError(value, "a number")
        if isinstance(value, str):
            return None if is_blank(value) else value
        return value

    def parse_text(self, text: str, order: Order) -> str | None:
        return text.strip() or None

    def answer_form(self) -> str:
        unit = f" in {self.unit}" if self.unit else ""
        return f"Answer with a number{unit}."

    def key_response(self) -> Any:
        if self.answer is not None:
            return self.answer
        assert self.range is not None
        return self.range[0]


class Numeric(NumericContent, Item):
    """An item whose answer is a number."""

    format: Literal["numeric"]
