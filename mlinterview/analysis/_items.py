"""From arrays to one record an item: values, intervals, reasons, flags."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from mlinterview.analysis._beta import jeffreys
from mlinterview.analysis._choices import WHOLE, ItemChoices, Place, choices_of
from mlinterview.analysis._classical import LEAST, Floats, Table, divided, fisher_interval
from mlinterview.analysis._means import mean_intervals
from mlinterview.analysis._reliability import alpha, feldt_interval
from mlinterview.analysis._results import (
    ItemStatistics,
    Miskey,
    OptionStatistics,
    PartStatistics,
    Range,
)
from mlinterview.analysis._suspects import Suspect, suspected
from mlinterview.analysis.matrix import OptionFacts, ScoreMatrix

__all__ = ["FEW", "LEAST", "ItemMaker", "needs"]

#: from here on intervals are narrow enough to be of use
FEW = 15
#: of fewer persons a single one is 5% or more
LEAST_FOR_FUNCTION = 20
NON_FUNCTIONAL = 0.05
LOW = 0.15
EASY, HARD = 0.95, 0.1

Pairs = list[tuple[float | None, float | None]]


def needs(found: int, least: int = LEAST, noun: str = "person") -> str:
    """Why a value is not given: ``3 persons, at least 5 are needed``."""
    return f"{found} {noun}{'' if found == 1 else 's'}, at least {least} are needed"


class ItemMaker:
    """Computes what all items share once, then makes each item's record."""

    def __init__(self, matrix: ScoreMatrix, table: Table) -> None:
        self.matrix, self.table = matrix, table
        self.facility = _listed(table.mean / table.maxima)
        self.facility_interval = _ranges(*mean_intervals(table))
        self.sd = _listed(np.where(table.n > 1, np.sqrt(table.variance), np.nan))
        self.r = _listed(table.discrimination)
        self.r_interval = _ranges(*fisher_interval(table.discrimination, table.n_paired))
        best = table.best_covariance
        efficiency = np.minimum(divided(table.rest_covariance, best), 1.0)
        self.efficiency = _listed(efficiency)
        # the largest covariance that the two lists of scores allow is taken as fixed
        scale = divided(table.spread, best)
        ends = fisher_interval(table.discrimination, table.n_paired)
        self.efficiency_interval = _ranges(*(np.minimum(end * scale, 1.0) for end in ends))
        self.weight, self.weight_reason = self._weights()
        self.groups, self.groups_interval = self._groups()
        self.without = self._without()
        rows, columns = np.divmod(np.flatnonzero(matrix.unanswered), table.k)
        counted = columns[table.given[columns, rows]]
        self.unanswered = np.bincount(counted, minlength=table.k).tolist()
        self.choices = choices_of(matrix, table)
        self.paired = table.n_paired.tolist()
        self._option_ranges()

    def _weights(self) -> tuple[list[float | None], str]:
        with_total = self.table.with_total
        if np.isnan(with_total[self.table.usable]).any():
            return [None] * self.table.k, "two items were never given to the same two persons"
        # below this a covariance is noise
        with_total = np.where(np.abs(with_total) < 1e-12, 0.0, with_total)
        roots = np.sqrt(np.maximum(np.nan_to_num(with_total), 0.0))
        total = roots.sum()
        if not total > 0:
            return [None] * self.table.k, "the totals do not vary"
        found = _listed(np.where(with_total >= 0, roots / total, np.nan))
        return found, "it varies against the total"

    def _groups(self) -> tuple[list[float | None], Pairs]:
        """Upper less lower group, with the square-and-add interval of two Jeffreys intervals."""
        found = self.table.upper_lower()
        difference = found.upper - found.lower
        upper, lower = np.clip(found.upper, 0, 1), np.clip(found.lower, 0, 1)
        low, high = jeffreys(
            np.nan_to_num(np.stack([upper, lower])),
            np.maximum(np.stack([found.n_upper, found.n_lower]), 1e-9),
        )
        (u_low, l_low), (u_high, l_high) = low, high
        below = difference - np.hypot(upper - u_low, l_high - lower)
        above = difference + np.hypot(u_high - upper, lower - l_low)
        return _listed(difference), _ranges(np.maximum(below, -1.0), np.minimum(above, 1.0))

    def _without(self) -> list[float | None]:
        """Alpha of the other items."""
        usable, variances = self.table.usable, self.table.variance
        self.others = int(usable.sum()) - 1
        rows = self.table.with_total
        total, items = float(rows[usable].sum()), float(variances[usable].sum())
        found = []
        for own, row in zip(variances.tolist(), rows.tolist(), strict=True):
            rest = total - 2 * row + own
            varies = rest > 1e-12 * max(1.0, total)
            found.append(alpha(self.others, items - own, rest) if varies else None)
        return found

    def _option_ranges(self) -> None:
        """Intervals of all options of all items in one call, in the order of ``choices``."""
        self.option_share: dict[Place, Pairs] = {}
        self.option_r: dict[Place, Pairs] = {}
        if not self.choices:
            return
        held = list(self.choices.items())
        sizes = [len(choices.counts) for _, choices in held]
        counts = np.array([count for _, choices in held for count in choices.counts])
        n = np.repeat([float(choices.n) for _, choices in held], sizes)
        paired = np.repeat([self.paired[place[0]] for place, _ in held], sizes)
        shares = _ranges(*jeffreys(divided(counts, n, 0.0), np.maximum(n, 1e-9)))
        r = np.array([value for _, choices in held for value in choices.r])
        correlations = _ranges(*fisher_interval(r, paired))
        start = 0
        for (place, _), size in zip(held, sizes, strict=True):
            self.option_share[place] = shares[start : start + size]
            self.option_r[place] = correlations[start : start + size]
            start += size

    def made(self, column: int) -> ItemStatistics:
        """The record of one item."""
        item = self.matrix.items[column]
        table = self.table
        n, paired = int(table.n[column]), self.paired[column]
        reasons: dict[str, str] = {}
        facility = self.facility[column]
        if facility is None:
            reasons["facility"] = reasons["mean"] = "no score counts"
        if self.sd[column] is None:
            reasons["sd"] = needs(n, 2)
        correlated = self._correlated(column, paired, reasons)
        weight = self.weight[column] if n >= LEAST else None
        if weight is None:
            reasons["effective_weight"] = needs(n) if n < LEAST else self.weight_reason
        groups = self.groups[column] if min(n, table.persons) >= LEAST else None
        if groups is None:
            reasons["upper_lower"] = needs(n) if n < LEAST else "no score in one of the groups"
        without = self.without[column] if table.fewest_pairs >= LEAST else None
        if without is None:
            reasons["alpha_if_deleted"] = (
                needs(n)
                if n < LEAST
                else needs(self.others, 2, "other item")
                if self.others < 2
                else needs(table.fewest_pairs)
                if table.fewest_pairs < LEAST
                else "the other items' total does not vary"
            )
        guess, corrected = item.guess, None
        if guess is None:
            reasons["guess"] = reasons["facility_corrected"] = "no guess value is known"
        elif facility is not None and guess < 1:
            corrected = (facility - guess) / (1 - guess)
        elif guess >= 1:
            reasons["facility_corrected"] = "guessing earns full marks"
        options, found = self._options((column, WHOLE), item.options, item.several)
        miskey = None if found is None or paired < LEAST else _miskey(options, found)
        parts = tuple(self._part(column, number) for number in range(len(item.parts)))
        miskeys = [miskey, *(part.miskey for part in parts)]
        r = self.r[column] if correlated else None
        return ItemStatistics.model_construct(
            item_id=item.id,
            title=item.title,
            stratum=item.stratum,
            n=n,
            unanswered=self.unanswered[column],
            left_out=dict(self.matrix.left_out.get(column, {})),
            max_points=item.max_points,
            mean=None if facility is None else facility * item.max_points,
            facility=facility,
            facility_interval=_range(self.facility_interval[column]),
            guess=guess,
            facility_corrected=corrected,
            sd=self.sd[column],
            discrimination=r,
            discrimination_interval=_range(self.r_interval[column]) if correlated else None,
            discriminative_efficiency=self.efficiency[column] if correlated else None,
            discriminative_efficiency_interval=(
                _range(self.efficiency_interval[column]) if correlated else None
            ),
            effective_weight=weight,
            intended_weight=item.max_points / float(table.maxima.sum()),
            upper_lower=groups,
            upper_lower_interval=None if groups is None else _range(self.groups_interval[column]),
            alpha_if_deleted=without,
            alpha_if_deleted_interval=(
                None
                if without is None
                else feldt_interval(without, table.fewest_pairs, self.others)
            ),
            options=options,
            parts=parts,
            miskey=miskey,
            flags=self._flags(column, facility, corrected, r, options, miskeys),
            reasons=reasons,
        )

    def _correlated(self, column: int, n: int, reasons: dict[str, str]) -> bool:
        """Whether the item has an item-rest correlation; else why not."""
        if self.table.k < 2:
            reason = "there is no other item"
        elif n < LEAST:
            reason = needs(n)
        elif self.r[column] is None:
            flat = not self.table.rest_variance[column] > 0
            what = "the score on the other items" if flat else "the score on this item"
            reason = f"{what} does not vary"
        else:
            return True
        reasons["discrimination"] = reasons["discriminative_efficiency"] = reason
        return False

    def _part(self, column: int, number: int) -> PartStatistics:
        """One part; with several of them only what is beyond chance is a suspicion."""
        part = self.matrix.items[column].parts[number]
        options, found = self._options((column, number), part.options, False)
        sure = found is not None and found.strong and self.paired[column] >= LEAST
        miskey = _miskey(options, found) if found is not None and sure else None
        return PartStatistics.model_construct(id=part.id, options=options, miskey=miskey)

    def _options(
        self, place: Place, options: Sequence[OptionFacts], several: bool
    ) -> tuple[tuple[OptionStatistics, ...], Suspect | None]:
        choices = self.choices.get(place)
        if choices is None:
            return (), None
        known = all(option.key is not None for option in options)
        key = [number for number, option in enumerate(options) if option.key]
        made = tuple(self._option(place, choices, *each) for each in enumerate(options))
        if not known:
            return made, None
        found = suspected(self.matrix, self.table, place, choices, key, several=several)
        return made, found

    def _option(
        self, owner: Place, choices: ItemChoices, place: int, option: OptionFacts
    ) -> OptionStatistics:
        n, paired = choices.n, self.paired[owner[0]]
        count, r, rest = choices.counts[place], choices.r[place], choices.rest[place]
        reasons: dict[str, str] = {}
        if paired < LEAST:
            reasons["discrimination"] = needs(paired)
        elif math.isnan(r):
            alike = count in (0, n)
            reasons["discrimination"] = (
                ("nobody chose it" if count == 0 else "everybody chose it")
                if alike
                else "the score on the other items does not vary"
            )
        functional = None
        if option.key is False and owner[1] == WHOLE:  # the options of parts are often shared
            if n < LEAST_FOR_FUNCTION:
                reasons["non_functional"] = needs(n, LEAST_FOR_FUNCTION)
            else:
                functional = count < NON_FUNCTIONAL * n
        clear = "discrimination" not in reasons
        return OptionStatistics.model_construct(
            id=option.id,
            text=option.text,
            key=option.key,
            count=count,
            share=count / n if n else None,
            interval=_range(self.option_share[owner][place]) if n else None,
            discrimination=r if clear else None,
            discrimination_interval=_range(self.option_r[owner][place]) if clear else None,
            rest_share=None if math.isnan(rest) else rest,
            non_functional=functional,
            misconception=option.misconception,
            reasons=reasons,
        )

    def _flags(
        self,
        column: int,
        facility: float | None,
        corrected: float | None,
        r: float | None,
        options: Sequence[OptionStatistics],
        miskeys: Sequence[Miskey | None],
    ) -> tuple[str, ...]:
        flags = []
        if any(miskey is not None for miskey in miskeys):
            flags.append("miskey")
        if r is not None and r < LOW:
            flags.append("negative_discrimination" if r < 0 else "low_discrimination")
        if facility is not None:
            if facility >= EASY:
                flags.append("too_easy")
            elif (facility if corrected is None else corrected) < HARD:
                flags.append("too_hard")
        if any(option.non_functional for option in options):
            flags.append("non_functional_distractors")
        if self.table.constant[column] and self.table.n[column] > 1:
            flags.append("no_variance")
        if self.table.n[column] < FEW:
            flags.append("too_few")
        return tuple(flags)


def _miskey(options: Sequence[OptionStatistics], found: Suspect) -> Miskey | None:
    option, key = options[found.option], options[found.key]
    if option.discrimination is None:
        return None
    interval = None
    if found.difference is not None and found.reach is not None:
        interval = (found.difference - found.reach, found.difference + found.reach)
    return Miskey(
        option=option.id,
        key=key.id,
        option_discrimination=option.discrimination,
        key_discrimination=key.discrimination,
        difference=found.difference,
        difference_interval=interval,
        strong=found.strong,
    )


def _listed(values: Floats) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values.tolist()]


def _ranges(low: Floats, high: Floats) -> Pairs:
    return list(zip(_listed(low), _listed(high), strict=True))


def _range(ends: tuple[float | None, float | None]) -> Range | None:
    low, high = ends
    return None if low is None or high is None else (low, high)
