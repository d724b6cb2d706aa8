"""Which items of a bank a blueprint may use, in which sections, and why the others are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mlinterview.assembly._demands import Demand, demands, exact
from mlinterview.assembly._index import Index
from mlinterview.assembly._information import Parameters, information
from mlinterview.bank.bank import Bank
from mlinterview.errors import BlueprintError
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.item import Item

__all__ = ["Earlier", "Supply", "amount", "supply_of"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The items of an earlier form: its name, its place in ``not_in``, their ids."""

    name: str
    place: int
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Supply:
    """The items that may be used, by id, so that the order of the bank's files changes nothing.

    Attributes:
        items: those that may be used, with those that ``exclude`` and ``not_in`` bar.
        sections: for each of them the numbers of the sections it may stand in.
        barred: id to the place in the blueprint that bars it.
        left_out: id to the reason why it may not be used at all.
    """

    items: tuple[Item, ...]
    sections: tuple[tuple[int, ...], ...]
    barred: Mapping[str, tuple[str | int, ...]]
    left_out: Mapping[str, str]
    parameters: Parameters


def amount(item: Item, demand: Demand, parameters: Parameters) -> Fraction | None:
    """What the item adds to what is counted; None where it does not tell."""
    match demand.measure:
        case "items":
            return Fraction(1)
        case "points":
            return exact(item.points)
        case "minutes":
            return None if item.minutes is None else exact(item.minutes)
        case "difficulty":
            return None if item.difficulty is None else Fraction(item.difficulty)
        case "information":
            return information(item, demand.ability, parameters)


def supply_of(
    bank: Bank, blueprint: Blueprint, earlier: Sequence[Earlier], parameters: Parameters
) -> Supply:
    """Look at every item of the bank once.

    Raises:
        BlueprintError: an item of ``include`` lacks what the blueprint counts.
    """
    included = set(blueprint.included())
    needed = _needed(blueprint)
    own: dict[str, set[int]] = {}
    for at, section in enumerate(blueprint.sections):
        for name in section.include:
            own.setdefault(name, set()).add(at)
    ids = sorted(bank)
    index = Index([bank[item_id] for item_id in ids])
    meets = [
        None if part.where is None else index.matching(part.where) for part in blueprint.parts()
    ]
    inside = None if blueprint.where is None else index.matching(blueprint.where)
    used = {name: ("not_in", form.place) for form in earlier for name in form.ids}
    excluded = set(blueprint.exclude)
    items, sections = [], []
    barred: dict[str, tuple[str | int, ...]] = {}
    left_out: dict[str, str] = {}
    for number, item_id in enumerate(ids):
        item = bank[item_id]
        lacking = next((name for name, has in needed if not has(item)), None)
        if item_id in included:
            if lacking:
                raise BlueprintError(
                    f"include: the item {item_id!r} has no {lacking}, which the blueprint counts"
                )
        else:
            reason = _reason(item, blueprint) or (lacking and f"no {lacking}")
            if not reason and inside is not None and number not in inside:
                reason = "outside 'where'"
            if reason:
                left_out[item_id] = reason
                continue
        if item_id in own:
            places = tuple(sorted(own[item_id]))
        else:
            places = tuple(at for at, met in enumerate(meets) if met is None or number in met)
        if not places:
            left_out[item_id] = "in no section's 'where'"
            if item_id not in included:
                continue
        if item_id in excluded:
            barred[item_id] = ("exclude",)
        elif item_id in used:
            barred[item_id] = used[item_id]
        items.append(item)
        sections.append(places)
    return Supply(tuple(items), tuple(sections), barred, left_out, parameters)


def _reason(item: Item, blueprint: Blueprint) -> str | None:
    if item.status not in blueprint.status:
        return f"status {item.status}"
    if item.pool not in blueprint.pool:
        return f"pool {item.pool}"
    return None


def _needed(blueprint: Blueprint) -> list[tuple[str, Callable[[Item], bool]]]:
    measures = {demand.measure for demand in demands(blueprint)}
    tolerance = blueprint.tolerance
    found: list[tuple[str, Callable[[Item], bool]]] = []
    if "minutes" in measures or tolerance.minutes is not None:
        found.append(("minutes", lambda item: item.minutes is not None))
    if "difficulty" in measures or tolerance.difficulty is not None:
        found.append(("difficulty", lambda item: item.difficulty is not None))
    return found
