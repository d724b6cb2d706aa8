"""The sums behind classical item statistics, all items at once. Formulas: docs/guides/analysis.md.

Rows of the working tables are items, so that whatever runs along persons runs along memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlinterview.analysis._products import cross, weighted_sums
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["LEAST", "Table", "UpperLower", "divided", "fisher_interval", "tidy"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_SLACK = 1e-9
#: correlations, alpha and comparisons of groups are not given for fewer persons
LEAST = 5
#: the share of persons in the upper and in the lower group (Kelley 1939)
TAIL = 0.27
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class UpperLower:
    """Mean share of the best and of the worst 27%, and how many answers each rests on."""

    upper: Floats
    lower: Floats
    n_upper: Floats
    n_lower: Floats


class Table:
    """A matrix of scores with what many statistics share. Items are rows here.

    Attributes:
        x: points, 0 where none count.
        given: where points count.
        whole: whether they count everywhere.
        maxima: full marks of each item.
        n: persons of each item.
        missing: cells where none count.
        usable: items with enough persons to count in reliability and weights.
    """

    def __init__(self, matrix: ScoreMatrix) -> None:
        points = np.ascontiguousarray(matrix.points.T)
        self.given: Bools = ~np.isnan(points)
        self.whole = bool(self.given.all())
        self.x: Floats = points if self.whole else np.where(self.given, points, 0.0)
        self.maxima: Floats = np.array([item.max_points for item in matrix.items], dtype=float)
        self.n: NDArray[np.int64] = np.count_nonzero(self.given, axis=1)
        self.k: int = points.shape[0]
        self.persons: int = points.shape[1]
        self.missing: int = self.given.size - int(self.n.sum())
        self.usable: Bools = self.n >= LEAST

    @cached_property
    def due(self) -> Floats:
        """Each person's maximum over the items given."""
        if self.whole:
            return np.full(self.persons, self.maxima.sum())
        return weighted_sums(self.given.T.astype(float), self.maxima)

    @cached_property
    def totals(self) -> Floats:
        """Each person's points."""
        return np.asarray(self.x.sum(axis=0))

    @cached_property
    def mean(self) -> Floats:
        """Mean points of each item; NaN without persons."""
        return divided(self.x.sum(axis=1), self.n)

    @cached_property
    def centred(self) -> Floats:
        """Points less the item's mean, 0 where none count."""
        values = self.x - np.nan_to_num(self.mean)[:, None]
        return values if self.whole else np.where(self.given, values, 0.0)

    @cached_property
    def constant(self) -> Bools:
        """Items on which everybody has the same points."""
        above = self.x if self.whole else np.where(self.given, self.x, -np.inf)
        below = self.x if self.whole else np.where(self.given, self.x, np.inf)
        spread = above.max(axis=1, initial=-np.inf) - below.min(axis=1, initial=np.inf)
        return np.asarray(~(spread > _SLACK * self.maxima))

    @cached_property
    def binary(self) -> Bools:
        """Items on which everybody has 0 or full marks."""
        found = np.zeros(self.k, dtype=bool)
        for item, (row, full) in enumerate(zip(self.x, self.maxima, strict=True)):
            ends = np.count_nonzero(row == full) + np.count_nonzero(row == 0)
            # seldom asked: sums of parts miss full marks by a rounding
            found[item] = ends == len(row) or (
                np.abs(row * (row - full)).max() <= _SLACK * full * full
            )
        return found

    @cached_property
    def variance(self) -> Floats:
        """Variance of each item, with n - 1."""
        sums = np.einsum("jn,jn->j", self.centred, self.centred)
        return np.where(self.constant, 0.0, divided(sums, self.n - 1))

    @cached_property
    def covariance(self) -> Floats:
        """Items by items; of items not given to all over the persons given both. NaN below 2."""
        if self.whole:
            found: Floats = divided(cross(self.centred.T, self.centred.T), self.persons - 1)
        else:
            centred, given = self.centred.T, self.given.T.astype(float)
            pairs, sums = cross(given, given), cross(centred, given)
            products = cross(centred, centred) - divided(sums * sums.T, pairs, 0.0)
            found = divided(products, pairs - 1)
        found[self.constant] = found[:, self.constant] = 0.0
        return found

    @cached_property
    def fewest_pairs(self) -> int:
        """The fewest persons that any two usable items have in common."""
        if self.whole or self.k < 2:
            return self.persons
        given = self.given.T.astype(float)
        pairs = cross(given, given)[np.ix_(self.usable, self.usable)]
        return round(float(pairs.min())) if pairs.size else 0

    @cached_property
    def paired(self) -> Bools:
        """Where an item and at least one other were given."""
        if self.k < 2:
            return np.zeros_like(self.given)
        if self.whole:
            return self.given
        return np.asarray(self.given & (self.given.sum(axis=0) > 1))

    @cached_property
    def n_paired(self) -> NDArray[np.int64]:
        """Persons with an item and at least one other."""
        return np.asarray(self.paired.sum(axis=1))

    @cached_property
    def _rest(self) -> tuple[Floats, Floats]:
        """Means over the persons of their rest shares, and the shares less their mean."""
        if self.k < 2:
            return np.full(self.k, np.nan), np.zeros_like(self.x)
        found, means = np.empty_like(self.x), np.empty(self.k)
        for item, rest in enumerate(found):  # each while it is in the processor's cache
            np.subtract(self.totals, self.x[item], out=rest)
            if self.whole:
                rest *= 1 / float(self.maxima.sum() - self.maxima[item])
                means[item] = rest.mean()
                rest -= means[item]
            else:
                paired, due = self.paired[item], self.due - self.maxima[item]
                rest /= np.where(due > 0, due, 1.0)
                rest[~paired] = 0.0
                means[item] = divided(rest.sum(), self.n_paired[item])
                rest -= np.nan_to_num(means[item])
                rest[~paired] = 0.0
        return means, found

    @property
    def rest_mean(self) -> Floats:
        """Mean share of the other items' points, for each item."""
        return self._rest[0]

    @property
    def rest_centred(self) -> Floats:
        """Share of the other items' points less its mean, 0 where it does not count."""
        return self._rest[1]

    @cached_property
    def rest_variance(self) -> Floats:
        """Variance of ``rest`` with n - 1; 0 where it is one value."""
        sums = np.einsum("jn,jn->j", self.rest_centred, self.rest_centred)
        found = divided(sums, self.n_paired - 1)
        return np.where(found > _SLACK**2, found, 0.0)

    @cached_property
    def _own(self) -> tuple[Floats, Floats]:
        """Points centred over the persons with a rest score, and their variance."""
        if self.whole or (self.paired == self.given).all():
            return self.centred, self.variance
        values = np.where(self.paired, self.x, 0.0)
        means = divided(values.sum(axis=1), self.n_paired)
        centred = np.where(self.paired, self.x - np.nan_to_num(means)[:, None], 0.0)
        variance = divided(np.einsum("jn,jn->j", centred, centred), self.n_paired - 1)
        return centred, np.where(variance > (_SLACK * self.maxima) ** 2, variance, 0.0)

    @cached_property
    def rest_covariance(self) -> Floats:
        """Covariance of each item with its rest score."""
        sums = np.einsum("jn,jn->j", self._own[0], self.rest_centred)
        return divided(sums, self.n_paired - 1)

    @cached_property
    def discrimination(self) -> Floats:
        """Corrected item-rest correlation; NaN where undefined."""
        return tidy(divided(self.rest_covariance, self.spread))

    @cached_property
    def spread(self) -> Floats:
        """Product of the standard deviations of each item and its rest score."""
        return np.asarray(np.sqrt(self._own[1] * self.rest_variance))

    @cached_property
    def best_covariance(self) -> Floats:
        """Covariance of each item with its rest score when both are sorted."""
        sums = np.empty(self.k)
        for item, full in enumerate(self.maxima.tolist()):
            own, rest = self._own[0][item], self.rest_centred[item]
            if not self.whole:
                own, rest = own[self.paired[item]], rest[self.paired[item]]
            if self.whole and self.binary[item]:  # sorted, full marks stand at the end
                below = self.persons - round(float(self.x[item].sum() / full))
                if below < self.persons:
                    rest = np.partition(rest, below)
                sums[item] = full * rest[below:].sum()
            else:
                sums[item] = np.sort(own) @ np.sort(rest)
        return divided(sums, self.n_paired - 1)

    @cached_property
    def with_total(self) -> Floats:
        """Covariance of each usable item with the sum of them; NaN for the others."""
        sums = self.covariance[:, self.usable].sum(axis=1)
        return np.where(self.usable, sums, np.nan)

    @cached_property
    def shares(self) -> Floats:
        """Each person's share of the points of the items given; NaN where none were."""
        return divided(self.totals, self.due)

    def upper_lower(self) -> UpperLower:
        """Mean shares of the best and the worst 27%; persons tied at a border count in part."""
        here = ~np.isnan(self.shares)
        upper = np.zeros(self.persons)
        lower = np.zeros(self.persons)
        shares = self.shares[here]
        upper[here], lower[here] = _tail(-shares), _tail(shares)
        found = []
        for weights in (upper, lower):
            if self.whole:
                mass = np.full(self.k, weights.sum())
                squares = np.full(self.k, (weights**2).sum())
            else:
                given = self.given.astype(float)
                mass, squares = weighted_sums(given, weights), weighted_sums(given, weights**2)
            means = divided(weighted_sums(self.x, weights) / self.maxima, mass)
            # without the noise that keeps full marks of all from being 1
            found.append((np.round(means, 12), divided(mass**2, squares, 0.0)))
        (high, n_high), (low, n_low) = found
        return UpperLower(high, low, n_high, n_low)


def _tail(order: Floats) -> Floats:
    """Weights of the 27% lowest by ``order``; those tied at the border share what is left."""
    weights = np.zeros(order.size)
    if not order.size:
        return weights
    size = TAIL * order.size
    values = np.round(order, 12)
    last = min(order.size - 1, int(np.ceil(size - _SLACK)) - 1)
    border = np.partition(values, last)[last]
    inside, tied = values < border, values == border
    weights[inside] = 1.0
    weights[tied] = (size - inside.sum()) / tied.sum()
    return weights


def tidy(r: Floats) -> Floats:
    """Correlations within -1 and 1, without the noise that makes 0 negative or breaks a tie."""
    return np.asarray(np.round(np.clip(r, -1.0, 1.0), 12) + 0.0, dtype=np.float64)


def divided(top: NDArray[Any], bottom: object, other: float = np.nan) -> Floats:
    """``top / bottom`` where that is above 0, else ``other``; without a warning."""
    below = np.asarray(bottom, dtype=float)
    fine = below > 0
    return np.where(fine, top / np.where(fine, below, 1.0), other)


def fisher_interval(r: Floats, n: object) -> tuple[Floats, Floats]:
    """95% intervals of correlations by Fisher's z; NaN below 4 persons.

    tanh(atanh r -+ 1.96/sqrt(n - 3)).
    """
    z = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15))
    reach = divided(np.full_like(z, _Z), np.sqrt(np.maximum(np.asarray(n, dtype=float) - 3, 0)))
    return np.tanh(z - reach), np.tanh(z + reach)
