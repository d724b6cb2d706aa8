"""JSON Schema of items, bank files, forms, blueprints, schemes and roles, for other tools."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from mlinterview.model.blueprint import Blueprint
from mlinterview.model.form import Form
from mlinterview.model.registry import item_adapter
from mlinterview.model.role import RoleProfile
from mlinterview.model.scheme import Scheme

__all__ = [
    "blueprint_json_schema",
    "form_json_schema",
    "item_json_schema",
    "role_json_schema",
    "scheme_json_schema",
]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: what pydantic calls the bounds of fields that a function of ours reads
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def item_json_schema(*, file: bool = False) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one item, or with ``file`` of a bank file: a list of items.

    >>> import mlinterview as mli
    >>> sorted(mli.item_json_schema())[:2]
    ['$defs', '$schema']
    """
    schema = _standard(item_adapter().json_schema(mode="validation", by_alias=True))
    definitions = schema.pop("$defs", {})
    if file:
        schema = {"type": "array", "items": schema, "title": "A file of mlinterview items"}
    return {"$schema": _DIALECT, **schema, "$defs": definitions}


def form_json_schema() -> dict[str, Any]:
    """JSON Schema of a form."""
    return {"$schema": _DIALECT, **_standard(TypeAdapter(Form).json_schema())}


def role_json_schema() -> dict[str, Any]:
    """JSON Schema of a role profile; its id may be left to the file's name."""
    schema = _standard(TypeAdapter(RoleProfile).json_schema())
    schema["required"] = [name for name in schema["required"] if name != "id"]
    return {"$schema": _DIALECT, **schema}


def blueprint_json_schema() -> dict[str, Any]:
    """JSON Schema of a blueprint; a file may leave out the id, which its name gives."""
    schema = _standard(TypeAdapter(Blueprint).json_schema())
    return {"$schema": _DIALECT, **{k: v for k, v in schema.items() if k != "required"}}


def scheme_json_schema() -> dict[str, Any]:
    """JSON Schema of a marking scheme."""
    return {"$schema": _DIALECT, **_standard(TypeAdapter(Scheme).json_schema())}


def _standard(schema: Any) -> Any:
    """The schema with the bounds of numbers under the names of the standard."""
    if isinstance(schema, dict):
        return {
            _BOUNDS.get(name, name) if isinstance(value, (int, float)) else name: _standard(value)
            for name, value in schema.items()
        }
    return [_standard(entry) for entry in schema] if isinstance(schema, list) else schema
