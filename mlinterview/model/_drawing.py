"""The draw of a parametrised item, prepared once for those who draw hundreds of times.

`Drawing(...).values(seed)` is `mlinterview.model.parameters.draw` for the same item and seed; only
its expressions are compiled, and the values of a parameter are computed once.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
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
from mlinterview.model.parameters import Parameter, draw

__all__ = ["Drawing", "fast_value"]

# no parameter can have such a name
_NAMES = {kind: f"<{kind.__name__}>" for kind in OPERATORS}
_GLOBALS: dict[str, Any] = {
    "__builtins__": {},
    **CONSTANTS,
    **FUNCTIONS,
    **{_NAMES[kind]: operation for kind, operation in OPERATORS.items()},
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
    code = _code(expression.strip())
    if code is None:
        return evaluate(expression, values)
    try:
        return round_value(eval(code, _GLOBALS, values), expression)
    except Exception:
        return evaluate(expression, values)


class Drawing:
    """What `draw` gives for one item, seed after seed."""

    def __init__(
        self, item_id: str, parameters: Mapping[str, Parameter], derive: Mapping[str, str]
    ) -> None:
        draw(item_id, 0, parameters, derive)  # raises where a name is wrong
        self._id = item_id
        self._parameters = dict(parameters)
        self._derive = {
            name: expression.strip().removeprefix("=") for name, expression in derive.items()
        }
        self._counts = {name: parameter.count for name, parameter in parameters.items()}
        self._known: dict[str, dict[int, Value]] = {name: {} for name in parameters}

    def indexes(self, seed: int) -> tuple[int, ...]:
        """Which value of each parameter the seed draws."""
        return tuple(
            _random.pick(count, self._id, seed, "parameter", name)
            for name, count in self._counts.items()
        )

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
        for name, expression in self._derive.items():
            try:
                values[name] = fast_value(expression, values)
            except ExpressionError as error:
                raise ExpressionError(f"derive.{name}: {error}") from None
        return values
