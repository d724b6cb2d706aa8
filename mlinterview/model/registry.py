"""The formats: one line each for the built-in ones, and those that plug-ins bring."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from mlinterview.errors import abbreviate
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item, build_item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer
from mlinterview.model.single_choice import SingleChoice
from mlinterview.model.true_false import TrueFalse

__all__ = ["BUILT_IN", "format_names", "formats", "item_adapter", "make_item", "plugin_problems"]

BUILT_IN: Mapping[str, type[Item]] = {
    "single_choice": SingleChoice,
    "multi_select": MultiSelect,
    "true_false": TrueFalse,
    "matching": Matching,
    "ordering": Ordering,
    "numeric": Numeric,
    "short_answer": ShortAnswer,
    "cloze": Cloze,
    "free_text": FreeText,
}


@cache
def _plugins() -> tuple[dict[str, type[Item]], tuple[str, ...]]:
    from importlib.metadata import entry_points

    found: dict[str, type[Item]] = {}
    problems: list[str] = []
    for entry in entry_points(group="mlinterview.formats"):
        try:
            cls = entry.load()
            if not (isinstance(cls, type) and issubclass(cls, Item)):
                raise TypeError("a subclass of mlinterview.Item expected")
            if entry.name in BUILT_IN:
                raise ValueError("the name of a built-in format")
            found[entry.name] = cls
        except Exception as error:  # whatever a foreign package raises, the rest goes on
            problems.append(f"format plug-in {entry.name!r} ({entry.value}): {error!r:.200}")
    return found, tuple(problems)


def plugin_problems() -> tuple[str, ...]:
    """Format plug-ins that could not be loaded, a line each, by name."""
    return _plugins()[1]


def formats() -> dict[str, type[Item]]:
    """Every format by name, plug-ins included."""
    return {**BUILT_IN, **_plugins()[0]}


def format_names() -> tuple[str, ...]:
    """The names that ``format`` may have."""
    return tuple(formats())


@cache
def item_adapter() -> TypeAdapter[Any]:
    """The union of all formats, discriminated on ``format``."""
    # the members are known at run time only, which no type expression can say
    union = reduce(or_, formats().values())
    annotated: Any = Annotated
    return TypeAdapter(annotated[union, Field(discriminator="format")])


def make_item(source: Mapping[str, Any]) -> Item:
    """An item from a mapping with the fields of a bank file.

    >>> from mlinterview import make_item
    >>> item = make_item({"id": "sky", "format": "true_false", "stem": "Is the sky blue?",
    ...                   "answer": True})
    >>> item.answer
    True

    Raises:
        pydantic.ValidationError: a field is missing, unknown or of another shape.
        ValueError: there is no such format.
    """
    if not isinstance(source, Mapping):
        raise ValueError(f"a mapping of fields expected, found {abbreviate(source)}")
    name = source.get("format")
    cls = formats().get(name) if isinstance(name, str) else None
    if cls is None:
        known = ", ".join(formats())
        raise ValueError(f"no format named {abbreviate(name)}; one of {known} expected")
    return build_item(cls, source)
