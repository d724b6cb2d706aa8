"""A response as it is kept in a score: what was given, in values that every JSON file holds."""

from __future__ import annotations

import re
from typing import Any

from mlinterview._plain import Plain
from mlinterview.errors import abbreviate

__all__ = ["as_given"]

#: no response of any format has more levels; JSON writers give up at a few hundred
MAX_LEVELS = 50
#: longer whole numbers cannot be written out
_LARGEST = 10**400
#: halves of surrogate pairs, which no file can hold
_LONE = re.compile("[\ud800-\udfff]")


def as_given(value: Any, read: Any = None, level: int = 0) -> Any:
    """``value`` as JSON holds it: tuples and sets as lists, foreign objects by their description.

    ``read`` is what the item's format made of it. Where that is text, a number or boolean that
    stood unquoted in a YAML file keeps its spelling: ``1.10`` is no 1.1.
    """
    if type(value) is Plain:
        return str(value) if isinstance(read, str) else value.value
    if isinstance(value, str):
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else abbreviate(value)
    if level == MAX_LEVELS:
        return "…"
    if isinstance(value, dict):
        parts = read if isinstance(read, dict) else {}
        return {
            str(as_given(key, "")): as_given(entry, parts.get(key), level + 1)
            for key, entry in value.items()
        }
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=repr)
    if isinstance(value, (list, tuple)):
        # a list that was read is one of ids
        part = "" if isinstance(read, tuple) else None
        return [as_given(entry, part, level + 1) for entry in value]
    return abbreviate(value)
