"""Scoring policies of ordering, against the published values and a naive second reading."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.graders._ordering_policies import (
    POLICIES,
    Before,
    OrderingPolicy,
    Steps,
    order_share,
)

# Shares of the responses bacd, dabc, dcba to the key abcd, to four places.
GOLDEN: dict[OrderingPolicy, tuple[float, float, float]] = {
    "all_or_nothing": (0, 0, 0),
    "absolute": (0.5, 0, 0),
    "next_excluding_last": (0.3333, 0.6667, 0),
    "next_including_last": (0.5, 0.5, 0),
    "one_previous_and_next": (0.375, 0.5, 0),
    "kendall": (0.8333, 0.5, 0),
    "kendall_net": (0.6667, 0, 0),
    "longest_subset": (0.75, 0.75, 0),
    "longest_run": (0.75, 0.75, 0),
    "displacement": (0.8333, 0.5, 0.3333),
}
DIAMOND: Before = (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))

policies = st.sampled_from(POLICIES)


@st.composite
def partial_orders(draw: st.DrawFn, most: int = 5) -> tuple[Steps, Before]:
    """Return steps in a valid order and one or more pairs that they keep."""
    steps = tuple("abcdefgh"[: draw(st.integers(2, most))])
    pairs = st.sampled_from(list(combinations(steps, 2)))
    return steps, tuple(draw(st.lists(pairs, min_size=1, max_size=8)))


def keeps(order: Steps, before: Before) -> bool:
    """Say whether an order keeps the pairs."""
    return all(order.index(a) < order.index(b) for a, b in before)


def naive_total(policy: OrderingPolicy, key: Steps, response: Steps) -> float:
    """Score against one key, each policy in the words of its definition."""
    n = len(key)
    right_pairs = sum(keeps(response, (pair,)) for pair in combinations(key, 2))
    followers = dict(zip(key, (*key[1:], "end"), strict=True))
    given_followers = dict(zip(response, (*response[1:], "end"), strict=True))
    leaders = dict(zip(key, ("start", *key[:-1]), strict=True))
    given_leaders = dict(zip(response, ("start", *response[:-1]), strict=True))
    followed = sum(followers[s] == given_followers[s] for s in key)
    led = sum(leaders[s] == given_leaders[s] for s in key)
    subsets = [set(c) for size in range(2, n + 1) for c in combinations(key, size)]
    runs = [key[i:j] for i in range(n) for j in range(i + 2, n + 1)]
    away = sum(abs(key.index(s) - response.index(s)) for s in key)
    return {
        "all_or_nothing": float(key == response),
        "absolute": sum(key[i] == response[i] for i in range(n)) / n,
        "next_excluding_last": (followed - (key[-1] == response[-1])) / (n - 1),
        "next_including_last": followed / n,
        "one_previous_and_next": (followed + led) / (2 * n),
        "kendall": right_pairs / (n * (n - 1) / 2),
        "kendall_net": max(0.0, 2 * right_pairs / (n * (n - 1) / 2) - 1),
        "longest_subset": max(
            (
                len(s)
                for s in subsets
                if [x for x in key if x in s] == [x for x in response if x in s]
            ),
            default=0,
        )
        / n,
        "longest_run": max(
            (len(run) for run in runs if tuple(x for x in response if x in run) == run), default=0
        )
        / n,
        "displacement": 1 - away / (n * (n - 1)),
    }[policy]


def naive_partial(policy: OrderingPolicy, key: Steps, response: Steps, before: Before) -> float:
    """Score against a partial order by going through all orders that keep its pairs."""
    orders = [order for order in permutations(key) if keeps(order, before)]
    if policy in ("kendall", "kendall_net"):
        pairs = [
            (a, b) for a in key for b in key if a != b and all(keeps(o, ((a, b),)) for o in orders)
        ]
        kendall = sum(keeps(response, (pair,)) for pair in pairs) / len(pairs)
        return kendall if policy == "kendall" else max(0.0, 2 * kendall - 1)
    return max(naive_total(policy, order, response) for order in orders)


@pytest.mark.parametrize("policy", POLICIES)
def test_published_shares(policy: OrderingPolicy) -> None:
    """The three responses to abcd earn what is published for every policy."""
    found = tuple(order_share(policy, tuple("abcd"), tuple(r)) for r in ("bacd", "dabc", "dcba"))
    assert GOLDEN[policy] == pytest.approx(found, abs=5e-5)


@pytest.mark.parametrize(("response", "expected"), [("adbc", 0.75), ("acdb", 0.5)])
def test_longest_run_allows_others_between(response: str, expected: float) -> None:
    """abc counts in adbc with d between; in acdb only two neighbours of the key stand in order."""
    assert expected == order_share("longest_run", tuple("abcd"), tuple(response))


@pytest.mark.parametrize(("policy", "expected"), [("kendall", 0.6), ("kendall_net", 0.2)])
def test_published_partial_shares(policy: OrderingPolicy, expected: float) -> None:
    """badc keeps three of the five pairs that a before b and c before d decides."""
    found = order_share(policy, tuple("abcd"), tuple("badc"), DIAMOND)
    assert expected == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_order_of_the_diamond_earns_all(policy: OrderingPolicy) -> None:
    """Both orders that keep the pairs earn 1, the rest less."""
    shares = {
        "".join(response): order_share(policy, tuple("abcd"), response, DIAMOND)
        for response in permutations("abcd")
    }
    assert {"abcd", "acbd"} == {response for response, share in shares.items() if share == 1}


@given(policies, st.integers(2, 6), st.data())
def test_total_orders_score_as_defined(policy: OrderingPolicy, n: int, data: st.DataObject) -> None:
    """Every response earns what the definition says, between 0 and 1, and the key alone 1."""
    key = tuple(data.draw(st.permutations("abcdef"[:n])))
    response = tuple(data.draw(st.permutations(key)))
    share = order_share(policy, key, response)
    assert naive_total(policy, key, response) == pytest.approx(share, abs=1e-12)
    assert 0 <= share <= 1
    assert (share == 1) == (response == key)


@given(policies, partial_orders(), st.data())
@settings(deadline=None)
def test_partial_orders_score_as_defined(
    policy: OrderingPolicy, order: tuple[Steps, Before], data: st.DataObject
) -> None:
    """The best valid order counts, or the decided pairs; an order earns 1 if and only if valid."""
    key, before = order
    response = tuple(data.draw(st.permutations(key)))
    share = order_share(policy, key, response, before)
    assert naive_partial(policy, key, response, before) == pytest.approx(share, abs=1e-12)
    assert (share == 1) == keeps(response, before)


@given(policies, st.integers(2, 6), st.data())
def test_a_chain_is_a_total_order(policy: OrderingPolicy, n: int, data: st.DataObject) -> None:
    """Pairs that decide everything score as no pairs at all."""
    key = tuple("abcdef"[:n])
    chain = tuple(pairwise(key))
    response = tuple(data.draw(st.permutations(key)))
    assert order_share(policy, key, response) == order_share(policy, key, response, chain)


@pytest.mark.parametrize("response", ["abc", "abcc", "abce", "abcda", ""])
def test_a_response_names_every_step_once(response: str) -> None:
    """A step missing, twice or unknown is an error."""
    with pytest.raises(ValueError, match="every step once"):
        order_share("kendall", tuple("abcd"), tuple(response))


def test_unknown_policies_and_empty_pairs_are_errors() -> None:
    """A policy that is not there and a `before` without a pair are errors."""
    with pytest.raises(ValueError, match="no ordering policy"):
        order_share("spearman", ("a", "b"), ("a", "b"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one pair"):
        order_share("kendall", ("a", "b"), ("a", "b"), ())
