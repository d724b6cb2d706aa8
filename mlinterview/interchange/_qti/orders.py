"""Scoring of ``ordering`` in QTI's terms: rules that count in the positions of the steps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

from mlinterview.graders._ordering_policies import full_count
from mlinterview.interchange._qti import rules as r
from mlinterview.interchange._qti.elements import identifier
from mlinterview.interchange._qti.scoring import RESPONSE, SCORE, Answer, Scoring, all_or_nothing
from mlinterview.model._orders import decided
from mlinterview.model.ordering import Ordering
from mlinterview.model.scheme import OrderingPolicy

__all__ = ["ordering"]

#: steps from which on rules for all pairs would swell the file; then all or nothing
_MOST_STEPS = 25
_COUNT = "COUNT"


def ordering(item: Ordering, points: float, policy: OrderingPolicy) -> Scoring:
    """The policy, exactly; with ``before`` and a policy that is not about pairs, its value for the
    bank's order, or all points where every pair is kept.
    """
    steps = item.step_ids
    answer = Answer(RESPONSE, "ordered", "identifier", tuple(map(identifier, steps)))
    if len(steps) > _MOST_STEPS or (policy == "all_or_nothing" and item.before is None):
        return all_or_nothing(answer, points)
    counted = _COUNTED.get(policy)
    rules: list[Element] = []
    counters = [_COUNT, *_positions(len(steps))]
    if counted is not None:
        rules, share = counted(len(steps)), _scaled(points, full_count(policy, len(steps)))
        counters += _further(policy, len(steps))
        if item.before is not None:
            rules, counters = _or_all_pairs(item, rules, share, points, counters)
        else:
            rules = [*rules, r.set_to(SCORE, share)]
    else:
        pairs = _pairs(item)
        rules = [r.when(_earlier(i, j), r.add(_COUNT, r.constant(1))) for i, j in pairs]
        rules.append(_of_pairs(policy, len(pairs), points))
    placed = [*_place(steps), *rules]
    return Scoring([answer], [r.choose([(r.is_null(RESPONSE), [_none()])], placed)], None, counters)


def _pairs(item: Ordering) -> list[tuple[int, int]]:
    if item.before is None:
        return list(combinations(range(len(item.steps)), 2))
    return list(decided(item.step_ids, item.before))


def _of_pairs(policy: OrderingPolicy, pairs: int, points: float) -> Element:
    """``kendall``, ``kendall_net`` and, for a partial order, ``all_or_nothing``."""
    if policy == "kendall":
        return r.set_to(SCORE, _scaled(points, pairs))
    full = r.set_to(SCORE, r.constant(points))
    if policy == "all_or_nothing":
        return r.when(r.operator("gte", r.variable(_COUNT), r.constant(pairs)), full)
    # 2 x kept - pairs, over pairs, where that is above 0
    doubled = r.operator("product", r.constant(2), r.variable(_COUNT))
    net = r.minus(doubled, r.constant(pairs))
    share = r.operator("divide", r.operator("product", r.constant(points), net), r.constant(pairs))
    half = r.constant(pairs / 2)
    return r.when(r.operator("gt", r.variable(_COUNT), half), r.set_to(SCORE, share))


def _scaled(points: float, full: int) -> Element:
    """Points for the share ``COUNT`` / ``full``."""
    product = r.operator("product", r.constant(points), r.variable(_COUNT))
    return r.operator("divide", product, r.constant(full))


def _none() -> Element:
    return r.set_to(SCORE, r.constant(0))


def _or_all_pairs(
    item: Ordering, rules: list[Element], share: Element, points: float, counters: list[str]
) -> tuple[list[Element], list[str]]:
    pairs = _pairs(item)
    kept = [r.when(_earlier(i, j), r.add("KEPT", r.constant(1))) for i, j in pairs]
    score = r.choose(
        [
            (
                r.operator("gte", r.variable("KEPT"), r.constant(len(pairs))),
                [r.set_to(SCORE, r.constant(points))],
            )
        ],
        [r.set_to(SCORE, share)],
    )
    return [*rules, *kept, score], [*counters, "KEPT"]


# ---- positions: POSITION_1 is where the key's first step stands in the response


def _position(step: int) -> str:
    return f"POSITION_{step + 1}"


def _positions(n: int) -> list[str]:
    return [_position(step) for step in range(n)]


def _place(steps: tuple[str, ...]) -> list[Element]:
    return [
        r.choose(
            [
                (
                    r.same(
                        r.operator("index", r.variable(RESPONSE), n=str(place + 1)),
                        r.identifier_value(identifier(step)),
                    ),
                    [r.set_to(_position(index), r.constant(place + 1))],
                )
                for place in range(len(steps))
            ]
        )
        for index, step in enumerate(steps)
    ]


def _earlier(i: int, j: int) -> Element:
    return r.operator("lt", r.variable(_position(i)), r.variable(_position(j)))


def _follows(i: int, j: int) -> Element:
    """Whether step ``j`` stands right after step ``i``."""
    gap = r.minus(r.variable(_position(j)), r.variable(_position(i)))
    return r.operator("equal", gap, r.constant(1), toleranceMode="exact")


def _stands(step: int, place: int) -> Element:
    return r.operator(
        "equal", r.variable(_position(step)), r.constant(place + 1), toleranceMode="exact"
    )


def _count(condition: Element, worth: int = 1) -> Element:
    return r.when(condition, r.add(_COUNT, r.constant(worth)))


def _absolute(n: int) -> list[Element]:
    return [_count(_stands(step, step)) for step in range(n)]


def _followed(n: int, worth: int = 1) -> list[Element]:
    return [_count(_follows(i, j), worth) for i, j in pairwise(range(n))]


def _followed_or_last(n: int) -> list[Element]:
    return [*_followed(n), _count(_stands(n - 1, n - 1))]


def _neighbours(n: int) -> list[Element]:
    return [*_followed(n, 2), _count(_stands(0, 0)), _count(_stands(n - 1, n - 1))]


def _displacement(n: int) -> list[Element]:
    return [
        r.choose(
            [
                (_stands(step, place), [r.add(_COUNT, r.constant(n - 1 - abs(place - step)))])
                for place in range(n)
            ]
        )
        for step in range(n)
    ]


def _more(name: str, than: str) -> Element:
    return r.operator("gt", r.variable(name), r.variable(than))


def _at_least_two() -> Element:
    two = r.operator("lt", r.variable(_COUNT), r.constant(2))
    return r.when(two, r.set_to(_COUNT, r.constant(0)))


def _longest_run(n: int) -> list[Element]:
    rules = [r.set_to("RUN", r.constant(1)), r.set_to(_COUNT, r.constant(1))]
    for i, j in pairwise(range(n)):
        longer = r.add("RUN", r.constant(1))
        rules.append(r.choose([(_earlier(i, j), [longer])], [r.set_to("RUN", r.constant(1))]))
        rules.append(r.when(_more("RUN", _COUNT), r.set_to(_COUNT, r.variable("RUN"))))
    return [*rules, _at_least_two()]


def _length(step: int) -> str:
    return f"LENGTH_{step + 1}"


def _longest_subset(n: int) -> list[Element]:
    """For every step the longest rising row that ends with it."""
    rules = []
    for j in range(n):
        rules.append(r.set_to(_length(j), r.constant(1)))
        for i in range(j):
            one_more = r.operator("sum", r.variable(_length(i)), r.constant(1))
            longer = r.operator("gt", one_more, r.variable(_length(j)))
            again = r.operator("sum", r.variable(_length(i)), r.constant(1))
            rules.append(r.when(r.both([_earlier(i, j), longer]), r.set_to(_length(j), again)))
        rules.append(r.when(_more(_length(j), _COUNT), r.set_to(_COUNT, r.variable(_length(j)))))
    return [*rules, _at_least_two()]


_COUNTED: dict[OrderingPolicy, Callable[[int], list[Element]]] = {
    "absolute": _absolute,
    "displacement": _displacement,
    "longest_run": _longest_run,
    "longest_subset": _longest_subset,
    "next_excluding_last": _followed,
    "next_including_last": _followed_or_last,
    "one_previous_and_next": _neighbours,
}


def _further(policy: OrderingPolicy, n: int) -> list[str]:
    """The outcomes that a policy's rules use besides ``COUNT`` and the positions."""
    if policy == "longest_run":
        return ["RUN"]
    return [_length(step) for step in range(n)] if policy == "longest_subset" else []
