"""A loaded bank as one text of JSON, and the way back, which needs no YAML and is quick.

What the models read from YAML in Python (plain scalars, short forms, slots, expressions) is done
with by then. So each model's own schema serves a second time without these functions, and all
items are checked and built in one pass of pydantic's compiled code: fields, types, ids, bounds.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel
from pydantic_core import SchemaValidator, core_schema

from mlinterview.bank.bank import Bank
from mlinterview.bank.source import Entries, Source
from mlinterview.model._base import Reads
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.confidence import ConfidenceMap
from mlinterview.model.form import Form
from mlinterview.model.item import Item, Placement, Stimulus, settle
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.problem import Problem
from mlinterview.model.registry import BUILT_IN, plugin_problems
from mlinterview.model.role import RoleProfile
from mlinterview.model.scheme import Scheme
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["compile_bank", "compile_lexicon", "revive_bank", "revive_lexicon"]

_PLACES = ("category", "areas", "tasks", "subtasks", "skills", "roles")


def compile_bank(bank: Bank) -> bytes | None:
    """The bank as text; None where it cannot be kept (a format of a plug-in, a file elsewhere)."""
    items = list(bank.values())
    if any(BUILT_IN.get(item.format) is not type(item) for item in items):
        return None
    sources = [bank.sources[item.id] for item in items]
    if any(Path(source.file).is_absolute() for source in sources):
        return None
    files = sorted({source.file for source in sources})
    places: dict[tuple[Any, ...], int] = {}
    placed = [
        places.setdefault(tuple(getattr(item.placement, name) for name in _PLACES), len(places))
        for item in items
    ]
    lines = set(plugin_problems())
    beside = {
        "title": bank.title,
        "language": bank.language,
        "profile": bank.profile,
        "scheme": bank.scheme,
        "taxonomy": _dumped(bank.taxonomy),
        "own_taxonomy": None if bank.own_taxonomy is None else _dumped(bank.own_taxonomy),
        "schemes": [_dumped(scheme) for scheme in bank.schemes.values()],
        "forms": [_dumped(form) for form in bank.forms.values()],
        "blueprints": [_dumped(blueprint) for blueprint in bank.blueprints.values()],
        "stimuli": [_dumped(stimulus) for stimulus in bank.stimuli.values()],
        "lexicon": None if bank.own_lexicon is None else _lexicon_fields(bank.own_lexicon),
        "confidence": None if bank.own_confidence is None else _confidence(bank.own_confidence),
        "roles": None if bank.own_roles is None else [*map(_dumped, bank.own_roles.values())],
        "problems": [each.as_json() for each in bank.problems if each.message not in lines],
        "files": files,
        "sources": [[files.index(s.file), s.line, s.index] for s in sources],
        "places": list(places),
        "placed": placed,
        "parametrised": {item.id: item.as_written() for item in items if item.parametrised},
    }
    dumps = (item.model_dump_json(by_alias=True, exclude_unset=True) for item in items)
    return f"{json.dumps(beside)}\n[{','.join(dumps)}]".encode()


def revive_bank(text: bytes, root: Path) -> Bank:
    """The bank that the text was made of.

    Raises:
        ValueError: the text holds no bank, or something in it that no bank holds.
    """
    with _no_collecting():
        head, _, body = text.partition(b"\n")
        beside = json.loads(head)
        items: list[Item] = _items_validator().validate_json(body)
        stimuli = _revived(Stimulus, beside["stimuli"], "id")
        entries = [Entries(root / file, root) for file in beside["files"]]
        placements: dict[tuple[int, str | None], Placement] = {}
        sources: dict[str, Source] = {}
        by_id: dict[str, Item] = {}
        at = zip(items, beside["placed"], beside["sources"], strict=True)
        for item, place, (file, line, index) in at:
            key = (place, item.stimulus)
            placement = placements.get(key)
            if placement is None:
                stimulus = None if item.stimulus is None else stimuli[item.stimulus]
                placement = _placement(beside["places"][place], stimulus, root / "questions")
                placements[key] = placement
            settle(item, placement, beside["parametrised"].get(item.id))
            by_id[item.id] = item
            sources[item.id] = Source(beside["files"][file], line, entries[file], index)
        lexicon, confidence = beside["lexicon"], beside["confidence"]
        own, roles = beside["own_taxonomy"], beside["roles"]
        problems = [Problem(**problem) for problem in beside["problems"]]
        problems += (Problem("E01", "warning", message=line) for line in plugin_problems())
        return Bank(
            by_id,
            taxonomy=_revived_one(Taxonomy, beside["taxonomy"]),
            problems=tuple(problems),
            root=root,
            title=beside["title"],
            language=beside["language"],
            profile=beside["profile"],
            scheme=beside["scheme"],
            schemes=_revived(Scheme, beside["schemes"], "name"),
            forms=_revived(Form, beside["forms"], "id"),
            blueprints={
                name: blueprint.in_folder(root / "questions" / "exams")
                for name, blueprint in _revived(Blueprint, beside["blueprints"], "id").items()
            },
            stimuli=stimuli,
            own_taxonomy=None if own is None else _revived_one(Taxonomy, own),
            own_lexicon=None if lexicon is None else _lexicon_of(lexicon),
            own_confidence=None if confidence is None else _confidence_of(confidence),
            own_roles=None if roles is None else _revived(RoleProfile, roles, "id"),
            sources=sources,
        )


def _placement(place: list[Any], stimulus: Stimulus | None, root: Path) -> Placement:
    category, areas, tasks, subtasks, skills, roles = place
    return Placement(
        category,
        tuple(areas),
        tuple(tasks),
        tuple(subtasks),
        tuple(skills),
        tuple(roles),
        stimulus,
        root,
    )


def compile_lexicon(lexicon: Lexicon) -> bytes:
    """A lexicon as text."""
    return json.dumps(_lexicon_fields(lexicon)).encode()


def revive_lexicon(text: bytes) -> Lexicon:
    """The lexicon that the text was made of.

    Raises:
        ValueError: the text holds none.
    """
    return _lexicon_of(json.loads(text))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the garbage collector: it would look again and again at objects that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _dumped(model: BaseModel) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _revived_one(model: type[Any], dump: Any) -> Any:
    return _validator(model.__name__).validate_json(json.dumps(dump))


def _revived(model: type[Any], dumps: list[Any], name: str) -> dict[str, Any]:
    found = [_revived_one(model, dump) for dump in dumps]
    return {getattr(each, name): each for each in found}


def _lexicon_fields(lexicon: Lexicon) -> dict[str, Any]:
    return {
        "terms": dict(lexicon.terms),
        "confusable": sorted(sorted(pair) for pair in lexicon.confusable),
        "classes": dict(lexicon.classes),
        "poles": dict(lexicon.poles),
        "opposites": dict(lexicon.opposites),
        "cased": sorted(lexicon.cased),
    }


def _lexicon_of(fields: dict[str, Any]) -> Lexicon:
    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(words) for key, words in fields[name].items()}

    return Lexicon(
        lists("terms"),
        frozenset(map(frozenset, fields["confusable"])),
        lists("classes"),
        lists("poles"),
        fields["opposites"],
        frozenset(fields["cased"]),
    )


def _confidence(confidence: ConfidenceMap) -> dict[str, Any]:
    return {"knots": confidence.knots, "answers": dict(confidence.answers)}


def _confidence_of(fields: dict[str, Any]) -> ConfidenceMap:
    knots = tuple((float(x), float(y)) for x, y in fields["knots"])
    return ConfidenceMap(knots, fields["answers"])


@cache
def _items_validator() -> SchemaValidator:
    """A list of items of the built-in formats, as they were dumped."""
    definitions: dict[str, Any] = {}
    choices = {name: _read_back(cls, definitions) for name, cls in BUILT_IN.items()}
    union = core_schema.tagged_union_schema(choices, discriminator="format")
    return _compiled(core_schema.list_schema(union), definitions)


#: what lies beside the items
_BESIDE = {
    model.__name__: model for model in (Taxonomy, Scheme, Form, Blueprint, Stimulus, RoleProfile)
}


@cache
def _validator(name: str) -> SchemaValidator:
    definitions: dict[str, Any] = {}
    return _compiled(_read_back(_BESIDE[name], definitions), definitions)


def _compiled(schema: Any, definitions: dict[str, Any]) -> SchemaValidator:
    if definitions:
        schema = core_schema.definitions_schema(schema, list(definitions.values()))
    try:
        # else each model would be read by the validator that its class has already
        return SchemaValidator(schema, _use_prebuilt=False)
    except TypeError:  # a pydantic that has no such thing
        return SchemaValidator(schema)


def _read_back(model: type[BaseModel], definitions: dict[str, Any]) -> Any:
    """The model's schema for values that it has read before; shared parts go to definitions."""
    schema = _plain(model.__pydantic_core_schema__)
    if schema["type"] == "definitions":
        definitions.update((each["ref"], each) for each in schema["definitions"])
        schema = schema["schema"]
    return schema


#: keys of a schema that hold no schemas
_OPAQUE = frozenset({"cls", "config", "function", "metadata", "serialization"})


def _plain(schema: Any) -> Any:
    """The schema without functions in Python."""
    if isinstance(schema, dict):
        kind = schema.get("type")
        if kind == "function-plain":
            function = cast("Callable[..., Any]", schema["function"]["function"])
            return dict(cast("dict[str, Any]", Reads.schemas_read_back[function]))
        if kind in ("function-before", "function-after"):
            inner = _plain(schema["schema"])
            return {**inner, "ref": schema["ref"]} if "ref" in schema else inner
        return {
            key: value if key in _OPAQUE else _plain(value)
            for key, value in schema.items()
            if key != "post_init"  # private attributes, which `settle` sets
        }
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    return schema
