"""What a blueprint names that a bank does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mlinterview.bank.blueprints import earlier_form
from mlinterview.errors import FormError, UnknownNameError
from mlinterview.model.blueprint import Blueprint, Selection
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.registry import format_names
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["blueprint_faults"]

Place = tuple[str | int, ...]
#: conditions whose values pydantic has checked
_CLOSED = frozenset({"difficulty", "bloom", "pool"})


def blueprint_faults(
    blueprint: Blueprint,
    items: Mapping[str, Item],
    declared: Collection[str],
    taxonomy: Taxonomy,
    schemes: Collection[str],
    forms: Mapping[str, Form],
) -> Iterator[tuple[Place, str]]:
    """Each name that leads nowhere, with its place.

    ``declared`` are the ids of all items, those included that did not load.
    """
    for at, which in _selections(blueprint):
        for kind, values in which.conditions():
            if kind in _CLOSED:
                continue
            known = format_names() if kind == "format" else list(taxonomy.ids(kind))
            for value in values:
                if value not in known:
                    yield (*at, kind), UnknownNameError(kind, value, known).message
    for at, names in _item_lists(blueprint):
        for number, name in enumerate(names):
            if name not in declared:
                yield (*at, number), UnknownNameError("item", name, list(declared)).message
            elif name not in items and at[-1] == "include":
                yield (*at, number), f"the item {name!r} has faults of its own, and did not load"
    scheme = blueprint.scheme
    if scheme is not None and scheme not in schemes and not scheme.endswith((".yaml", ".yml")):
        yield ("scheme",), UnknownNameError("scheme", scheme, list(schemes)).message
    for number, name in enumerate(blueprint.not_in):
        try:
            earlier_form(name, forms, blueprint.folder)
        except (UnknownNameError, FormError) as error:
            yield ("not_in", number), " ".join(str(error).split())


def _selections(blueprint: Blueprint) -> Iterator[tuple[Place, Selection]]:
    if blueprint.where is not None:
        yield ("where",), blueprint.where
    for at, cell in enumerate(blueprint.cells):
        yield ("cells", at), cell
    for number, section in enumerate(blueprint.sections):
        if section.where is not None:
            yield ("sections", number, "where"), section.where
        for at, cell in enumerate(section.cells):
            yield ("sections", number, "cells", at), cell


def _item_lists(blueprint: Blueprint) -> Iterator[tuple[Place, tuple[str, ...]]]:
    yield ("include",), blueprint.include
    yield ("exclude",), blueprint.exclude
    for number, group in enumerate(blueprint.enemies):
        yield ("enemies", number), group
    for number, section in enumerate(blueprint.sections):
        yield ("sections", number, "include"), section.include
