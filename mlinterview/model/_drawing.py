"""The draw of a parametrised item, prepared once for those who draw hundreds of times.

`Drawing` gives what `mlinterview.model.parameters.draw` gives for the same item and seed; only its
expressions are compiled, and the values of a parameter are computed once.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from mlinterview.errors import ExpressionError
from mlinterview.model import _random
from mlinterview.model._expressions import (
    CONSTANTS,
    FUNCTIONS,
    OPERATORS,
    Value,
    Values,
    evaluate,
    parsed,
    round_value,
)
from mlinterview.model.parameters import Parameter

__all__ = ["Drawing", "fast_value"]

# no parameter can have such a name
_NAMES = {kind: f"<{kind.__name__}>" for kind in OPERATORS}
_NUMBERS = frozenset({int, float, bool})
_SMALL = 10**300
_LARGE = 1e300


def _quick(operation: Any, bounded: Any) -> Any:
    """The operation on two everyday numbers; whatever else comes is left to the bounded one."""

    def apply(one: Any, other: Any) -> Any:
        if one.__class__ in _NUMBERS and other.__class__ in _NUMBERS:
            result = operation(one, other)
            if result.__class__ is not int or -_SMALL < result < _SMALL:
                return result
        return bounded(one, other)

    return apply


_QUICK = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_GLOBALS: dict[str, Any] = {
    "__builtins__": {},
    **CONSTANTS,
    **FUNCTIONS,
    **{_NAMES[kind]: operation for kind, operation in OPERATORS.items()},
    **{_NAMES[kind]: _quick(quick, OPERATORS[kind]) for kind, quick in _QUICK.items()},
}


class _Bounded(ast.NodeTransformer):
    """Puts the bounded operation in the place of each operator."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        return self._call(type(node.op), [node.left, node.right])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        return self._call(type(node.op), [node.operand])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise _UnusualError
        return ast.Call(node.func, [self.visit(each) for each in node.args], [])

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, (bool, int, float, str)):
            raise _UnusualError
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, (ast.BoolOp, ast.Compare, ast.IfExp, ast.boolop, ast.cmpop)):
            raise _UnusualError
        if isinstance(node, ast.cmpop) and type(node) not in OPERATORS:
            raise _UnusualError
        return super().generic_visit(node)

    def _call(self, kind: type[ast.AST], operands: list[ast.expr]) -> ast.AST:
        if kind not in _NAMES:
            raise _UnusualError
        name = ast.Name(_NAMES[kind], ast.Load())
        return ast.Call(name, [self.visit(operand) for operand in operands], [])


class _UnusualError(Exception):
    """An expression that the compiler leaves to the interpreter."""


@lru_cache(maxsize=4096)
def _code(expression: str) -> CodeType | None:
    """The code of an expression; None where it is left to `evaluate`."""
    if len(expression) > 200:
        return None
    try:
        # a copy: the tree is kept for others
        tree = _Bounded().visit(ast.parse(ast.unparse(parsed(expression)), mode="eval").body)
        return compile(ast.fix_missing_locations(ast.Expression(tree)), "<expression>", "eval")
    except Exception:  # whatever is wrong with it, `evaluate` says it in words
        return None


def fast_value(expression: str, values: Values) -> Value:
    """The value of ``expression``: what `evaluate` gives, its errors too.

    Raises:
        ExpressionError: it does not parse, names something unknown, or has no finite value.
    """
    if expression in values:
        return values[expression]
    return _value(_code(expression.strip()), expression, values)


def _value(code: CodeType | None, expression: str, values: Values) -> Value:
    if code is not None:
        try:
            result = eval(code, _GLOBALS, values)
            if result.__class__ is float and -_LARGE < result < _LARGE:
                return float(f"{result:.12g}")
            return round_value(result, expression)
        except Exception:  # in the words of `evaluate`
            pass
    return evaluate(expression, values)


class Drawing:
    """What `mlinterview.model.parameters.draw` gives for an item of a bank, seed after seed."""

    def __init__(
        self, item_id: str, parameters: Mapping[str, Parameter], derive: Mapping[str, str]
    ) -> None:
        self._id = item_id
        self._parameters = dict(parameters)
        expressions = {name: text.strip().removeprefix("=") for name, text in derive.items()}
        self._derive = [(name, _code(text.strip()), text) for name, text in expressions.items()]
        self._counts = {name: parameter.count for name, parameter in parameters.items()}
        self._known: dict[str, dict[int, Value]] = {name: {} for name in parameters}

    def indexes(self, seeds: Sequence[int]) -> list[tuple[int, ...]]:
        """Which value of each parameter the seeds draw."""
        drawn = [
            _random.picks(count, seeds, (self._id,), ("parameter", name))
            for name, count in self._counts.items()
        ]
        return list(zip(*drawn, strict=True)) if drawn else [()] * len(seeds)

    def values(self, indexes: tuple[int, ...]) -> dict[str, Value]:
        """The values of all names for the parameters' indexes.

        Raises:
            ExpressionError: an expression has no value.
        """
        values: dict[str, Value] = {}
        for (name, known), index in zip(self._known.items(), indexes, strict=True):
            if index not in known:
                known[index] = round_value(self._parameters[name].value(index), name)
            values[name] = known[index]
        for name, code, expression in self._derive:
            try:
                values[name] = _value(code, expression, values)
            except ExpressionError as error:
                raise ExpressionError(f"derive.{name}: {error}") from None
        return values
