"""Partial orders: which pairs they decide, and the orders that keep them.

Steps are named by ids; `before` holds pairs (a, b): a comes before b.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import factorial
from typing import TypeAlias

__all__ = [
    "MAX_ORDERS",
    "Before",
    "Steps",
    "TooManyOrders",
    "as_pairs",
    "check_before",
    "closure",
    "decided",
    "linear_extensions",
    "orders_by_index",
]

Steps: TypeAlias = tuple[str, ...]
Before: TypeAlias = tuple[tuple[str, str], ...]

MAX_ORDERS = 5_000


class TooManyOrders(ValueError):
    """More orders keep the pairs than can be looked through."""


def check_before(steps: Sequence[str], before: Sequence[tuple[str, str]]) -> None:
    """Raise `ValueError`, with a reason of one line, unless `before` orders the steps.

    Faults: a step listed twice, no pair, an unknown id, a pair of one id, a cycle, pairs
    that `steps` itself breaks, more than 5,000 valid orders. The time is bounded by the
    number of steps times 5,000.
    """
    listed = tuple(steps)
    if len(set(listed)) < len(listed):
        raise ValueError(f"steps lists {next(s for s in listed if listed.count(s) > 1)} twice")
    pairs = as_pairs(before)
    for pair in pairs:
        if unknown := set(pair) - set(listed):
            raise ValueError(f"before names {min(unknown)}, which is no step")
        if pair[0] == pair[1]:
            raise ValueError(f"before puts {pair[0]} before itself")
    if cycle := _cycle(pairs):
        raise ValueError(f"before has a cycle: {' before '.join(cycle)}")
    for a, b in pairs:
        if listed.index(a) > listed.index(b):
            raise ValueError(f"steps lists {b} ahead of {a}, but before says {a} before {b}")
    linear_extensions(listed, pairs)


def as_pairs(before: Sequence[Sequence[str]]) -> Before:
    """Return the pairs as tuples; `ValueError` where there is none."""
    if not before:
        raise ValueError("before needs at least one pair")
    return tuple((a, b) for a, b in before)


def linear_extensions(steps: Steps, before: Before, limit: int = MAX_ORDERS) -> tuple[Steps, ...]:
    """Return every order of the steps that keeps the pairs, in lexical order by position.

    Raises `TooManyOrders` when there are more than `limit`: a prefix always extends to at
    least one order, so at most `limit` of them are alive at a time. A cycle gives no order.
    """
    return tuple(
        tuple(steps[i] for i in order)
        for order in orders_by_index(tuple(steps), tuple(before), limit)
    )


def decided(steps: Steps, before: Before) -> tuple[tuple[int, int], ...]:
    """Return the index pairs (i, j), i before j, that hold directly or by transitivity."""
    return tuple((i, j) for j, above in enumerate(closure(steps, before)) for i in _members(above))


@lru_cache(maxsize=64)
def orders_by_index(steps: Steps, before: Before, limit: int) -> tuple[tuple[int, ...], ...]:
    """Return `linear_extensions` as positions in `steps`."""
    direct = _predecessors(steps, before)
    followers = [[j for j, above in enumerate(direct) if above >> i & 1] for i in range(len(steps))]
    ready = [i for i, above in enumerate(direct) if not above]
    grown: list[tuple[tuple[int, ...], int, list[int]]] = [((), 0, ready)]
    for _ in steps:
        alive, grown = grown, []
        for prefix, placed, ready in alive:
            # Steps that are ready together may follow in any order.
            if factorial(min(len(ready), 20)) > limit or len(grown) > limit:
                raise TooManyOrders(f"before leaves more than {limit:,} valid orders")
            for i in ready:
                now = placed | 1 << i
                freed = [j for j in followers[i] if not direct[j] & ~now]
                rest = [j for j in ready if j != i]
                grown.append(((*prefix, i), now, sorted(rest + freed)))
    if len(grown) > limit:
        raise TooManyOrders(f"before leaves more than {limit:,} valid orders")
    return tuple(prefix for prefix, _, _ in grown)


def _predecessors(steps: Steps, before: Before) -> list[int]:
    """Return for each step the set of steps that a pair puts before it, as a bit mask."""
    index = {step: i for i, step in enumerate(steps)}
    above = [0] * len(steps)
    for a, b in before:
        above[index[b]] |= 1 << index[a]
    return above


@lru_cache(maxsize=256)
def closure(steps: Steps, before: Before) -> tuple[int, ...]:
    """Return the transitive closure as bit masks of the steps before each step (Warshall)."""
    above = _predecessors(steps, before)
    for k in range(len(steps)):
        for j in range(len(steps)):
            if above[j] >> k & 1:
                above[j] |= above[k]
    return tuple(above)


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _cycle(pairs: Before) -> list[str]:
    """Return the ids along one cycle, the first again at the end, or nothing."""
    after: dict[str, list[str]] = {}
    for a, b in pairs:
        after.setdefault(a, []).append(b)
    done: set[str] = set()
    for start in after:
        path, branches = [start], [iter(after[start])]
        while path and start not in done:
            step = next(branches[-1], None)
            if step is None:
                done.add(path.pop())
                branches.pop()
            elif step in path:
                return [*path[path.index(step) :], step]
            elif step not in done:
                path.append(step)
                branches.append(iter(after.get(step, ())))
    return []
