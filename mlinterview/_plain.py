"""Plain YAML scalars that keep their source text until the schema says what they are.

``accept: [1.10]`` means the text ``1.10`` where text belongs, and ``points: 1.10`` the number. The
reader cannot know which, so it hands on both.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Plain", "resolve", "resolve_tree"]


class Plain(str):
    """A plain scalar that YAML 1.2 core reads as a boolean or number: its source and ``value``."""

    __slots__ = ("value",)
    value: bool | int | float

    def __new__(cls, source: str, value: bool | int | float) -> Plain:
        self = super().__new__(cls, source)
        self.value = value
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Plain, (str(self), self.value))


def resolve(value: object) -> object:
    """The value a plain scalar stands for; anything else as it is."""
    return value.value if type(value) is Plain else value


def resolve_tree(value: Any) -> Any:
    """``resolve`` through lists and mappings."""
    if type(value) is Plain:
        return value.value
    if isinstance(value, dict):
        return {resolve_key(key): resolve_tree(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [resolve_tree(entry) for entry in value]
    return value


def resolve_key(key: object) -> object:
    """Keys of a mapping stay text."""
    return str(key) if isinstance(key, str) else key
