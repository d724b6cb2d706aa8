"""How far two judgements of the same answers agree, with intervals.

Quadratic weighted kappa: Cohen, "Weighted kappa" (Psychological Bulletin 70, 1968). Expected
calibration error: Guo et al., "On Calibration of Modern Neural Networks" (arXiv 1706.04599).
Isotonic regression by pooling adjacent violators: Barlow et al., "Statistical Inference under
Order Restrictions" (1972). Intervals are percentiles over items drawn with replacement.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = [
    "calibration_error",
    "cohen_kappa",
    "f1",
    "isotonic",
    "mean",
    "partial_r",
    "quadratic_kappa",
    "resampled",
]

T = TypeVar("T")

#: draws of items for an interval
_DRAWS = 400


def mean(values: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(values) / len(values) if values else None


def quadratic_kappa(pairs: Sequence[tuple[int, int]], levels: int) -> float | None:
    """Agreement of two judgements on ``levels`` ordered levels, 1 at most; None where undefined.

    >>> quadratic_kappa([(0, 0), (1, 1), (2, 2)], 3)
    1.0
    """
    if not pairs or levels < 2:
        return None
    count = len(pairs)
    left, right = [0] * levels, [0] * levels
    for one, other in pairs:
        left[one] += 1
        right[other] += 1
    seen = sum((one - other) ** 2 for one, other in pairs) / count
    chance = sum(
        left[one] * right[other] * (one - other) ** 2
        for one in range(levels)
        for other in range(levels)
    ) / (count * count)
    return None if chance == 0 else 1 - seen / chance


def cohen_kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Agreement of two yes-or-no judgements beyond chance."""
    return quadratic_kappa([(int(one), int(other)) for one, other in pairs], 2)


def f1(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """F1 of the first judgement against the second; None where neither ever says yes.

    >>> f1([(True, True), (True, False), (False, False)])
    0.6666666666666666
    """
    both = sum(one and other for one, other in pairs)
    either = sum(one + other for one, other in pairs)
    return None if either == 0 else 2 * both / either


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float | None:
    """The mean distance between stated probability and share that came true, over equal bins."""
    if not pairs:
        return None
    total = 0.0
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [p for p in pairs if low <= p[0] < high or (number == bins - 1 and p[0] == 1)]
        if inside:
            stated = sum(chance for chance, _ in inside)
            true = sum(right for _, right in inside)
            total += abs(stated - true)
    return total / len(pairs)


def partial_r(
    error: Sequence[float], length: Sequence[float], given: Sequence[float]
) -> float | None:
    """Correlation of error and length with ``given`` held fixed; None where undefined.

    (Pearson's formula of the first order: (r12 - r13 r23) / sqrt((1 - r13^2)(1 - r23^2)).)
    """
    one, two, three = _r(error, length), _r(error, given), _r(length, given)
    if one is None:
        return None
    two, three = two or 0.0, three or 0.0
    rest = (1 - two * two) * (1 - three * three)
    return None if rest <= 0 else (one - two * three) / math.sqrt(rest)


def _r(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    if len(xs) < 3:
        return None
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    xx = sum((x - x_mean) ** 2 for x in xs)
    yy = sum((y - y_mean) ** 2 for y in ys)
    if xx == 0 or yy == 0:
        return None
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / math.sqrt(
        xx * yy
    )


def isotonic(
    pairs: Sequence[tuple[float, bool]], least: int = 1
) -> tuple[tuple[float, float], ...]:
    """Knots of the rising map from sureness to the share that was right.

    Blocks of fewer than ``least`` answers are joined with the next one. The ends are drawn in as
    by one answer of each kind, so that no probability is 0 or 1.
    """
    blocks: list[list[float]] = []  # right, count, sum of sureness
    alike: dict[float, list[float]] = {}
    for sureness, right in sorted(pairs):
        block = alike.setdefault(sureness, [0.0, 0.0, 0.0])
        block[0] += right
        block[1] += 1
        block[2] += sureness
    for block in alike.values():
        blocks.append(block)
        while len(blocks) > 1 and (
            blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1] or blocks[-2][1] < least
        ):
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    if len(blocks) > 1 and blocks[-1][1] < least:
        last = blocks.pop()
        blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    merged: list[list[float]] = []
    for block in blocks:  # drawing in the ends can make a small block overtake its neighbour
        merged.append(block)
        while len(merged) > 1 and _chance(merged[-2]) > _chance(merged[-1]):
            last = merged.pop()
            merged[-1] = [one + other for one, other in zip(merged[-1], last, strict=True)]
    knots: list[tuple[float, float]] = []
    for block in merged:
        at = round(block[2] / block[1], 4)
        if not knots or at > knots[-1][0]:
            knots.append((at, round(_chance(block), 4)))
    return tuple(knots)


def _chance(block: list[float]) -> float:
    """The share that was right, drawn in as by one answer of each kind."""
    return (block[0] + 0.5) / (block[1] + 1)


def resampled(
    groups: Sequence[Sequence[T]], figure: Callable[[list[T]], float | None]
) -> tuple[float, float] | None:
    """The 95% interval of a figure over groups drawn with replacement; None where undefined."""
    if len(groups) < 2:
        return None
    drawn = random.Random("intervals")
    values = []
    for _ in range(_DRAWS):
        sample = [entry for _ in groups for entry in groups[drawn.randrange(len(groups))]]
        value = figure(sample)
        if value is not None:
            values.append(value)
    if len(values) < _DRAWS // 2:
        return None
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1]
