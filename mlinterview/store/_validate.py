"""From a mapping of fields to a record, or to the reasons why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mlinterview.errors import abbreviate
from mlinterview.model.records import ResponseRecord
from mlinterview.store._documents import Raw
from mlinterview.store._problems import ProblemList
from mlinterview.store._settle import Items, settle

__all__ = ["fault_lines", "response_record", "validated"]

M = TypeVar("M", bound=BaseModel)


def response_record(
    raw: Raw, items: Items, problems: ProblemList, *, form: str | None = None
) -> ResponseRecord | None:
    """The record of these fields; None, and problems, where they make none.

    ``form`` is the id of the form for records that name none.
    """
    fields = dict(raw.fields)
    item = fields.get("item")
    item_id = str(item).strip() if isinstance(item, (str, int, float)) else ""
    if not item_id:
        problems.add(raw.line, "the id of an item expected", where=_at(raw, "item"), value=item)
        return None
    try:
        fields["response"] = settle(fields.get("response"), item_id, items)
    except ValueError as error:
        problems.add(raw.line, str(error), where=_at(raw, "response"))
        return None
    if form is not None and fields.get("form") is None:
        fields["form"] = form
    return validated(ResponseRecord, fields, raw, problems)


def validated(
    model: type[M], fields: Mapping[str, Any], raw: Raw, problems: ProblemList
) -> M | None:
    """The fields as a model; None, and a problem for each fault, where they do not fit."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        for where, reason, value in fault_lines(error, model):
            problems.add(raw.line, reason, where=_at(raw, where), value=value)
    except RecursionError:
        problems.add(raw.line, "nested too deeply", where=raw.where)
    return None


def fault_lines(error: ValidationError, model: type[BaseModel]) -> list[tuple[str, str, str]]:
    """Place, reason and value of everything that pydantic found."""
    found: dict[str, tuple[str, str, str]] = {}
    for detail in error.errors(include_url=False):
        loc = detail["loc"]
        where = str(loc[0]) if loc else ""
        value = abbreviate(detail.get("input"), 40)
        reason = " ".join(str(detail["msg"]).removeprefix("Value error, ").split())
        if detail["type"] == "extra_forbidden":
            close = get_close_matches(where, list(model.model_fields), n=1)
            reason = "unknown field" + (f"; did you mean {close[0]!r}?" if close else "")
        elif detail["type"] == "missing":
            reason, value = "the field is missing", ""
        elif reason.startswith("Input should be "):
            reason = f"expected {reason.removeprefix('Input should be ')}, found {value}"
        # of a union every member tells why it does not fit; the first is enough
        found.setdefault(where, (where, reason[:300], value))
    return list(found.values())


def _at(raw: Raw, field: str) -> str:
    return ".".join(part for part in (raw.where, field) if part)
