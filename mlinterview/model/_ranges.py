"""Within what bounds the values of expressions lie whatever is drawn, by interval arithmetic.

An expression with bounds has a value in every draw, and the same type in each (Moore, Kearfott and
Cloud 2009, *Introduction to Interval Analysis*, chapter 2). Bounds are wider than the values, as a
name that stands twice counts as two; where nothing is known for sure there are none.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mlinterview.model._expressions import CONSTANTS, Value, parsed, round_value
from mlinterview.model.parameters import Parameter

__all__ = ["Range", "ranges"]

#: far below what an expression may come to; and how far floats and their rounding may be off
_LARGEST, _SLACK, _SMALLEST = 1e100, 1e-9, 1e-200
_LONGEST, _HIGHEST_POWER = 160, 100


class Range(NamedTuple):
    """A type and the bounds of its values; texts have none."""

    kind: type[bool] | type[int] | type[float] | type[str]
    low: Any
    high: Any


class _UnsureError(Exception):
    """Nothing is known for sure."""


def ranges(
    parameters: Mapping[str, Parameter], expressions: Mapping[Any, str]
) -> dict[Any, Range] | None:
    """The bounds of all names; None where a draw may fail, or give a value of another type.

    Each expression may use the results of those before it.
    """
    found: dict[Any, Range] = {}
    try:
        for name, parameter in parameters.items():
            found[name] = _drawn(name, parameter)
        for key, expression in expressions.items():
            if len(expression) > _LONGEST:
                return None
            found[key] = _of(parsed(expression.strip()), found)
    except Exception:  # whatever is wrong, drawing tells
        return None
    return found


def _drawn(name: str, parameter: Parameter) -> Range:
    values: list[Value]
    if parameter.choices is None:
        values = [parameter.value(0), parameter.value(parameter.count - 1)]
    else:
        values = list(parameter.choices)
    kinds = set(map(type, values))
    if len(kinds) > 1:
        raise _UnsureError
    (kind,) = kinds
    if kind is str:
        return Range(str, values[0], values[0])
    values = [round_value(value, name) for value in values]
    return _checked(kind, min(values), max(values))


def _checked(kind: Any, low: Any, high: Any) -> Range:
    if kind is float:
        low -= abs(low) * _SLACK
        high += abs(high) * _SLACK
        if 0 < low < _SMALLEST:
            low = 0.0
        if -_SMALLEST < high < 0:
            high = 0.0
    if not -_LARGEST < low <= high < _LARGEST:  # NaN is refused too
        raise _UnsureError
    return Range(kind, low, high)


def _of(node: ast.expr, known: Mapping[Any, Range]) -> Range:
    work = _NODES.get(type(node))
    if work is None:
        raise _UnsureError
    found: Range = work(node, known)
    return found


def _number(node: ast.expr, known: Mapping[Any, Range]) -> Range:
    found = _of(node, known)
    if found.kind is str:
        raise _UnsureError
    return found


def _constant(node: ast.Constant, known: Mapping[Any, Range]) -> Range:
    if type(node.value) not in (bool, int, float):
        raise _UnsureError
    return _checked(type(node.value), node.value, node.value)


def _name(node: ast.Name, known: Mapping[Any, Range]) -> Range:
    if node.id in known:
        return known[node.id]
    value = CONSTANTS[node.id]
    return _checked(type(value), value, value)


def _unary(node: ast.UnaryOp, known: Mapping[Any, Range]) -> Range:
    kind, low, high = _number(node.operand, known)
    if isinstance(node.op, ast.Not):
        return Range(bool, False, True)
    if not isinstance(node.op, ast.USub):
        raise _UnsureError
    return Range(float if kind is float else int, -high, -low)


def _binary(node: ast.BinOp, known: Mapping[Any, Range]) -> Range:
    left, right = _number(node.left, known), _number(node.right, known)
    kind = float if float in (left.kind, right.kind) else int
    operation = type(node.op)
    if operation is ast.Add:
        return _checked(kind, left.low + right.low, left.high + right.high)
    if operation is ast.Sub:
        return _checked(kind, left.low - right.high, left.high - right.low)
    if operation is ast.Mult:
        return _corners(kind, left, right, lambda a, b: a * b)
    if operation is ast.Pow:
        return _power(kind, left, right)
    if right.low <= 0 <= right.high:
        raise _UnsureError
    if operation is ast.Div:
        return _corners(float, left, right, lambda a, b: a / b)
    if operation is ast.FloorDiv and kind is int:
        return _corners(int, left, right, lambda a, b: a // b)
    if operation is ast.Mod and kind is int and right.low > 0:
        return Range(int, 0, right.high - 1)
    raise _UnsureError


def _corners(kind: Any, left: Range, right: Range, work: Callable[[Any, Any], Any]) -> Range:
    """Of what rises or falls in each operand, wherever the other one is."""
    ends = [work(a, b) for a in left[1:] for b in right[1:]]
    return _checked(kind, min(ends), max(ends))


def _power(kind: Any, base: Range, exponent: Range) -> Range:
    if max(abs(exponent.low), abs(exponent.high)) > _HIGHEST_POWER:
        raise _UnsureError
    if kind is int and exponent.low < 0:
        kind = float
        if exponent.high >= 0:
            raise _UnsureError
    if base.low > 0:
        return _corners(kind, base, exponent, lambda a, b: a**b)
    power = exponent.low
    if exponent.kind is float or power != exponent.high or power < 0:
        raise _UnsureError  # the root of a negative number, or a division by zero
    ends = [base.low**power, base.high**power]
    if power % 2 == 0 and base.high > 0:
        ends.append(0 * ends[0])
    return _checked(kind, min(ends), max(ends))


def _compared(node: ast.Compare, known: Mapping[Any, Range]) -> Range:
    if not all(isinstance(sign, _SIGNS) for sign in node.ops):
        raise _UnsureError
    for operand in (node.left, *node.comparators):
        _number(operand, known)
    return Range(bool, False, True)


def _chosen(node: ast.IfExp, known: Mapping[Any, Range]) -> Range:
    _number(node.test, known)
    return _either([_number(node.body, known), _number(node.orelse, known)])


def _bool(node: ast.BoolOp, known: Mapping[Any, Range]) -> Range:
    return _either([_number(value, known) for value in node.values])


def _either(found: list[Range]) -> Range:
    if len({each.kind for each in found}) > 1:
        raise _UnsureError
    return Range(found[0].kind, min(r.low for r in found), max(r.high for r in found))


def _called(node: ast.Call, known: Mapping[Any, Range]) -> Range:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise _UnsureError
    name = node.func.id
    given = [_number(argument, known) for argument in node.args]
    if name in ("max", "min") and len(given) > 1:
        kind, pick = _either(given).kind, max if name == "max" else min
        return Range(kind, pick(each.low for each in given), pick(each.high for each in given))
    if len(given) != 1:
        raise _UnsureError
    kind, low, high = given[0]
    if name in _RISING:
        work, lowest, highest = _RISING[name]
        if low < lowest or high > highest:
            raise _UnsureError
        return _checked(float, work(low), work(high))
    if name in _WHOLE:
        return _checked(int, _WHOLE[name](low), _WHOLE[name](high))
    if name in ("sin", "cos"):
        return _checked(float, -1.0, 1.0)
    if name == "abs":
        ends = [abs(low), abs(high)]
        least = 0 if low <= 0 <= high else min(ends)
        return _checked(float if kind is float else int, least, max(ends))
    raise _UnsureError


#: functions that rise, with the bounds of what they take here
_RISING: dict[str, tuple[Callable[[Any], float], float, float]] = {
    "erf": (math.erf, -_LARGEST, _LARGEST),
    "exp": (math.exp, -_LARGEST, 200),
    "log": (math.log, _SMALLEST, _LARGEST),
    "log10": (math.log10, _SMALLEST, _LARGEST),
    "log2": (math.log2, _SMALLEST, _LARGEST),
    "sqrt": (math.sqrt, 0, _LARGEST),
    "tanh": (math.tanh, -_LARGEST, _LARGEST),
}
_WHOLE: dict[str, Callable[[Any], int]] = {
    "ceil": math.ceil,
    "floor": math.floor,
    "int": int,
    "round": round,
}
_SIGNS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_NODES: dict[type[ast.expr], Callable[[Any, Mapping[Any, Range]], Range]] = {
    ast.BinOp: _binary,
    ast.BoolOp: _bool,
    ast.Call: _called,
    ast.Compare: _compared,
    ast.Constant: _constant,
    ast.IfExp: _chosen,
    ast.Name: _name,
    ast.UnaryOp: _unary,
}
