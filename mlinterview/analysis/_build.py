"""Puts an analysis together: a matrix in, a frozen `Analysis` out."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from mlinterview.analysis._classical import LEAST, Floats, Table
from mlinterview.analysis._irt_results import Model, Theta
from mlinterview.analysis._items import FEW, ItemMaker, needs
from mlinterview.analysis._moments import Moments, moments
from mlinterview.analysis._persons import misconception_counts
from mlinterview.analysis._reliability import (
    Stratum,
    alpha,
    feldt_interval,
    strata_of,
    stratified_alpha,
)
from mlinterview.analysis._results import FormStatistics, Range, StratumStatistics
from mlinterview.analysis.analysis import Analysis
from mlinterview.analysis.irt import analyze_irt
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["analyze_matrix"]

_Z = 1.959963984540054
_NEVER_TOGETHER = "two items were never given to the same two persons"


def analyze_matrix(
    matrix: ScoreMatrix, *, irt: Model | None = None, theta: Theta = "eap"
) -> Analysis:
    """Everything that the scores say of the form, its items and, with ``irt``, of abilities."""
    table = Table(matrix)
    items = ItemMaker(matrix, table)
    form = _form(matrix, table)
    left_out: Counter[str] = Counter()
    for counts in matrix.left_out.values():
        left_out.update(counts)
    return Analysis(
        form=form,
        items=tuple(items.made(column) for column in range(table.k)),
        misconceptions=misconception_counts(matrix, form.n) if matrix.misconceptions else (),
        left_out=dict(left_out),
        not_given=table.missing - left_out.total(),
        notes=(*matrix.notes, *_notes(table, left_out)),
        irt=analyze_irt(matrix, irt, theta) if irt is not None else None,
    ).over(matrix, table)


def _form(matrix: ScoreMatrix, table: Table) -> FormStatistics:
    reasons: dict[str, str] = {}
    here = ~np.isnan(table.shares)
    n, items = int(here.sum()), int((table.n > 0).sum())
    whole = float(table.maxima.sum())
    shares = table.shares[here]
    found = moments(shares * whole) if n else None
    if found is None:
        reasons["mean"] = "no score counts"
    _spread_reasons(found, n, reasons)
    value, interval = _alpha(table, n, reasons)
    strata = _strata(matrix, table) if value is not None else ()
    usable = table.usable
    total = float(table.covariance[np.ix_(usable, usable)].sum())
    stratified = stratified_alpha(strata, total) if strata else None
    if stratified is None:
        reasons["stratified_alpha"] = (
            reasons.get("alpha") or "the items are not in two or more sections or categories"
        )
    sd = found.sd if found is not None else None
    sem = sem_interval = None
    if value is not None and sd is not None and interval is not None:
        sem = sd * math.sqrt(max(0.0, 1 - value))
        low, high = (sd * math.sqrt(max(0.0, 1 - end)) for end in reversed(interval))
        sem_interval = (low, high)
    else:
        reasons["sem"] = reasons["reliable_difference"] = reasons.get("alpha", "no alpha")
    values = found or Moments(0, 0.0, None, None, None, None, None, None, None)
    return FormStatistics(
        n=n,
        items=items,
        max_points=whole,
        mean=found.mean if found is not None else None,
        mean_interval=_within(values.mean_interval, whole, shares * whole),
        mean_share=found.mean / whole if found is not None else None,
        sd=sd,
        sd_interval=values.sd_interval,
        median=float(np.median(shares)) * whole if n else None,
        min=float(shares.min()) * whole if n else None,
        max=float(shares.max()) * whole if n else None,
        alpha=value,
        alpha_interval=interval,
        stratified_alpha=stratified,
        stratified_by=matrix.stratified_by if stratified is not None else None,
        strata=tuple(
            StratumStatistics(id=stratum.id, items=stratum.items, alpha=stratum.alpha)
            for stratum in strata
        ),
        sem=sem,
        sem_interval=sem_interval,
        reliable_difference=None if sem is None else _Z * math.sqrt(2) * sem,
        skewness=values.skewness,
        skewness_se=values.skewness_se,
        kurtosis=values.kurtosis,
        kurtosis_se=values.kurtosis_se,
        reasons=reasons,
        too_few=n < FEW,
    )


def _spread_reasons(found: Moments | None, n: int, reasons: dict[str, str]) -> None:
    if found is None:
        found = Moments(0, 0.0, None, None, None, None, None, None, None)
    for name, least in (("sd", 2), ("skewness", 3), ("kurtosis", 4)):
        if getattr(found, name) is None:
            reasons[name] = needs(n, least) if n < least else "all totals are alike"


def _alpha(table: Table, n: int, reasons: dict[str, str]) -> tuple[float | None, Range | None]:
    """Alpha over the items with enough persons, with its interval; else a reason."""
    usable = np.flatnonzero(table.usable)
    fewest = min(n, table.fewest_pairs) if table.k > 1 else n
    covariance = table.covariance[np.ix_(usable, usable)]
    total, own = float(covariance.sum()), float(np.trace(covariance))
    if table.k < 2:
        reasons["alpha"] = needs(table.k, 2, "item")
    elif n < LEAST:
        reasons["alpha"] = needs(n)
    elif len(usable) < 2:
        reasons["alpha"] = f"{needs(len(usable), 2, 'item')} with {LEAST} persons or more"
    elif fewest < LEAST:
        reasons["alpha"] = f"two of the items have only {needs(fewest)}"
    elif not total > 1e-12 * max(1.0, own):
        reasons["alpha"] = "the totals do not vary"
    else:
        value = alpha(len(usable), own, total)
        if value is not None:
            return value, feldt_interval(value, fewest, len(usable))
        reasons["alpha"] = "the totals do not vary"
    return None, None


def _strata(matrix: ScoreMatrix, table: Table) -> tuple[Stratum, ...]:
    usable = np.flatnonzero(table.usable).tolist()
    groups = strata_of([matrix.items[column].stratum for column in usable])
    if len(groups) < 2:
        return ()
    made = []
    for name, places in groups.items():
        columns = [usable[place] for place in places]
        block = table.covariance[np.ix_(columns, columns)]
        total, own = float(block.sum()), float(np.trace(block))
        value = alpha(len(places), own, total) if total > 1e-12 * max(1.0, own) else None
        made.append(Stratum(name, len(places), max(0.0, total), value))
    return tuple(made)


def _within(ends: Range | None, whole: float, totals: Floats) -> Range | None:
    """The interval of a mean, cut to what a total can be."""
    if ends is None:
        return None
    return max(ends[0], min(0.0, float(totals.min()))), min(ends[1], whole)


def _notes(table: Table, left_out: Counter[str]) -> list[str]:
    notes = []
    named = {
        "needs_review": "waiting for review",
        "invalid": "that could not be read",
        "failed": "that could not be graded",
    }
    for status, words in named.items():
        if count := left_out[status]:
            notes.append(f"{count} answer{'s' if count != 1 else ''} {words} left out.")
    missing = table.missing - left_out.total()
    if missing:
        notes.append(
            f"{missing} of {table.given.size} cells have no record and count as not given."
        )
    unusable = int((~table.usable).sum())
    if unusable and table.usable.any():
        notes.append(
            f"{unusable} item{'s' if unusable != 1 else ''} with fewer than {LEAST} scores left out"
            " of reliability and weights."
        )
    if not table.whole:
        notes.append(
            "Not everybody has a score on every item: totals are shares of the items given,"
            " and covariances rest on the persons who have both."
        )
    return notes
