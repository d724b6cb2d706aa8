"""Parametrised items: what a parameter may be, and the draw that a seed makes of it."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from keyword import iskeyword
from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator
from pydantic_core import core_schema

from mlinterview._plain import Plain
from mlinterview.errors import ExpressionError, abbreviate
from mlinterview.model import _random
from mlinterview.model._base import TEXT_SCHEMA, Model, Number, Reads
from mlinterview.model._expressions import CONSTANTS, FUNCTIONS, Value, evaluate, round_value

__all__ = ["Parameter", "draw"]


def _scalar(value: Any) -> Any:
    """A choice: a number, a flag or text, as YAML reads it."""
    value = value.value if type(value) is Plain else value
    if not isinstance(value, (int, float, str)):
        raise ValueError(f"a number, text, true or false expected, found {abbreviate(value)}")
    return value


_SCALAR_BACK = core_schema.union_schema(
    [
        core_schema.bool_schema(strict=True),
        core_schema.int_schema(strict=True),
        core_schema.float_schema(strict=True, allow_inf_nan=False),
        core_schema.str_schema(strict=True),
    ],
    mode="left_to_right",
)
Scalar = Annotated[
    bool | int | float | str, Reads(_scalar, TEXT_SCHEMA, read_back=_SCALAR_BACK, info=False)
]


class Parameter(Model):
    """What one parameter may be: one of ``choices``, or a number of ``range`` (both ends included).

    ``step`` defaults to 1 for whole bounds, else to the last decimal place that the bounds are
    written with: ``range: [0.1, 0.9]`` draws from .1, .2, ... .9.
    """

    choices: tuple[Scalar, ...] | None = None
    range: tuple[Number, Number] | None = None
    step: Number | None = None

    short_schema: ClassVar = {"type": "array", "items": TEXT_SCHEMA, "minItems": 1}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"choices": value} if isinstance(value, (list, tuple)) else value

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.choices is None) == (self.range is None):
            raise ValueError("a parameter has either choices or a range")
        if self.choices is not None and (not self.choices or self.step is not None):
            raise ValueError("choices need at least one value and take no step")
        if self.range is not None:
            low, high = self.range
            if high < low:
                raise ValueError(f"a range from low to high expected, found [{low}, {high}]")
            if self.step is not None and self.step <= 0:
                raise ValueError(f"a step above 0 expected, found {self.step}")
        return self

    @cached_property
    def count(self) -> int:
        """How many values can be drawn."""
        if self.choices is not None:
            return len(self.choices)
        assert self.range is not None
        low, step, below, _ = self._ladder
        return int((_exact(self.range[1]) * below - low) // step) + 1

    @property
    def distinct(self) -> bool:
        """Whether no two of the values are alike; False where that would take a look at each."""
        if self.choices is not None:
            return len({round_value(each, "a choice") for each in self.choices}) == self.count
        low, step, _, whole = self._ladder
        # values keep 12 significant digits
        return whole or step * 10**9 > max(abs(low), abs(low + step * (self.count - 1)))

    def value(self, index: int) -> Value:
        """The value number ``index``, from 0."""
        if self.choices is not None:
            return self.choices[index]
        low, step, below, whole = self._ladder
        exact = low + index * step
        # the quotient of whole numbers is the float that is nearest
        return exact // below if whole else exact / below

    @cached_property
    def _ladder(self) -> tuple[int, int, int, bool]:
        """Lowest value and step as whole numbers over a common denominator, and whether it is 1."""
        assert self.range is not None
        low, step = _exact(self.range[0]), self._step()
        below = math.lcm(low.denominator, step.denominator)
        return int(low * below), int(step * below), below, self._whole()

    def _step(self) -> int | Fraction:
        if self.step is not None:
            return _exact(self.step)
        assert self.range is not None
        if self._whole():
            return 1
        # as written: 0.10 has one decimal place, as Python prints it
        written = [Decimal(repr(bound)).normalize() for bound in self.range]
        return Fraction(10) ** min(0, *(int(bound.as_tuple().exponent) for bound in written))

    def _whole(self) -> bool:
        assert self.range is not None
        step = self.step if self.step is not None else 1
        return all(isinstance(bound, int) for bound in self.range) and isinstance(step, int)


def _exact(value: int | float) -> int | Fraction:
    """The decimal number that Python prints."""
    return value if isinstance(value, int) else Fraction(repr(value))


def draw(
    item_id: str, seed: int, parameters: Mapping[str, Parameter], derive: Mapping[str, str]
) -> dict[str, Value]:
    """The values of all names for ``seed``: the parameters, then what is derived, in order.

    The draw depends on ``item_id``, ``seed`` and the parameter's name alone, so adding a parameter
    leaves the others as they were.

    Raises:
        ExpressionError: a name is taken, or an expression has no value.
    """
    values: dict[str, Value] = {}
    for name, parameter in parameters.items():
        _check_name(name, values)
        drawn = parameter.value(_random.pick(parameter.count, item_id, seed, "parameter", name))
        values[name] = round_value(drawn, name)
    for name, expression in derive.items():
        _check_name(name, values)
        try:
            values[name] = evaluate(expression.strip().removeprefix("="), values)
        except ExpressionError as error:
            raise ExpressionError(f"derive.{name}: {error}") from None
    return values


def _check_name(name: str, values: Mapping[str, Value]) -> None:
    if not name.isidentifier() or not name.isascii() or iskeyword(name):
        raise ExpressionError(
            f"a parameter's name of letters, digits and '_' expected, found {abbreviate(name)}"
        )
    if name in FUNCTIONS or name in CONSTANTS:
        raise ExpressionError(f"the name {name!r} is taken by the expression language")
    if name in values:
        raise ExpressionError(f"the name {name!r} is declared twice")
