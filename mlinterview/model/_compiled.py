"""Expressions as Python code, for those who evaluate them hundreds of times.

The code works on everyday values alone: numbers below `EVERYDAY`, and texts where they are
compared. Whatever else comes up raises an error. Whoever calls it then asks `evaluate`, which
knows all limits and says in words what is wrong.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from mlinterview.model._expressions import CONSTANTS, FUNCTIONS, Value

__all__ = ["EVERYDAY", "NotEverydayError", "Program", "compiled", "everyday"]

EVERYDAY = 1e12
#: products of so few factors stay below the 400 digits that a number may have
_MOST_FACTORS, _LARGEST_FACTOR = 12, 10**30
_LONGEST = 160

#: rows of the names' values, and what takes each row with the results behind them
Program = Callable[[Iterable[tuple[Value, ...]], Callable[[tuple[Value, ...]], None]], None]


class NotEverydayError(Exception):
    """A value, or an expression, that the compiled code is not made for."""


def everyday(value: object) -> bool:
    """Whether a value is a number that compiled code may work on."""
    return isinstance(value, (int, float)) and -EVERYDAY < value < EVERYDAY


def _rounded(value: Any) -> Value:
    """As `round_value`, for everyday numbers."""
    if -EVERYDAY < value < EVERYDAY:  # false for NaN
        kind = value.__class__
        if kind is float:
            return float(f"{value:.12g}")
        if kind is int or kind is bool:
            return value  # type: ignore[no-any-return]  # an int or a bool
    raise NotEverydayError


def _power(base: Any, exponent: Any) -> Any:
    if -100 <= exponent <= 100 and -EVERYDAY < base < EVERYDAY:
        result = base**exponent
        if result.__class__ is float or -_LARGEST_FACTOR < result < _LARGEST_FACTOR:
            return result
    raise NotEverydayError


_RAW: dict[str, Any] = {
    "abs": abs, "ceil": math.ceil, "cos": math.cos, "erf": math.erf, "exp": math.exp,
    "floor": math.floor, "int": int, "log": math.log, "log10": math.log10, "log2": math.log2,
    "max": max, "min": min, "sin": math.sin, "sqrt": math.sqrt, "tanh": math.tanh,
}  # fmt: skip
_GLOBALS: dict[str, Any] = {
    "__builtins__": {},
    "r": _rounded,
    "p": _power,
    **{f"f_{name}": _RAW.get(name, bounded) for name, bounded in FUNCTIONS.items()},
}
_NODES = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Name, ast.Constant,
    ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.USub,
    ast.UAdd, ast.Not, ast.And, ast.Or, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip


class _Renamed(ast.NodeTransformer):
    """Names as variables of the program, functions as the raw ones."""

    def __init__(self, variables: Mapping[Any, str], texts: Container[str]) -> None:
        self.variables, self.texts = variables, texts

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.variables and node.id not in self.texts:
            return ast.Name(self.variables[node.id], ast.Load())
        if node.id in CONSTANTS:
            return ast.Constant(CONSTANTS[node.id])
        raise NotEverydayError

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise NotEverydayError
        arguments: list[ast.expr] = [self.visit(each) for each in node.args]
        return ast.Call(ast.Name(f"f_{node.func.id}", ast.Load()), arguments, [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if isinstance(node.op, ast.Pow):
            operands: list[ast.expr] = [self.visit(node.left), self.visit(node.right)]
            return ast.Call(ast.Name("p", ast.Load()), operands, [])
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if all(isinstance(op, (ast.Eq, ast.NotEq)) for op in node.ops):
            node.left = self._compared(node.left)
            node.comparators = [self._compared(each) for each in node.comparators]
            return node
        return self.generic_visit(node)

    def _compared(self, node: ast.expr) -> ast.expr:
        """An operand of == or !=, which alone may be a text."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node
        if isinstance(node, ast.Name) and node.id in self.texts:
            return ast.Name(self.variables[node.id], ast.Load())
        found: ast.expr = self.visit(node)
        return found

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        if isinstance(value, (int, float)) and -_LARGEST_FACTOR < value < _LARGEST_FACTOR:
            return node
        raise NotEverydayError


def _renamed(expression: str, variables: Mapping[Any, str], texts: Container[str]) -> ast.expr:
    if len(expression) > _LONGEST:
        raise NotEverydayError
    tree = ast.parse(expression, mode="eval").body
    factors = 0
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise NotEverydayError
        factors += isinstance(node, (ast.Mult, ast.Pow))
    if factors > _MOST_FACTORS:
        raise NotEverydayError
    found: ast.expr = _Renamed(variables, texts).visit(tree)
    return found


#: what most expressions are made of; their text becomes code with nothing but names exchanged.
#: No step is taken back (``++``): a name that may be cut anywhere is tried in 2**length ways
_ORDINARY = re.compile(
    r"(?:[ \t]++|[A-Za-z_][A-Za-z0-9_]*+|//|[<>=!]=|[-+*/%(),<>]"
    r"|(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d)?(?![\w.]))++"
)
_NAME = re.compile(r"(?<![0-9.])\b[A-Za-z_][A-Za-z0-9_]*")
_WORDS = {word: word for word in ("if", "else", "and", "or", "not", "True", "False")}


def _text(expression: str, variables: Mapping[Any, str], texts: Container[str]) -> str | None:
    """An ordinary expression as code; None where only its tree can tell."""
    if len(expression) > _LONGEST or "**" in expression or expression.count("*") > _MOST_FACTORS:
        return None
    if not _ORDINARY.fullmatch(expression) or not _balanced(expression):
        return None

    def exchanged(match: re.Match[str]) -> str:
        name = match[0]
        if name in variables and name not in texts:
            return variables[name]
        if name in _WORDS:
            return name
        if name in CONSTANTS:
            return repr(CONSTANTS[name])
        if name in FUNCTIONS and expression[match.end() :].startswith("("):
            return f"f_{name}"
        raise NotEverydayError

    return _NAME.sub(exchanged, expression)


def _balanced(expression: str) -> bool:
    depth = 0
    for sign in expression:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def compiled(
    names: Sequence[str], expressions: Mapping[Any, str], texts: Container[str] = ()
) -> Program | None:
    """A function of rows of the values of ``names`` that adds those of ``expressions``.

    Each expression may use the results of those before it; ``texts`` are names that stand for text,
    and those that do not must stand for everyday numbers. None where one of them is out of the
    ordinary, or cannot be read. Where a row has no everyday results the function raises an error;
    the rows before it are done.
    """
    variables: dict[Any, str] = {name: f"v{place}" for place, name in enumerate(names)}
    row = "".join(f"{variable}, " for variable in variables.values())
    lines = ["def program(rows, done):", f"    for ({row}) in rows:"]
    try:
        for place, (name, expression) in enumerate(expressions.items()):
            bare = expression.strip()
            code = _text(bare, variables, texts)
            if code is None:
                code = ast.unparse(ast.fix_missing_locations(_renamed(bare, variables, texts)))
            lines.append(f"        d{place} = r({code})")
            variables[name] = f"d{place}"
        results = "".join(f"d{place}, " for place in range(len(expressions)))
        lines.append(f"        done(({row}{results}))")
        made: dict[str, Any] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd spellings, such as "1if n else 2"
            exec(compile("\n".join(lines), "<expressions>", "exec"), dict(_GLOBALS), made)
    except Exception:  # whatever is wrong with it, `evaluate` says it in words
        return None
    program: Program = made["program"]
    return program
