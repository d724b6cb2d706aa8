"""The grading type of Moodle's ordering question that comes nearest to a policy.

The definitions are those of ``qtype_ordering`` ("Grading types"); ``kendall`` is its
RELATIVE_ALL_PREVIOUS_AND_NEXT, which sees each pair in right order from both of its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mlinterview.graders._ordering_policies import order_share
from mlinterview.interchange._scoring import SAME, Gap, orders
from mlinterview.model.ordering import Ordering
from mlinterview.model.scheme import OrderingPolicy

__all__ = ["GRADING_TYPES", "Sequence", "ordering"]

#: our policy to Moodle's name of the same rule
GRADING_TYPES: Mapping[OrderingPolicy, str] = {
    "all_or_nothing": "ALL_OR_NOTHING",
    "absolute": "ABSOLUTE_POSITION",
    "next_excluding_last": "RELATIVE_NEXT_EXCLUDE_LAST",
    "next_including_last": "RELATIVE_NEXT_INCLUDE_LAST",
    "one_previous_and_next": "RELATIVE_ONE_PREVIOUS_AND_NEXT",
    "kendall": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "longest_subset": "LONGEST_ORDERED_SUBSET",
    "longest_run": "LONGEST_CONTIGUOUS_SUBSET",
    "displacement": "RELATIVE_TO_CORRECT",
}


@dataclass(frozen=True, slots=True)
class Sequence:
    """An ordering question of Moodle's: its grading type, and how far that is from our policy."""

    grading_type: str
    gap: Gap


def ordering(
    item: Ordering, policy: OrderingPolicy, without: Collection[OrderingPolicy] = ()
) -> Sequence:
    """The grading type for an item: the same rule where Moodle has it, else the nearest.

    Nearest is the smallest difference at its largest, over the orders of the steps; of equals the
    smallest mean square. Moodle knows one right order; an item's other right orders are in the gap.

    Args:
        without: rules that the file cannot name.
    """
    ids = item.step_ids
    places = {step: str(place) for place, step in enumerate(ids)}
    before = None
    if item.before is not None:
        before = tuple((places[a], places[b]) for a, b in item.before)
    chosen, largest, worst, here, there = _nearest(policy, len(ids), before, tuple(sorted(without)))
    response = [ids[place] for place in worst]
    return Sequence(GRADING_TYPES[chosen], Gap(largest, response, here, there))


@lru_cache(maxsize=512)
def _nearest(
    policy: OrderingPolicy,
    count: int,
    before: tuple[tuple[str, str], ...] | None,
    without: tuple[OrderingPolicy, ...],
) -> tuple[OrderingPolicy, float, tuple[int, ...], float, float]:
    key = tuple(map(str, range(count)))
    given = [tuple(order) for order in orders(key)]
    ours = [order_share(policy, key, order, before) for order in given]
    found: list[tuple[float, float, OrderingPolicy, int, float]] = []
    for rule in GRADING_TYPES:
        if rule in without:
            continue
        theirs = [order_share(rule, key, order) for order in given]
        apart = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
        worst = max(range(len(given)), key=apart.__getitem__)
        square = sum(distance**2 for distance in apart)
        largest = apart[worst] if apart[worst] > SAME else 0.0
        # a rule of the same name is the same for every order, those not looked at too
        exact = rule == policy and before is None
        largest = -1.0 if exact else largest
        found.append((round(largest, 6), round(square, 6), rule, worst, theirs[worst]))
    largest, _, rule, worst, there = min(found, key=lambda entry: entry[:2])
    largest = max(0.0, largest)
    return rule, largest, tuple(map(int, given[worst])), ours[worst], there
