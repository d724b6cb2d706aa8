"""The total: floor, rounding, pass mark, bands, and what may still change it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mlinterview.model.scheme import Scheme, Total
from mlinterview.reports._levels import reached
from mlinterview.reports._model import Range
from mlinterview.reports._slots import Slot
from mlinterview.reports._wording import count, number, percent

__all__ = ["Verdict", "standing_of", "total"]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's total with its range, pass and band."""

    points: float
    points_range: Range
    max_points: float
    share: float | None
    share_range: Range | None
    passed: bool | None
    band: str | None
    notes: tuple[str, ...]


def total(slots: Sequence[Slot], strays: Sequence[Slot], scheme: Scheme) -> Verdict:
    """The total of the items due; ``strays`` are records beside them, which only notes name."""
    rules = scheme.total
    maximum = math.fsum(slot.max_points for slot in slots)
    raw = math.fsum(slot.points for slot in slots)
    points = _settled(raw, maximum, rules)
    low = _settled(math.fsum(slot.low for slot in slots), maximum, rules)
    high = _settled(math.fsum(slot.high for slot in slots), maximum, rules)
    notes = _open_notes(slots, strays, (low, high), maximum)
    if rules.floor is not None and raw < rules.floor - _SLACK:
        notes.append(
            f"The items add up to {number(raw)} points; a total is never below"
            f" {number(float(rules.floor))}."
        )
    if not maximum:
        return Verdict(points, (low, high), maximum, None, None, None, None, tuple(notes))
    share, ends = points / maximum, (low / maximum, high / maximum)
    notes += _line_notes(share, ends, maximum, rules)
    passed, band = standing_of(share, scheme)
    return Verdict(points, (low, high), maximum, share, ends, passed, band, tuple(notes))


def standing_of(share: float, scheme: Scheme) -> tuple[bool | None, str | None]:
    """Whether a share passes, and the band that it reaches; None where the scheme has none."""
    rules = scheme.total
    return None if rules.pass_ is None else _passes(share, rules), _band(share, rules)


def _settled(points: float, maximum: float, rules: Total) -> float:
    """Points after floor and rounding (halves up), never above the maximum."""
    if rules.floor is not None:
        points = max(points, float(rules.floor))
    if rules.round is not None:
        step = float(rules.round)
        points = math.floor(points / step + 0.5 + _SLACK) * step
    return min(points, maximum) if maximum else points


def _passes(share: float, rules: Total) -> bool:
    return rules.pass_ is not None and share >= rules.pass_ - _SLACK


def _band(share: float, rules: Total) -> str | None:
    return reached(share, {name: float(value) for name, value in rules.bands.items()})


def _open_notes(
    slots: Sequence[Slot], strays: Sequence[Slot], ends: Range, maximum: float
) -> list[str]:
    notes = []
    review = sum(slot.status == "needs_review" for slot in slots)
    unreadable = sum(slot.status in ("invalid", "failed") for slot in slots)
    repeated = sum(_repeated(slot) for slot in strays)
    lost = unreadable + len(strays) - repeated
    if lost:
        verb = "it counts" if lost == 1 else "they count"
        notes.append(f"{count(lost, 'answer')} could not be read; for now {verb} 0 points.")
    if repeated:
        verb = "repeats" if repeated == 1 else "repeat"
        notes.append(
            f"{count(repeated, 'record')} {verb} an item and attempt; the first one counts."
        )
    waiting = f"{count(review, 'answer')} {'is' if review == 1 else 'are'} reviewed"
    if unreadable:
        noun = count(unreadable, "unreadable answer")
        settled = f"{noun} {'is' if unreadable == 1 else 'are'} settled"
        waiting = f"{waiting} and {settled}" if review else settled
    if ends[1] > ends[0] + _SLACK:
        notes.append(
            f"{number(ends[0])} to {number(ends[1])} of {number(maximum)} until {waiting}."
        )
    elif review:
        notes.append(f"Final once {waiting}.")
    return notes


def _repeated(slot: Slot) -> bool:
    problem = slot.score.problem if slot.score is not None else None
    return problem is not None and problem.kind == "DuplicateRecord"


def _line_notes(share: float, ends: Range, maximum: float, rules: Total) -> list[str]:
    notes = []
    if rules.pass_ is not None and _passes(ends[0], rules) != _passes(ends[1], rules):
        line = f"{percent(float(rules.pass_), 1)}, {number(rules.pass_ * maximum)} points"
        now = "passed" if _passes(share, rules) else "not passed"
        notes.append(f"The range crosses the pass line ({line}); {now} so far.")
    lowest, highest = _band(ends[0], rules), _band(ends[1], rules)
    if lowest != highest:
        notes.append(
            f"The range crosses a band: from {lowest or 'below all bands'} to"
            f" {highest or 'below all bands'}."
        )
    return notes
