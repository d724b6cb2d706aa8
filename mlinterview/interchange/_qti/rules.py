"""Response processing in a line each: conditions, outcomes and the expressions that they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from mlinterview.interchange._qti.elements import element, number

__all__ = [
    "add",
    "both",
    "choose",
    "constant",
    "identifier_value",
    "is_member",
    "is_null",
    "minus",
    "operator",
    "same",
    "set_to",
    "variable",
    "when",
]


def operator(tag: str, *operands: Element, **attributes: str | None) -> Element:
    """An expression."""
    return element(tag, *operands, **attributes)


def variable(name: str) -> Element:
    """The value of a response or outcome variable."""
    return element("variable", identifier=name)


def constant(value: float) -> Element:
    """A number."""
    return element("baseValue", number(value), baseType="float")


def identifier_value(value: str, base: str = "identifier") -> Element:
    """An identifier, or another text of a base type."""
    return element("baseValue", value, baseType=base)


def is_null(name: str) -> Element:
    """Whether nothing was answered."""
    return operator("isNull", variable(name))


def same(first: Element, second: Element) -> Element:
    """Whether two values match."""
    return operator("match", first, second)


def is_member(value: Element, name: str) -> Element:
    """Whether a container variable holds a value."""
    return operator("member", value, variable(name))


def both(expressions: Sequence[Element]) -> Element:
    """All of them."""
    return expressions[0] if len(expressions) == 1 else operator("and", *expressions)


def minus(first: Element, second: Element) -> Element:
    """A difference."""
    return operator("subtract", first, second)


def set_to(name: str, expression: Element) -> Element:
    """Give an outcome a value."""
    return element("setOutcomeValue", expression, identifier=name)


def add(name: str, *terms: Element) -> Element:
    """Add to an outcome."""
    return set_to(name, operator("sum", variable(name), *terms))


def when(condition: Element, *rules: Element) -> Element:
    """Rules for when a condition is met."""
    return choose([(condition, rules)])


def choose(
    branches: Sequence[tuple[Element, Iterable[Element]]], otherwise: Iterable[Element] = ()
) -> Element:
    """The rules of the first branch whose condition is met."""
    made = element("responseCondition")
    for place, (condition, rules) in enumerate(branches):
        tag = "responseElseIf" if place else "responseIf"
        made.append(element(tag, condition, *rules))
    rest = tuple(otherwise)
    if rest:
        made.append(element("responseElse", *rest))
    return made
