"""JSON Schema of items, bank files, forms and schemes, for editors and other tools."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from mlinterview.model.form import Form
from mlinterview.model.registry import item_adapter
from mlinterview.model.scheme import Scheme

__all__ = ["form_json_schema", "item_json_schema", "scheme_json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def item_json_schema(*, file: bool = False) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one item, or with ``file`` of a bank file: a list of items.

    >>> import mlinterview as mli
    >>> sorted(mli.item_json_schema())[:2]
    ['$defs', '$schema']
    """
    schema = item_adapter().json_schema(mode="validation", by_alias=True)
    definitions = schema.pop("$defs", {})
    if file:
        schema = {"type": "array", "items": schema, "title": "A file of mlinterview items"}
    return {"$schema": _DIALECT, **schema, "$defs": definitions}


def form_json_schema() -> dict[str, Any]:
    """JSON Schema of a form."""
    return {"$schema": _DIALECT, **TypeAdapter(Form).json_schema(mode="validation")}


def scheme_json_schema() -> dict[str, Any]:
    """JSON Schema of a marking scheme."""
    return {"$schema": _DIALECT, **TypeAdapter(Scheme).json_schema(mode="validation")}
