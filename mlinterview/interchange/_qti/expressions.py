"""Expressions of QTI response processing.

A value is None (NULL), a boolean, a number, text, a pair, a list for an ordered container or a
`Bag` for a multiple one. Operators with a NULL among their operands give NULL, as the specification
says; a condition that is NULL is not met.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.model.short_answer import matches_pattern

__all__ = ["Bag", "Declaration", "State", "UnsupportedError", "evaluate", "mapped", "typed"]


_MOST_FIGURES = 15


class UnsupportedError(Exception):
    """A rule or expression that is not known here; one line says which."""


class Bag(list[Any]):
    """A container in which the order says nothing."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bag) and Counter(self) == Counter(other)

    __hash__ = None


@dataclass(frozen=True)
class Declaration:
    """A variable as the item declares it."""

    identifier: str
    cardinality: str
    base: str
    start: Any = None
    correct: Any = None
    mapping: Element | None = None
    table: Element | None = None

    def contained(self, value: Any) -> Any:
        """A response or outcome in the variable's cardinality; None where there is nothing."""
        if value is None or (isinstance(value, str | list | tuple) and not len(value)):
            return None
        many = value if isinstance(value, list) else [value]
        if self.cardinality == "multiple":
            return Bag(many)
        return list(many) if self.cardinality == "ordered" else value


@dataclass
class State:
    """The variables while rules run."""

    steps: int
    values: dict[str, Any] = field(default_factory=dict)
    declarations: dict[str, Declaration] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Count one rule or expression.

        Raises:
            UnsupportedError: there were too many.
        """
        self.steps -= 1
        if self.steps < 0:
            raise UnsupportedError("too many rules")

    def declaration(self, name: str) -> Declaration:
        """The declaration of a variable.

        Raises:
            UnsupportedError: there is none.
        """
        if name not in self.declarations:
            raise UnsupportedError(f"the undeclared variable {name!r}")
        return self.declarations[name]


def typed(text: str, base: str) -> Any:
    """Text as a value of a base type; the two parts of a pair as a tuple."""
    text = text if base == "string" else text.strip()
    if base == "float":
        return float(text)
    if base == "integer":
        return int(float(text))
    if base == "boolean":
        return text.lower() in ("true", "1")
    if base in ("pair", "directedPair"):
        first, _, second = text.partition(" ")
        pair = (first, second.strip())
        return pair if base == "directedPair" else tuple(sorted(pair))
    return text


def evaluate(expression: Element, state: State) -> Any:
    """The value of an expression.

    Raises:
        UnsupportedError: an operator is not known.
    """
    state.step()
    special = _SPECIAL.get(expression.tag)
    if special is not None:
        return special(expression, state)
    operator = _OPERATORS.get(expression.tag)
    if operator is None:
        raise UnsupportedError(f"the expression {expression.tag}")
    values = [evaluate(child, state) for child in expression]
    return None if any(value is None for value in values) else operator(expression, values)


def mapped(value: Any, declaration: Declaration) -> float:
    """The value of a response under its declaration's mapping; each entry of a container once."""
    mapping = declaration.mapping
    if mapping is None:
        raise UnsupportedError("mapResponse without a mapping")
    otherwise = float(mapping.get("defaultValue", "0"))
    if value is None:
        return 0.0
    total = 0.0
    for entry in list(dict.fromkeys(value)) if isinstance(value, list) else [value]:
        total += next(
            (
                float(candidate.get("mappedValue", "0"))
                for candidate in mapping.findall("mapEntry")
                if _is_key(candidate, entry, declaration.base)
            ),
            otherwise,
        )
    lower, upper = mapping.get("lowerBound"), mapping.get("upperBound")
    if lower is not None:
        total = max(total, float(lower))
    return total if upper is None else min(total, float(upper))


def _is_key(candidate: Element, value: Any, base: str) -> bool:
    key = typed(candidate.get("mapKey", ""), base)
    if base == "string" and candidate.get("caseSensitive", "true").lower() in ("false", "0"):
        return str(key).lower() == str(value).lower()
    return bool(key == value)


# ---- operators that look at variables, or at operands that may be NULL


def _name(expression: Element) -> str:
    return expression.get("identifier", "")


def _map_response(expression: Element, state: State) -> float:
    declaration = state.declaration(_name(expression))
    return mapped(state.values.get(declaration.identifier), declaration)


def _and(expression: Element, state: State) -> bool | None:
    values = [evaluate(child, state) for child in expression]
    if False in values:
        return False
    return None if None in values else True


def _or(expression: Element, state: State) -> bool | None:
    values = [evaluate(child, state) for child in expression]
    if True in values:
        return True
    return None if None in values else False


def _any_n(expression: Element, state: State) -> bool:
    met = sum(evaluate(child, state) is True for child in expression)
    return int(expression.get("min", "0")) <= met <= int(expression.get("max", "0"))


def _container(expression: Element, state: State) -> list[Any] | None:
    found: list[Any] = Bag() if expression.tag == "multiple" else []
    for child in expression:
        value = evaluate(child, state)
        found += value if isinstance(value, list) else [] if value is None else [value]
    return found if len(found) else None


def _size(expression: Element, state: State) -> int:
    value = evaluate(expression[0], state)
    return len(value) if isinstance(value, list) else int(value is not None)


_SPECIAL: dict[str, Callable[[Element, State], Any]] = {
    "and": _and,
    "anyN": _any_n,
    "baseValue": lambda made, state: typed(made.text or "", made.get("baseType", "")),
    "containerSize": _size,
    "correct": lambda made, state: state.declaration(_name(made)).correct,
    "default": lambda made, state: state.declaration(_name(made)).start,
    "isNull": lambda made, state: evaluate(made[0], state) is None,
    "mapResponse": _map_response,
    "multiple": _container,
    "null": lambda made, state: None,
    "or": _or,
    "ordered": _container,
    "variable": lambda made, state: state.values.get(_name(made)),
}


# ---- operators whose operands are all there


def _numbers(values: list[Any]) -> list[float]:
    flat = [entry for value in values for entry in (value if isinstance(value, list) else [value])]
    if any(isinstance(entry, bool) or not isinstance(entry, int | float) for entry in flat):
        raise UnsupportedError("arithmetic with what is no number")
    return flat


def _equal(made: Element, values: list[Any]) -> bool:
    first, second = _numbers(values)
    mode = made.get("toleranceMode", "exact")
    if mode == "exact":
        return first == second
    given = [float(part) for part in made.get("tolerance", "0").split()]
    below, above = given[0], given[-1]
    if mode == "relative":  # of the first operand, in per cent
        below, above = abs(first) * below / 100, abs(first) * above / 100
    low, high = first - below, first + above
    least = second >= low if made.get("includeLowerBound", "true") != "false" else second > low
    most = second <= high if made.get("includeUpperBound", "true") != "false" else second < high
    return least and most


def _equal_rounded(made: Element, values: list[Any]) -> bool:
    figures = int(made.get("figures", "0"))
    if not 0 <= figures <= _MOST_FIGURES:
        raise UnsupportedError("rounding to so many figures")
    if made.get("roundingMode", "significantFigures") == "decimalPlaces":
        rounded = [math.floor(value * 10**figures + 0.5) for value in _numbers(values)]
        return len(set(rounded)) == 1
    first, second = (f"{value:.{max(figures, 1) - 1}e}" for value in _numbers(values))
    return bool(first == second)


def _string_match(made: Element, values: list[Any]) -> bool:
    first, second = (str(value) for value in values)
    if made.get("caseSensitive", "true") == "false":
        first, second = first.lower(), second.lower()
    return second in first if made.get("substring", "false") == "true" else first == second


def _substring(made: Element, values: list[Any]) -> bool:
    first, second = (str(value) for value in values)
    if made.get("caseSensitive", "true") == "false":
        first, second = first.lower(), second.lower()
    return first in second


def _index(made: Element, values: list[Any]) -> Any:
    place = int(made.get("n", "0"))
    container = values[0] if isinstance(values[0], list) else [values[0]]
    return container[place - 1] if 1 <= place <= len(container) else None


def _delete(made: Element, values: list[Any]) -> list[Any] | None:
    kept = [entry for entry in values[1] if entry != values[0]]
    return (Bag(kept) if isinstance(values[1], Bag) else kept) or None


def _subtract(made: Element, values: list[Any]) -> float:
    first, second = _numbers(values)
    return first - second


def _divide(made: Element, values: list[Any]) -> float | None:
    first, second = _numbers(values)
    return first / second if second else None


def _pair(compare: Callable[[float, float], Any]) -> Callable[[Element, list[Any]], Any]:
    def compared(made: Element, values: list[Any]) -> Any:
        first, second = _numbers(values)
        return compare(first, second)

    return compared


def _contains(made: Element, values: list[Any]) -> bool:
    whole, part = values
    if isinstance(whole, Bag):
        return not Counter(part) - Counter(whole)
    ends = range(len(part), len(whole) + 1)
    return any(list(whole[end - len(part) : end]) == list(part) for end in ends)


def _member(made: Element, values: list[Any]) -> bool:
    container = values[1] if isinstance(values[1], list) else [values[1]]
    return any(bool(values[0] == entry) for entry in container)


def _pattern(made: Element, values: list[Any]) -> bool:
    try:
        return matches_pattern(made.get("pattern", ""), str(values[0]))
    except ValueError:
        raise UnsupportedError("a pattern that is not of linear time") from None


_OPERATORS: dict[str, Callable[[Element, list[Any]], Any]] = {
    "contains": _contains,
    "delete": _delete,
    "divide": _divide,
    "equal": _equal,
    "equalRounded": _equal_rounded,
    "gt": _pair(lambda first, second: first > second),
    "gte": _pair(lambda first, second: first >= second),
    "index": _index,
    "integerDivide": _pair(lambda first, second: first // second if second else None),
    "integerModulus": _pair(lambda first, second: first % second if second else None),
    "integerToFloat": lambda made, values: float(values[0]),
    "lt": _pair(lambda first, second: first < second),
    "lte": _pair(lambda first, second: first <= second),
    "match": lambda made, values: bool(values[0] == values[1]),
    "max": lambda made, values: max(_numbers(values)),
    "member": _member,
    "min": lambda made, values: min(_numbers(values)),
    "not": lambda made, values: values[0] is not True,
    "patternMatch": _pattern,
    "product": lambda made, values: math.prod(_numbers(values)),
    "round": lambda made, values: math.floor(_numbers(values)[0] + 0.5),
    "stringMatch": _string_match,
    "substring": _substring,
    "subtract": _subtract,
    "sum": lambda made, values: math.fsum(_numbers(values)),
    "truncate": lambda made, values: int(_numbers(values)[0]),
}
