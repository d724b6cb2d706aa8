"""What every model shares: the configuration, and the field types that read YAML scalars.

Text takes numbers and booleans as they were written; numbers take no quoted text but an expression
(``"=n + 1"``) of a parametrised item. The values of the parameters travel as validation context.
"""

import datetime
import math
import re
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from mlinterview._plain import Plain
from mlinterview.errors import ExpressionError, abbreviate
from mlinterview.model._expressions import Values, evaluate, fill

__all__ = [
    "TEXT_SCHEMA",
    "Amount",
    "Count",
    "Date",
    "Flag",
    "Floor",
    "ItemId",
    "Level",
    "Model",
    "Name",
    "Number",
    "PositiveNumber",
    "PositiveWhole",
    "Reads",
    "Share",
    "Text",
    "Whole",
]

#: points, minutes and weights; the bound keeps their sums and products finite
_MOST_POINTS = 1_000_000


class Model(BaseModel):
    """A frozen record that refuses fields it does not know.

    A subclass that takes a short form too (a bare text for its one field, say) reads it in a
    validator, and tells editors of it by ``short_schema``.
    """

    #: JSON Schema of the short form
    short_schema: ClassVar[dict[str, Any] | None] = None

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
        regex_engine="rust-regex",
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        full = handler(schema)
        return full if cls.short_schema is None else {"anyOf": [cls.short_schema, full]}


_LONE = re.compile("[\ud800-\udfff]")


def _values(info: ValidationInfo) -> Values | None:
    context = info.context
    return context.get("values") if isinstance(context, dict) else None


def _read_text(value: Any, info: ValidationInfo) -> str:
    if isinstance(value, str):
        text = str(value)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, (int, float)):
        text = repr(value)
    elif value is None:
        raise ValueError("text expected, found an empty value")
    else:
        raise ValueError(f"text expected, found {_kind(value)}; quote it")
    if not text.isascii() and (lone := _LONE.search(text)):
        raise ValueError(f"half of a surrogate pair (U+{ord(lone[0]):04X}), which no file can hold")
    return fill(text, _values(info)) if "{=" in text else text


def _read_number(value: Any, info: ValidationInfo) -> int | float:
    if type(value) is Plain:
        value = value.value
    elif isinstance(value, str) and value.lstrip().startswith("="):
        value = _evaluate(value, info)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        found = _kind(value) if not isinstance(value, str) else f"the text {abbreviate(value)}"
        raise ValueError(f"a number expected, found {found}")
    try:
        finite = math.isfinite(value)
    except OverflowError:  # a whole number that no float holds
        raise ValueError(f"a number of up to 308 digits expected, found {_kind(value)}") from None
    if not finite:
        raise ValueError(f"a finite number expected, found {value}")
    return value


def _read_whole(value: Any, info: ValidationInfo) -> int:
    number = _read_number(value, info)
    if number != int(number):
        raise ValueError(f"a whole number expected, found {number}")
    return int(number)


def _read_flag(value: Any, info: ValidationInfo) -> bool:
    if type(value) is Plain:
        value = value.value
    elif isinstance(value, str) and value.lstrip().startswith("="):
        value = _evaluate(value, info)
    if not isinstance(value, bool):
        found = _kind(value) if not isinstance(value, str) else f"the text {abbreviate(value)}"
        raise ValueError(f"true or false expected, found {found}")
    return value


def _read_date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"a date such as 2026-03-31 expected, found {abbreviate(value)}") from None


def _evaluate(text: str, info: ValidationInfo) -> Any:
    values = _values(info)
    if values is None:
        raise ExpressionError(
            f"{abbreviate(text)} is an expression, but the item has no parameters"
        )
    return evaluate(text.strip()[1:], values)


def _kind(value: object) -> str:
    names = {dict: "a mapping", list: "a list", tuple: "a list", type(None): "an empty value"}
    return names.get(type(value), abbreviate(value))


def _read_name(value: Any) -> str:
    if not isinstance(value, str):
        if isinstance(value, (int, float)):
            return "true" if value is True else "false" if value is False else repr(value)
        raise ValueError(f"an id expected, found {_kind(value)}")
    return str(value)


_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ITEM_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _check_name(value: Any) -> str:
    name = _read_name(value)
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"an id of small letters, digits, '-' and '_' expected, found {abbreviate(name)}"
        )
    return name


def _check_item_id(value: Any) -> str:
    name = _read_name(value)
    if not _ITEM_ID.fullmatch(name):
        raise ValueError(
            "an id such as threshold-for-screening expected (small letters and digits in groups"
            f" joined by '-', a letter first), found {abbreviate(name)}"
        )
    return name


class Reads:
    """An annotation for a type that one function reads: no inner schema, so models build fast.

    ``read_back`` is the schema of what the function gives, for values that it has read before.
    """

    #: by function
    schemas_read_back: ClassVar[dict[Any, core_schema.CoreSchema]] = {}

    def __init__(
        self,
        read: Any,
        json_schema: dict[str, Any],
        *,
        read_back: core_schema.CoreSchema,
        info: bool = True,
    ) -> None:
        self.schemas_read_back[read] = read_back
        make = (
            core_schema.with_info_plain_validator_function
            if info
            else core_schema.no_info_plain_validator_function
        )
        self._core = make(read)
        self._json = json_schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return self._core.copy()

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return dict(self._json)


def _read_positive(value: Any, info: ValidationInfo) -> int | float:
    number = _read_number(value, info)
    if not 0 < number <= _MOST_POINTS:
        expected = f"a number above 0, at most {_MOST_POINTS:,}, expected"
        raise ValueError(f"{expected}, found {_kind(number)}")
    return number


def _between(read: Any, low: float, high: float) -> Any:
    """``read`` with bounds. (Bounds of pydantic's own are lost on a type that a function reads.)"""

    def read_between(value: Any, info: ValidationInfo) -> int | float:
        number: int | float = read(value, info)
        if not low <= number <= high:
            expected = f"a number from {low:g} to {high:g} expected"
            if high == math.inf:
                expected = f"a whole number of {low:g} or more expected"
            raise ValueError(f"{expected}, found {_kind(number)}")
        return number

    return read_between


# an expression of a parametrised item may stand where a number or a flag is expected
_EXPRESSION = {"type": "string", "pattern": "^\\s*="}
_NUMBER = {"anyOf": [{"type": "number"}, _EXPRESSION]}
_POSITIVE = {
    "anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": _MOST_POINTS}, _EXPRESSION]
}
_SHARE = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _EXPRESSION]}
_FLOOR = {"type": "number", "minimum": -1, "maximum": 0}
_AMOUNT = {"type": "number", "minimum": 0, "maximum": _MOST_POINTS}
_WHOLE_AMOUNT = {"type": "integer", "minimum": 0, "maximum": _MOST_POINTS}
_LEVEL = {"type": "integer", "minimum": 1, "maximum": 4}
_COUNT = {"anyOf": [{"type": "integer", "minimum": 1}, _EXPRESSION]}
#: text fields take numbers and booleans as they are written
TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}

_TEXT_BACK = core_schema.str_schema(strict=True)
_FLOAT_BACK = core_schema.float_schema(strict=True, allow_inf_nan=False)
_NUMBER_BACK = core_schema.union_schema(
    [core_schema.int_schema(strict=True), _FLOAT_BACK], mode="left_to_right"
)
_WHOLE_BACK = core_schema.int_schema(strict=True)


def _number(read: Any, json_schema: dict[str, Any]) -> Reads:
    return Reads(read, json_schema, read_back=_NUMBER_BACK)


def _whole(read: Any, json_schema: dict[str, Any]) -> Reads:
    return Reads(read, json_schema, read_back=_WHOLE_BACK)


def _id(read: Any, pattern: re.Pattern[str], types: Any) -> Reads:
    whole = f"^{pattern.pattern}$"
    back = core_schema.str_schema(strict=True, pattern=whole)
    return Reads(read, {"type": types, "pattern": whole}, read_back=back, info=False)


Text = Annotated[str, Reads(_read_text, TEXT_SCHEMA, read_back=_TEXT_BACK)]
Number = Annotated[int | float, _number(_read_number, _NUMBER)]
PositiveNumber = Annotated[int | float, _number(_read_positive, _POSITIVE)]
Whole = Annotated[int, _whole(_read_whole, {"anyOf": [{"type": "integer"}, _EXPRESSION]})]
#: whole numbers from 1 on, shares from 0 to 1, and bounds below 0 down to -1
PositiveWhole = Annotated[int, _whole(_between(_read_whole, 1, math.inf), _COUNT)]
Share = Annotated[int | float, _number(_between(_read_number, 0, 1), _SHARE)]
Floor = Annotated[int | float, _number(_between(_read_number, -1, 0), _FLOOR)]
#: what a blueprint asks for: points or minutes, and numbers of items; levels of difficulty
Amount = Annotated[int | float, _number(_between(_read_number, 0, _MOST_POINTS), _AMOUNT)]
Count = Annotated[int, _whole(_between(_read_whole, 0, _MOST_POINTS), _WHOLE_AMOUNT)]
Level = Annotated[int, _whole(_between(_read_whole, 1, 4), _LEVEL)]
Flag = Annotated[
    bool,
    Reads(
        _read_flag,
        {"anyOf": [{"type": "boolean"}, _EXPRESSION]},
        read_back=core_schema.bool_schema(strict=True),
    ),
]
Date = Annotated[
    datetime.date,
    Reads(
        _read_date,
        {"type": "string", "format": "date"},
        read_back=core_schema.date_schema(),
        info=False,
    ),
]
#: ids of options, rows, steps, blanks, criteria and taxonomy entries
Name = Annotated[str, _id(_check_name, _NAME, ["string", "integer"])]
ItemId = Annotated[str, _id(_check_item_id, _ITEM_ID, "string")]
