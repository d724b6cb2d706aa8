"""The safe expression language of parametrised items, and the slots that show its values.

Walking is simpleeval's; what may be said is decided here: numbers, comparisons, a conditional, and
a short list of functions. No attribute, no subscript, no text to repeat, and every number is
bounded, so an expression always ends soon.
"""

from __future__ import annotations

import ast
import math
import operator
import re
import threading
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mlinterview.errors import ExpressionError, abbreviate

__all__ = [
    "CONSTANTS",
    "FUNCTIONS",
    "SLOT",
    "Value",
    "Values",
    "evaluate",
    "fill",
    "round_value",
    "slot_names",
]

Value = bool | int | float | str
Values = Mapping[str, Value]

# LaTeX writes \stackrel{d}{=}: only a letter after "{=" begins a slot
SLOT = re.compile(r"\{=\s*([A-Za-z_][^{}:]*)(?::([^{}]*))?\}")
#: what looks like a slot and begins with no letter: {=1 - share:.1f}
_NO_NAME = re.compile(r"\{=\s*[^A-Za-z_\s}{][^{}]*\}")
_SLOT_START = re.compile(r"\{=\s*[A-Za-z_]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST = 500
_LARGEST_EXPONENT = 1000
_LARGEST = 10**400


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, float) or isinstance(exponent, float):
        try:
            return base**exponent  # of one size, whatever the exponent
        except OverflowError:
            pass
    if abs(exponent) > _LARGEST_EXPONENT or abs(base) > _LARGEST:
        raise ExpressionError(f"a power too large: {abbreviate(base)} ** {abbreviate(exponent)}")
    return base**exponent


def _bounded(operation: Any) -> Any:
    """The operation on numbers alone, its result no longer than a number may be."""

    def apply(*operands: Any) -> Any:
        for operand in operands:
            if not isinstance(operand, (int, float)):
                raise ExpressionError(f"numbers expected, found {abbreviate(operand)}")
        result = operation(*operands)
        if isinstance(result, int) and abs(result) > _LARGEST:
            raise ExpressionError("a number of over 400 digits")
        return result

    return apply


def _small(function: Any, limit: int) -> Any:
    def apply(*arguments: Any) -> Any:
        if any(abs(argument) > limit for argument in arguments):
            raise ExpressionError(f"arguments up to {limit} expected")
        return function(*arguments)

    return _bounded(apply)


def _round(number: Any, digits: int = 0) -> Any:
    if abs(digits) > 400:  # Python builds a power of ten for negative digits
        raise ExpressionError("digits from -400 to 400 expected")
    return round(number, digits) if digits else round(number)


FUNCTIONS: dict[str, Any] = {
    "abs": _bounded(abs),
    "ceil": _bounded(math.ceil),
    "comb": _small(math.comb, 1000),
    "cos": _bounded(math.cos),
    "erf": _bounded(math.erf),
    "exp": _bounded(math.exp),
    "factorial": _small(math.factorial, 170),
    "floor": _bounded(math.floor),
    "gcd": _bounded(math.gcd),
    "int": _bounded(int),
    "log": _bounded(math.log),
    "log10": _bounded(math.log10),
    "log2": _bounded(math.log2),
    "max": _bounded(max),
    "min": _bounded(min),
    "round": _bounded(_round),
    "sin": _bounded(math.sin),
    "sqrt": _bounded(math.sqrt),
    "sum": _bounded(lambda *terms: sum(terms)),
    "tanh": _bounded(math.tanh),
}
CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "True": True, "False": False}
_OPERATORS = {
    ast.Add: _bounded(operator.add),
    ast.Sub: _bounded(operator.sub),
    ast.Mult: _bounded(operator.mul),
    ast.Div: _bounded(operator.truediv),
    ast.FloorDiv: _bounded(operator.floordiv),
    ast.Mod: _bounded(operator.mod),
    ast.Pow: _bounded(_power),
    ast.USub: _bounded(operator.neg),
    ast.UAdd: _bounded(operator.pos),
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_NODES = (
    ast.Expr,
    ast.Constant,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.Call,
    ast.Name,
)


_made = threading.local()  # to make an engine takes longer than most expressions; one a thread


def _engine(values: Values) -> Any:
    engine = getattr(_made, "engine", None)
    if engine is None:
        from simpleeval import SimpleEval  # type: ignore[import-untyped]  # it has no stubs

        engine = SimpleEval(operators=_OPERATORS, functions=FUNCTIONS)
        known: dict[Any, Any] = engine.nodes or {}
        engine.nodes = {node: known[node] for node in _NODES}
        _made.engine = engine
    engine.names = {**CONSTANTS, **values}
    return engine


@lru_cache(maxsize=1024)
def parsed(expression: str) -> ast.expr:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd spellings, such as "1if n else 2"
        return ast.parse(expression, mode="eval").body


def evaluate(expression: str, values: Values) -> Value:
    """The value of ``expression``, floats rounded to 12 significant digits.

    The rounding makes a draw alike on machines whose ``exp`` or ``log`` differ in the last bit.

    Raises:
        ExpressionError: it does not parse, names something unknown, or has no finite value.
    """
    if len(expression) > _LONGEST:
        raise ExpressionError(f"an expression of up to {_LONGEST} characters expected")
    expression = expression.strip()
    shown = abbreviate(expression)
    try:
        result = _engine(values).eval(expression, previously_parsed=parsed(expression))
    except ExpressionError as error:
        raise ExpressionError(f"in {shown}: {error}") from None
    except RecursionError:
        raise ExpressionError(f"{shown} is nested too deeply") from None
    except Exception as error:  # simpleeval and the functions raise many kinds; all mean the same
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ExpressionError(f"in {shown}: {reason}") from None
    return round_value(result, shown)


def round_value(result: Any, shown: str) -> Value:
    """A float to 12 significant digits; anything but a finite number, flag or text is refused."""
    if isinstance(result, float):
        if not math.isfinite(result):
            raise ExpressionError(f"{shown} has no finite value")
        return float(f"{result:.12g}")
    if isinstance(result, int) and abs(result) > _LARGEST:
        raise ExpressionError(f"{shown} has over 400 digits")
    if isinstance(result, (int, str)):
        return result
    raise ExpressionError(f"{shown} is no number but {abbreviate(result)}")


def fill(text: str, values: Values | None) -> str:
    """``text`` with every ``{=name}`` or ``{=name:.3g}`` slot replaced by its value.

    Whole numbers print as such, other numbers with up to 12 significant digits.
    """

    def replace(slot: re.Match[str]) -> str:
        name, spec = slot.group(1).strip(), slot.group(2)
        if not _NAME.fullmatch(name):
            raise ExpressionError(f"a name expected in the slot {abbreviate(slot.group(0))}")
        if values is None or name not in values:
            known = abbreviate(", ".join(values)) if values else "none is declared"
            shown = abbreviate(slot.group(0))
            raise ExpressionError(f"the slot {shown} names no parameter ({known})")
        value = values[name]
        try:
            if spec:
                if len(spec) > 12 or len(re.sub(r"\D", "", spec)) > 3:
                    raise ValueError("too wide a format")
                if spec.endswith("n"):
                    raise ValueError("'n' prints otherwise on every machine")
                return format(value, spec)
        except (ValueError, OverflowError) as error:
            raise ExpressionError(f"the slot {abbreviate(slot.group(0))}: {error}") from None
        if isinstance(value, float):
            return f"{value:.12g}"
        return str(value)

    filled = SLOT.sub(replace, text)
    if _SLOT_START.search(filled):
        raise ExpressionError(f"an unfinished slot in {abbreviate(text)}: write {{=name}}")
    for slot in _NO_NAME.finditer(filled) if values else ():
        if any(name in (values or ()) for name in _NAME.findall(slot[0])):
            shown = abbreviate(slot[0])
            raise ExpressionError(f"a name expected in the slot {shown}: put it into 'derive'")
    return filled


def slot_names(text: str) -> set[str]:
    """The names that the slots of ``text`` ask for."""
    return {slot.group(1).strip() for slot in SLOT.finditer(text)}
