"""Scoring policies of `ordering`.

A response is seen as the ranks of its steps in the key: the key abcd answered bacd is
(1, 0, 2, 3). Each policy counts something in the ranks, and the share of the item's points is
that count over the count of the key. The definitions but `kendall`, `kendall_net` and
`displacement` are those of Moodle's ordering question (qtype_ordering, "Grading types").
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import get_args

from mlinterview.model._orders import (
    MAX_ORDERS,
    Before,
    Steps,
    TooManyOrders,
    as_pairs,
    check_before,
    decided,
    linear_extensions,
    orders_by_index,
)
from mlinterview.model.scheme import OrderingPolicy

__all__ = [
    "POLICIES",
    "Before",
    "OrderingPolicy",
    "Steps",
    "TooManyOrders",
    "check_before",
    "linear_extensions",
    "order_share",
]

POLICIES: tuple[OrderingPolicy, ...] = get_args(OrderingPolicy)


def order_share(
    policy: OrderingPolicy, key: Steps, response: Steps, before: Before | None = None
) -> float:
    """Return the share of the points that an order of the steps earns; range [0, 1].

    With n steps:

    - `all_or_nothing`: 1 for the key, else 0
    - `absolute`: steps in their right position / n
    - `next_excluding_last`: steps followed by their right successor / (n - 1)
    - `next_including_last`: the same, the last step counting if it stands last / n
    - `one_previous_and_next`: right predecessors and right successors, the list's start and
      end counting as neighbours / 2n
    - `kendall`: pairs in right order / pairs, which is (1 + Kendall's tau)/2
    - `kendall_net`: max(0, 2 x kendall - 1), so that a reversed half of the pairs earns 0
    - `longest_subset`: length of the longest increasing subsequence / n, below 2 it is 0
    - `longest_run`: the longest run of neighbours in the key that stand in that order in the
      response, where others may stand between / n, below 2 it is 0
    - `displacement`: sum over steps of n - 1 - |position - right position| / n(n - 1)

    With `before` (pairs as `check_before` accepts them) every order that keeps the pairs
    earns 1. The two kendall policies count only pairs that are decided, directly or by
    transitivity; every other policy takes its best value over all valid orders.

    Raises `ValueError` unless the response names every step of the key once.
    """
    if len(set(key)) < len(key) or len(response) != len(key) or set(response) != set(key):
        raise ValueError("expected every step once")
    if policy not in POLICIES:
        raise ValueError(f"no ordering policy {policy!r}: one of {', '.join(POLICIES)}")
    pairs = None if before is None else as_pairs(before)
    return _order_share(policy, tuple(key), tuple(response), pairs)


@lru_cache(maxsize=4096)
def _order_share(
    policy: OrderingPolicy, key: Steps, response: Steps, before: Before | None
) -> float:
    place = {step: position for position, step in enumerate(response)}
    positions = [place[step] for step in key]
    pairs = tuple(combinations(range(len(key)), 2)) if before is None else decided(key, before)
    kept = sum(positions[i] < positions[j] for i, j in pairs)
    if kept == len(pairs):
        return 1.0
    if policy == "kendall":
        return kept / len(pairs)
    if policy == "kendall_net":
        return max(0, 2 * kept - len(pairs)) / len(pairs)
    if policy == "all_or_nothing":
        return 0.0
    count, full = COUNTS[policy], full_count(policy, len(key))
    order = sorted(range(len(key)), key=positions.__getitem__)
    if before is None:
        return count(order) / full
    return max(count([ranks[i] for i in order]) for ranks in _ranks(key, before)) / full


@lru_cache(maxsize=64)
def _ranks(key: Steps, before: Before) -> tuple[tuple[int, ...], ...]:
    """Return for every valid order the rank that it gives to each step of the key."""
    orders = orders_by_index(key, before, MAX_ORDERS)
    return tuple(tuple(sorted(range(len(key)), key=order.__getitem__)) for order in orders)


def full_count(policy: OrderingPolicy, n: int) -> int:
    """Return what the policy counts in the key itself."""
    match policy:
        case "next_excluding_last":
            return n - 1
        case "one_previous_and_next":
            return 2 * n
        case "displacement":
            return n * (n - 1)
        case _:
            return n


def _in_place(ranks: Sequence[int]) -> int:
    return sum(position == rank for position, rank in enumerate(ranks))


def _followed(ranks: Sequence[int]) -> int:
    return sum(b == a + 1 for a, b in pairwise(ranks))


def _followed_or_last(ranks: Sequence[int]) -> int:
    return _followed(ranks) + (ranks[-1] == len(ranks) - 1)


def _neighbours(ranks: Sequence[int]) -> int:
    # Each right neighbourhood is seen from both of its steps; the ends from one.
    return 2 * _followed(ranks) + (ranks[0] == 0) + (ranks[-1] == len(ranks) - 1)


def _longest_subset(ranks: Sequence[int]) -> int:
    tails: list[int] = []
    for rank in ranks:
        at = bisect_left(tails, rank)
        tails[at : at + 1] = [rank]
    return len(tails) if len(tails) > 1 else 0


def _longest_run(ranks: Sequence[int]) -> int:
    positions = sorted(range(len(ranks)), key=ranks.__getitem__)
    longest = run = 1
    for a, b in pairwise(positions):
        run = run + 1 if a < b else 1
        longest = max(longest, run)
    return longest if longest > 1 else 0


def _nearness(ranks: Sequence[int]) -> int:
    furthest = len(ranks) - 1
    return sum(furthest - abs(position - rank) for position, rank in enumerate(ranks))


COUNTS: dict[OrderingPolicy, Callable[[Sequence[int]], int]] = {
    "absolute": _in_place,
    "next_excluding_last": _followed,
    "next_including_last": _followed_or_last,
    "one_previous_and_next": _neighbours,
    "longest_subset": _longest_subset,
    "longest_run": _longest_run,
    "displacement": _nearness,
}
"""What each policy counts in the ranks of a response; the others go by pairs or by the key."""
