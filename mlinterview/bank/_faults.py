"""Loading faults: what pydantic and the YAML reader say, as one line with file, line and place."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from mlinterview._plain import resolve
from mlinterview.bank._yaml import Fault, line_of
from mlinterview.errors import abbreviate
from mlinterview.model.problem import Problem

__all__ = ["fault", "from_validation", "from_yaml", "place"]

Loc = Sequence[str | int]


def fault(
    message: str, *, file: str, line: int = 0, item: str = "", where: str = "", rule: str = "E01"
) -> Problem:
    """A loading fault."""
    return Problem(rule, "error", message, file=file, line=line, item=item, where=where)


def from_yaml(faults: Sequence[Fault], file: str, ids: Sequence[str] = ()) -> list[Problem]:
    """What the YAML reader found in a file; ``ids`` are those of its entries, if it is a list."""
    return [
        fault(
            found.message,
            file=file,
            line=found.line,
            where=found.where,
            item=ids[found.entry] if found.entry is not None and found.entry < len(ids) else "",
        )
        for found in faults
    ]


def place(loc: Loc) -> str:
    """``options[1].text`` for ``("options", 1, "text")``."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def from_validation(
    error: ValidationError,
    raw: Any,
    node: Any,
    *,
    file: str,
    item: str,
    model: type[BaseModel] | None = None,
    sound: bool = True,
) -> list[Problem]:
    """One problem for each thing that pydantic found, all of them, by line.

    Where ``raw`` is not ``sound``, parts of it may be lost, so nothing is said to be missing.
    """
    problems: dict[tuple[str, str], Problem] = {}
    for detail in error.errors(include_url=False):
        if detail["type"] == "missing" and not sound:
            continue
        loc = _real_loc(detail["loc"], raw, keep_last=detail["type"] == "missing")
        message = _message(dict(detail), raw, loc, model)
        problem = fault(message, file=file, line=line_of(node, loc), item=item, where=place(loc))
        problems.setdefault((problem.where, message), problem)
    return sorted(problems.values(), key=lambda problem: problem.line)


def _real_loc(loc: Loc, raw: Any, *, keep_last: bool) -> tuple[str | int, ...]:
    """``loc`` without what pydantic adds for unions: only places that the file has."""
    real: list[str | int] = []
    value = raw
    for index, part in enumerate(loc):
        below: Any = value
        if isinstance(below, (list, tuple)):
            below = dict(enumerate(below)) if isinstance(part, int) else {}
        if isinstance(below, dict) and part in below:
            value = below[part]
        elif not (keep_last and index == len(loc) - 1):
            continue
        real.append(part)
    return tuple(real)


def _message(
    detail: dict[str, Any], raw: Any, loc: tuple[str | int, ...], model: type[BaseModel] | None
) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    found = abbreviate(resolve(detail.get("input")))
    if kind == "missing":
        if isinstance(loc[-1], int):
            return f"a list of {loc[-1] + 1} or more expected"
        return f"the field {loc[-1]!r} is missing"
    if kind == "too_long":
        most, length = context["max_length"], context["actual_length"]
        return f"a list of at most {most} expected, found {length} entries"
    if kind == "extra_forbidden":
        known = _field_names(model) if len(loc) == 1 else []
        close = get_close_matches(str(loc[-1]), known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        return f"unknown field {loc[-1]!r}{hint}"
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags")
        return f"expected {expected}, found {found}"
    if kind == "union_tag_not_found":
        return "the field 'format' is missing"
    if kind in ("tuple_type", "list_type"):
        return f"a list expected, found {found}"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return f"a mapping of fields expected, found {found}"
    message = str(detail["msg"]).removeprefix("Value error, ")
    if message.startswith("Input should be "):
        return f"expected {message.removeprefix('Input should be ')}, found {found}"
    return " ".join(message.split())


def _field_names(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items()]
