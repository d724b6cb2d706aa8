"""An item as JSON, with or without what gives its key away."""

from __future__ import annotations

from typing import Any

from mlinterview.model.item import Item

__all__ = ["KEY_FIELDS", "item_record"]

#: fields that give the key away, at whatever level they stand
KEY_FIELDS = frozenset(
    {
        "accept",
        "accept_pattern",
        "answer",
        "bands",
        "before",
        "correct",
        "derivation",
        "derive",
        "explanation",
        "feedback",
        "match",
        "misconception",
        "parameters",
        "proof",
        "range",
        "references",
        "reject",
        "rubric",
        "sample_answer",
        "solved",
        "tolerance",
        "weight",
    }
)


def item_record(item: Item, *, key: bool = False, seed: int | None = None) -> dict[str, Any]:
    """The item's fields and its place in the taxonomy, JSON-ready.

    Args:
        key: keep the fields that give the key away; else they are left out at every level, and
            steps to be ordered stand in a drawn order.
        seed: draws the parameters and the order of the options.
    """
    drawn = item.variant(seed)
    record: dict[str, Any] = drawn.model_dump(mode="json", by_alias=True, exclude_none=True)
    place = item.placement
    record |= {
        "category": place.category,
        "areas": list(place.areas),
        "tasks": list(place.tasks),
        "subtasks": list(item.subtasks),
        "skills": list(place.skills),
        "roles": list(item.roles),
    }
    if seed is not None:
        record["seed"] = seed
    order = drawn.order(seed, drawn.id)
    if "steps" in record and not key:
        record["steps"] = _sorted(record["steps"], order)
    elif "options" in record and order:
        record["options"] = _sorted(record["options"], order)
    if not key:
        record = _without_key(record)
    return record


def _sorted(entries: list[dict[str, Any]], order: tuple[str, ...]) -> list[dict[str, Any]]:
    by_id = {entry["id"]: entry for entry in entries}
    return [by_id[identity] for identity in order]


def _without_key(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_key(entry) for name, entry in value.items() if name not in KEY_FIELDS
        }
    if isinstance(value, list):
        return [_without_key(entry) for entry in value]
    return value
