"""What a random order of the steps earns, exactly, under every `ordering` policy."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from math import comb, factorial, prod

from mlinterview.graders._guess import Guess
from mlinterview.graders._ordering_policies import (
    COUNTS,
    POLICIES,
    OrderingPolicy,
    Steps,
    full_count,
)
from mlinterview.model._orders import (
    MAX_ORDERS,
    Before,
    as_pairs,
    closure,
    decided,
    orders_by_index,
)

__all__ = ["ordering_guess"]

_MAX_PARTITIONED = 40
_MAX_RUNS = 100
_MAX_NET = 100
_MAX_PRIME = 14
_MAX_ENUMERATED = 9
_MAX_COMPARISONS = factorial(7) * 2_520


def ordering_guess(policy: OrderingPolicy, steps: Steps, before: Before | None = None) -> Guess:
    """Return what no response (0) and a random order of the n steps earn.

    The mean is over all n! orders. Total orders have closed forms: 1/n! for
    `all_or_nothing`; 1/n for `absolute`, `next_*` and `one_previous_and_next`; 1/2 for
    `kendall`; 1 - (n + 1)/(3n) for `displacement`; `kendall_net` from the distribution of
    inversions (Mahonian numbers); `longest_subset` from hook lengths (Schensted 1961), to 40
    steps; `longest_run` from the distribution of runs (David and Barton 1962), to 100 steps.

    With `before`: `all_or_nothing` is the number of valid orders over n!, `kendall` 1/2,
    `kendall_net` from the distribution of broken pairs; the others go through all orders,
    to 9 steps at most. None where the number of steps is past these bounds. Ticking all is
    undefined.
    """
    if policy not in POLICIES:
        raise ValueError(f"no ordering policy {policy!r}: one of {', '.join(POLICIES)}")
    pairs = None if before is None else as_pairs(before)
    mean = _mean(policy, tuple(steps), pairs)
    return Guess(0.0, None, None if mean is None else float(mean))


@lru_cache(maxsize=512)
def _mean(policy: OrderingPolicy, steps: Steps, before: Before | None) -> Fraction | None:
    n = len(steps)
    if n < 2:
        return Fraction(1)
    if policy == "kendall":
        return Fraction(1, 2)
    if policy == "kendall_net":
        above = closure(steps, before) if before else tuple((1 << j) - 1 for j in range(n))
        pairs = len(decided(steps, before)) if before else comb(n, 2)
        return _mean_net(above, pairs)
    if before is None:
        return _mean_total(policy, n)
    orders = orders_by_index(steps, before, MAX_ORDERS)
    if policy == "all_or_nothing":
        return Fraction(len(orders), factorial(n))
    return _mean_best(policy, orders)


def _mean_total(policy: OrderingPolicy, n: int) -> Fraction | None:
    match policy:
        case "all_or_nothing":
            return Fraction(1, factorial(n))
        case "displacement":
            return 1 - Fraction(n + 1, 3 * n)
        case "longest_subset":
            return _mean_longest_subset(n) if n <= _MAX_PARTITIONED else None
        case "longest_run":
            return _mean_longest_run(n) if n <= _MAX_RUNS else None
        case _:
            return Fraction(1, n)


def _mean_longest_subset(n: int) -> Fraction:
    """Return the mean of `longest_subset`, by the shapes of Young tableaux.

    As many orders have a longest increasing subsequence of length l as there are pairs of
    standard tableaux whose first row is l long; the hook lengths count tableaux.
    """
    total = 0
    for shape in _partitions(n, n):
        columns = [sum(row > j for row in shape) for j in range(shape[0])]
        hooks = prod(
            row - j + columns[j] - i - 1 for i, row in enumerate(shape) for j in range(row)
        )
        length = shape[0] if shape[0] > 1 else 0
        total += length * (factorial(n) // hooks) ** 2
    return Fraction(total, n * factorial(n))


def _partitions(n: int, largest: int) -> Iterator[tuple[int, ...]]:
    if n == 0:
        yield ()
    for first in range(min(n, largest), 0, -1):
        for rest in _partitions(n - first, first):
            yield (first, *rest)


def _mean_longest_run(n: int) -> Fraction:
    """Return the mean of `longest_run`, whose runs are ascents of the inverse permutation.

    With r = m + 1, orders without a run longer than m have the exponential generating
    function 1 / sum over k of (x^(rk)/(rk)! - x^(rk+1)/(rk+1)!).
    """
    total, shorter = 0, 1
    for m in range(2, n + 1):
        counts = [1]
        for size in range(1, n + 1):
            counts.append(
                sum(
                    (comb(size, j) if j % (m + 1) == 1 else -comb(size, j)) * counts[size - j]
                    for j in range(1, size + 1)
                    if j % (m + 1) <= 1
                )
            )
        total += m * (counts[n] - shorter)
        shorter = counts[n]
    return Fraction(total, n * factorial(n))


def _mean_net(above: tuple[int, ...], pairs: int) -> Fraction | None:
    """Return the mean of max(0, 1 - 2 x broken pairs / pairs) over all orders.

    `above` gives for each step the set of steps decided to come before it, as a bit mask.
    """
    n = len(above)
    if n > _MAX_NET:
        return None
    bits = factorial(n).bit_length()
    counts = _broken_pairs(tuple(range(n)), above, bits)
    if counts is None:
        return None
    digit = (1 << bits) - 1
    total = sum((counts >> bits * k & digit) * (pairs - 2 * k) for k in range((pairs + 1) // 2))
    return Fraction(total, pairs * factorial(n))


def _broken_pairs(steps: tuple[int, ...], above: tuple[int, ...], bits: int) -> int | None:
    """Return how many orders of the steps break k decided pairs, for every k.

    The counts are the digits, to the base 2^bits, of one integer: a polynomial at z =
    2^bits. Parts with no pair between them are shuffled freely (a multinomial coefficient),
    parts with every pair between them give its q-analogue; what falls into no parts goes
    through its subsets, to 14 steps.
    """
    if len(steps) == 1:
        return 1
    for linked in (True, False):
        parts = _parts(steps, above, linked)
        if len(parts) > 1:
            inner = [_broken_pairs(part, above, bits) for part in parts]
            ways = _shuffles(list(map(len, parts)), 0 if linked else bits)
            known = [count for count in inner if count is not None]
            return prod(known, start=ways) if len(known) == len(inner) else None
    if len(steps) > _MAX_PRIME:
        return None
    after = [sum((above[j] >> i & 1) << at for at, j in enumerate(steps)) for i in steps]
    counts = [1] + [0] * ((1 << len(steps)) - 1)
    for placed in range(1, 1 << len(steps)):
        for last in range(len(steps)):
            if placed >> last & 1:
                broken = (after[last] & placed).bit_count()
                counts[placed] += counts[placed ^ 1 << last] << bits * broken
    return counts[-1]


def _parts(steps: tuple[int, ...], above: tuple[int, ...], linked: bool) -> list[tuple[int, ...]]:
    """Return the connected parts of the graph of decided (or of undecided) pairs."""
    left, parts = set(steps), []
    while left:
        part = [left.pop()]
        for i in part:
            near = {j for j in left if bool((above[i] >> j | above[j] >> i) & 1) == linked}
            left -= near
            part.extend(near)
        parts.append(tuple(part))
    return parts


def _shuffles(sizes: list[int], bits: int) -> int:
    """Return the multinomial coefficient, or for bits > 0 its q-analogue at q = 2^bits."""
    numbers = [
        ((1 << bits * k) - 1) // ((1 << bits) - 1) if bits else k for k in range(1, sum(sizes) + 1)
    ]
    return prod(numbers) // prod(prod(numbers[:size]) for size in sizes)


def _mean_best(policy: OrderingPolicy, orders: tuple[tuple[int, ...], ...]) -> Fraction | None:
    """Return the mean over all responses of the best count over the valid orders.

    Goes down from the highest count: the responses that some valid order gives it and no
    higher count reached before. Ends once every response has its count.
    """
    n = len(orders[0])
    if n > _MAX_ENUMERATED or factorial(n) * len(orders) > _MAX_COMPARISONS:
        return None
    count = COUNTS[policy]
    by_count: dict[int, list[bytes]] = {}
    for ranks in permutations(range(n)):
        by_count.setdefault(count(ranks), []).append(bytes(ranks))
    tables = [bytes(order) + bytes(256 - n) for order in orders]
    reached: set[bytes] = set()
    total = 0
    for value in sorted(by_count, reverse=True):
        before = len(reached)
        for table in tables:
            if len(reached) == factorial(n):
                break
            reached.update(ranks.translate(table) for ranks in by_count[value])
        total += value * (len(reached) - before)
    return Fraction(total, full_count(policy, n) * factorial(n))
