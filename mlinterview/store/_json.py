"""JSON from strangers: numbers keep their source, and what would break later is a fault here."""

from __future__ import annotations

import json
import math
from typing import Any

from mlinterview._plain import Plain
from mlinterview.errors import abbreviate

__all__ = ["DoubledKey", "JsonFault", "looks_like_json", "read_json", "read_values"]

#: longer numbers stay text, as in YAML
_MAX_NUMBER = 400
_STARTS = frozenset('{["-0123456789tfn')


class JsonFault(ValueError):
    """A text is not JSON; ``line`` is counted from 1 in that text."""

    def __init__(self, message: str, line: int = 1, *, more: bool = False) -> None:
        super().__init__(message)
        self.line = line
        #: whether a whole value stands before what is wrong
        self.more = more


class DoubledKey(dict[str, Any]):
    """A mapping in which ``key`` stood twice, so that a value is lost."""

    key = ""


def looks_like_json(text: str) -> bool:
    """Whether the text begins as a JSON value does; cheap, to spare most texts the reading."""
    return text[:1] in _STARTS or text[:1].isspace()


def read_json(text: str) -> Any:
    """A JSON text with numbers as `Plain` (source and value); true, false and null as they are.

    ``NaN`` and infinities, which are no JSON, are kept as text.

    Raises:
        JsonFault: it is not JSON, or nested too deeply.
    """
    return _load(text, parse_int=_number(int), parse_float=_number(float), parse_constant=str)


def read_values(text: str) -> Any:
    """A JSON text as Python values.

    Raises:
        JsonFault: as `read_json`, and for ``NaN``, infinities and numbers past the range.
    """
    return _load(text, parse_float=_finite, parse_constant=_finite)


def _load(text: str, **hooks: Any) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_mapping, **hooks)
    except json.JSONDecodeError as error:
        more = error.msg == "Extra data"
        message = "text after the value" if more else error.msg[:1].lower() + error.msg[1:]
        place = f"column {error.colno}"
        raise JsonFault(f"not JSON: {message} ({place})", error.lineno, more=more) from None
    except RecursionError:
        raise JsonFault("not read: lists and mappings nested too deeply") from None
    except ValueError as error:
        raise JsonFault(str(error)) from None


def _number(kind: type[int] | type[float]) -> Any:
    def read(source: str) -> str:
        if len(source) > _MAX_NUMBER:
            return source
        value = kind(source)
        return Plain(source, value) if math.isfinite(value) else source

    return read


def _finite(source: str) -> float:
    value = float(source)
    if not math.isfinite(value):
        raise ValueError(f"a finite number expected, found {abbreviate(source, 20)}")
    return value


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = DoubledKey(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            doubled.key = key
            break
        seen.add(key)
    return doubled
