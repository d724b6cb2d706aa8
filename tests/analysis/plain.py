"""Classical item statistics once more, in plain loops by the definitions of the guide."""

from __future__ import annotations

import math
from collections.abc import Sequence

Cell = float | None
Rows = Sequence[Sequence[Cell]]


def mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def covariance(first: Sequence[float], second: Sequence[float]) -> float:
    one, two = mean(first), mean(second)
    pairs = zip(first, second, strict=True)
    return math.fsum((a - one) * (b - two) for a, b in pairs) / (len(first) - 1)


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    spread = covariance(first, first) * covariance(second, second)
    return covariance(first, second) / math.sqrt(spread) if spread > 1e-18 else None


def column(rows: Rows, item: int) -> list[float]:
    return [value for row in rows if (value := row[item]) is not None]


def rest_pairs(rows: Rows, maxima: Sequence[float], item: int) -> list[tuple[float, float]]:
    """Points on an item and share of the others' points, for those who have both."""
    pairs = []
    for row in rows:
        own = row[item]
        others = [place for place in range(len(maxima)) if place != item and row[place] is not None]
        if own is None or not others:
            continue
        earned = math.fsum(row[place] or 0.0 for place in others)
        pairs.append((own, earned / math.fsum(maxima[place] for place in others)))
    return pairs


def discrimination(rows: Rows, maxima: Sequence[float], item: int) -> float | None:
    pairs = rest_pairs(rows, maxima, item)
    return correlation([own for own, _ in pairs], [rest for _, rest in pairs])


def efficiency(rows: Rows, maxima: Sequence[float], item: int) -> float | None:
    pairs = rest_pairs(rows, maxima, item)
    own, rest = [a for a, _ in pairs], [b for _, b in pairs]
    best = covariance(sorted(own), sorted(rest))
    return covariance(own, rest) / best if best > 1e-12 else None


def item_covariance(rows: Rows, one: int, two: int) -> float:
    both = [(a, b) for row in rows if (a := row[one]) is not None and (b := row[two]) is not None]
    return covariance([a for a, _ in both], [b for _, b in both])


def alpha(rows: Rows, items: Sequence[int]) -> float | None:
    own = math.fsum(item_covariance(rows, item, item) for item in items)
    total = math.fsum(item_covariance(rows, one, two) for one in items for two in items)
    k = len(items)
    return k / (k - 1) * (1 - own / total) if total > 1e-9 else None


def weights(rows: Rows, k: int) -> list[float | None]:
    with_total = [
        math.fsum(item_covariance(rows, one, two) for two in range(k)) for one in range(k)
    ]
    roots = [math.sqrt(value) if value > 0 else 0.0 for value in with_total]
    whole = math.fsum(roots) or 1.0
    return [
        root / whole if value >= -1e-12 else None
        for root, value in zip(roots, with_total, strict=True)
    ]


def upper_lower(rows: Rows, maxima: Sequence[float], item: int) -> float | None:
    """Persons one by one into both groups, those tied at a border in equal parts."""
    shares = []
    for row in rows:
        given = [place for place in range(len(maxima)) if row[place] is not None]
        due = math.fsum(maxima[place] for place in given)
        shares.append(round(math.fsum(row[place] or 0.0 for place in given) / due, 12))
    size = 0.27 * len(rows)
    means = []
    for sign in (1, -1):
        left, mass, earned = size, 0.0, 0.0
        for level in sorted(set(shares), key=lambda share: -sign * share):
            tied = [row for row, share in zip(rows, shares, strict=True) if share == level]
            part = min(1.0, left / len(tied))
            if part <= 1e-12:
                break
            left -= part * len(tied)
            for row in tied:
                value = row[item]
                if value is not None:
                    mass += part
                    earned += part * value / maxima[item]
        if mass == 0:
            return None
        means.append(earned / mass)
    return means[0] - means[1]
