"""Counting forms again, item by item and in exact numbers, without the model they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from mlinterview.assembly._demands import Demand, demands, number
from mlinterview.assembly._information import Parameters
from mlinterview.assembly._results import Check
from mlinterview.assembly._supply import Earlier, amount
from mlinterview.assembly._tolerances import nearnesses
from mlinterview.bank._faults import place
from mlinterview.errors import AssemblyError
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.item import Item

__all__ = ["Chosen", "verify"]

#: the items of one form, by section of the blueprint
Chosen = Sequence[Sequence[Item]]


def verify(
    blueprint: Blueprint,
    forms: Sequence[Chosen],
    earlier: Sequence[Earlier],
    parameters: Parameters,
) -> tuple[Check, ...]:
    """What each form holds against each demand.

    Raises:
        AssemblyError: a form does not meet the blueprint.
    """
    faults = [
        f"form {at}: {fault}"
        for at, form in enumerate(forms, 1)
        for fault in _faults(blueprint, form, earlier)
    ]
    checks = [
        *(_checked(demand, forms, parameters) for demand in demands(blueprint)),
        *_between(blueprint, forms, parameters),
    ]
    faults += (
        f"{check.place}: {check.label}: {check.asked} expected, found {check.found}"
        for check in checks
        if not check.met
    )
    if faults:
        raise AssemblyError(
            "the forms found do not meet the blueprint, which is a fault of the library: "
            + "; ".join(faults)
        )
    return tuple(checks)


def _checked(demand: Demand, forms: Sequence[Chosen], parameters: Parameters) -> Check:
    found = [_counted(demand, form, parameters) for form in forms]
    met = all(
        value is not None
        and (demand.low is None or demand.low <= value)
        and (demand.high is None or value <= demand.high)
        for value in found
    )
    return Check(
        place=place(demand.place),
        label=demand.label,
        asked=demand.asked(),
        found=tuple(None if value is None else float(value) for value in found),
        met=met,
    )


def _counted(demand: Demand, form: Chosen, parameters: Parameters) -> Fraction | None:
    """What the form has of it; None where an item does not tell, or there is no mean."""
    parts = form if demand.section is None else [form[demand.section]]
    items = [item for part in parts for item in part]
    amounts = [
        amount(item, demand, parameters)
        for item in items
        if demand.which is None or demand.which.takes(item)
    ]
    total = Fraction(0)
    for value in amounts:
        if value is None:
            return None
        total += value
    if demand.measure == "difficulty":
        return total / len(amounts) if amounts else None
    return total


def _between(
    blueprint: Blueprint, forms: Sequence[Chosen], parameters: Parameters
) -> Iterator[Check]:
    """What is asked for between any two forms."""
    if len(forms) < 2:
        return
    ids = [{item.id for part in form for item in part} for form in forms]
    shared = max(len(one & other) for one, other in combinations(ids, 2))
    most = blueprint.overlap
    yield Check(
        place="overlap",
        label="items that two forms share",
        asked="any number" if most is None else f"at most {most}",
        found=(float(shared),),
        met=most is None or shared <= most,
        between=True,
    )
    for near in nearnesses(blueprint):
        values = [_counted(near.demand, form, parameters) for form in forms]
        known = [value for value in values if value is not None]
        apart = max(known) - min(known) if len(known) == len(values) else None
        yield Check(
            place=place(near.place),
            label=f"two forms apart in {near.demand.label}",
            asked=f"at most {number(near.apart)}",
            found=(None if apart is None else float(apart),),
            met=apart is not None and apart <= near.apart,
            between=True,
        )


def _faults(blueprint: Blueprint, form: Chosen, earlier: Sequence[Earlier]) -> Iterator[str]:
    """What no form may have, and what every form must."""
    items = [item for part in form for item in part]
    ids = Counter(item.id for item in items)
    included = blueprint.included()
    if not items:
        yield "no item stands on it"
    for name, count in ids.items():
        if count > 1:
            yield f"the item {name} stands on it {count} times"
    for name in included:
        if name not in ids:
            yield f"the item {name}, which is included, is missing"
    for section, part in zip(blueprint.sections, form, strict=False):
        own = {item.id for item in part}
        for name in section.include:
            if name not in own:
                yield f"the item {name} stands in another section"
        for item in part:
            inside = section.where is None or section.where.takes(item)
            if not inside and item.id not in section.include:
                yield f"the item {item.id} does not belong into its section"
    banned: Mapping[str, str] = {
        **dict.fromkeys(blueprint.exclude, "is excluded"),
        **{name: f"stands in {each.name}" for each in earlier for name in each.ids},
    }
    for item in items:
        if item.id in banned:
            yield f"the item {item.id} {banned[item.id]}"
        if item.id in included:
            continue
        if item.status not in blueprint.status or item.pool not in blueprint.pool:
            yield f"the item {item.id} has status {item.status} and pool {item.pool}"
        if blueprint.where is not None and not blueprint.where.takes(item):
            yield f"the item {item.id} is outside 'where'"
    for one, other in combinations(items, 2):
        if other.id in one.enemies or one.id in other.enemies:
            yield f"the items {one.id} and {other.id} are enemies"
        if one.family is not None and one.family == other.family:
            yield f"the items {one.id} and {other.id} are of one family"
    for group in blueprint.enemies:
        if len(both := [item.id for item in items if item.id in group]) > 1:
            yield f"the blueprint makes the items {' and '.join(both)} enemies"
    homes: dict[str, set[int]] = {}
    for at, part in enumerate(form):
        for item in part:
            if item.stimulus is not None:
                homes.setdefault(item.stimulus, set()).add(at)
    for stimulus, sections in homes.items():
        if len(sections) > 1:
            yield f"the items of the stimulus {stimulus} stand in {len(sections)} sections"
