"""Everybody's totals: which items count for whom, dropped ones taken out, nobody let fall."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mlinterview.bank.bank import Bank
from mlinterview.model.form import Form
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.regrading._results import Standing
from mlinterview.reports._due import DueItems
from mlinterview.reports._records import by_person, counted, take_lost
from mlinterview.reports._slots import Slot, make_slots, make_stray
from mlinterview.reports._totals import standing_of, total

__all__ = ["Sheet", "higher", "open_lines", "sheets", "standing"]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's items that count, in printed order, and records beside them."""

    slots: Mapping[str, Slot]
    strays: tuple[Slot, ...]
    form: str | None

    def scale(self, dropped: Mapping[str, bool]) -> float:
        """What the other items' points are multiplied with when items are dropped.

        The maximum divided by what is left of it; 1 where nothing is left, or ``keep_max`` is set.
        """
        maximum = math.fsum(slot.max_points for slot in self.slots.values())
        out = [slot.max_points for name, slot in self.slots.items() if dropped.get(name) is False]
        left = maximum - math.fsum(out)
        return maximum / left if out and left > _SLACK * maximum else 1.0


def sheets(
    scores: Iterable[ItemScore], bank: Bank, forms: Sequence[Form]
) -> dict[str | None, Sheet]:
    """The sheet of everybody."""
    people = by_person(scores)
    due = DueItems(forms, (score for group in people.values() for score in group), bank)
    take_lost(people)
    return {name: _sheet(records, due, bank) for name, records in people.items()}


def _sheet(records: Sequence[ItemScore], due: DueItems, bank: Bank) -> Sheet:
    mine = due.of(records)
    chosen = counted(mine.records)
    slots = make_slots(mine, chosen, bank)
    beside = [score for name, score in chosen.latest.items() if name not in mine.points]
    strays = tuple(make_stray(score, bank) for score in (*beside, *chosen.repeated))
    named = {record.presented.form for record in mine.records} - {None}
    form = next(iter(named)) if len(named) == 1 else next(iter(mine.forms), None)
    return Sheet({slot.item_id: slot for slot in slots}, strays, form)


def standing(sheet: Sheet, scheme: Scheme, dropped: Mapping[str, bool] | None = None) -> Standing:
    """The total of a person, after items are dropped.

    A dropped item is no longer there, and the points of all others are multiplied by
    ``Sheet.scale``, so that they have the same maximum together; with ``keep_max`` it stays in the
    maximum and earns nothing.
    """
    out = dropped or {}
    factor = sheet.scale(out)
    slots = []
    for name, slot in sheet.slots.items():
        if name not in out:
            slots.append(_scaled(slot, factor))
        elif out[name]:
            slots.append(replace(_scaled(slot, factor), points=0.0, low=0.0, high=0.0))
    found = total(slots, sheet.strays, scheme)
    return Standing(
        points=found.points,
        points_range=found.points_range,
        max_points=found.max_points,
        share=found.share,
        share_range=found.share_range,
        passed=found.passed,
        band=found.band,
    )


def _scaled(slot: Slot, factor: float) -> Slot:
    if factor == 1:
        return slot
    return replace(
        slot,
        points=slot.points * factor,
        low=slot.low * factor,
        high=slot.high * factor,
        max_points=slot.max_points * factor,
    )


def higher(before: Standing, after: Standing, scheme: Scheme) -> Standing:
    """The standing of somebody whose share must not fall: ``after``, lifted where it is lower.

    Open answers count alike on both sides, so each end is the higher of the two.
    """
    if before.share is None or after.share is None:
        return after
    assert before.share_range is not None
    assert after.share_range is not None
    maximum = after.max_points
    same = math.isclose(before.max_points, maximum, rel_tol=_SLACK)

    def lifted(points: float, share: float, now: float) -> float:
        """The points after, not under those before (or their share of another maximum)."""
        return max(now, points if same else share * maximum)

    low = lifted(before.points_range[0], before.share_range[0], after.points_range[0])
    high = lifted(before.points_range[1], before.share_range[1], after.points_range[1])
    points = lifted(before.points, before.share, after.points)
    passed, band = standing_of(points / maximum, scheme)
    return Standing(
        points=points,
        points_range=(low, high),
        max_points=maximum,
        share=points / maximum,
        share_range=(low / maximum, high / maximum),
        passed=passed,
        band=band,
    )


def open_lines(found: Standing, scheme: Scheme) -> tuple[bool, bool]:
    """Whether open answers can still move somebody across the pass mark, and across a band."""
    if found.share_range is None:
        return False, False
    (low_pass, low_band), (high_pass, high_band) = (
        standing_of(end, scheme) for end in found.share_range
    )
    return low_pass != high_pass, low_band != high_band
