"""Before and after side by side: per person, per item, and counted."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from mlinterview.bank.bank import Bank
from mlinterview.model.decision import Action
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.regrading._results import (
    Counts,
    DecisionRecord,
    ItemChange,
    PersonChange,
    ScoreChange,
    Standing,
)
from mlinterview.regrading._rulings import Rulings
from mlinterview.regrading._standings import Sheet, open_lines
from mlinterview.reports._slots import Slot

__all__ = ["counts", "decision_records", "item_changes", "person_change"]

Change = Action | Literal["key"]
_SLACK = 1e-9


def person_change(
    name: str | None,
    before: tuple[Sheet | None, Standing],
    after: tuple[Sheet, Standing],
    decided: Rulings,
    lines: Scheme,
    *,
    protected: bool,
) -> PersonChange:
    """What became of one person."""
    old, new = before[1], after[1]
    gained: Literal["gained", "lost"] | None = None
    if old.passed is not None and new.passed is not None and old.passed != new.passed:
        gained = "gained" if new.passed else "lost"
    pass_open, band_open = open_lines(new, lines)
    return PersonChange(
        examinee_id=name,
        before=old,
        after=new,
        difference=_no_noise(new.points - old.points),
        protected=protected,
        pass_change=gained,
        band_change=old.band != new.band,
        pass_open=pass_open,
        band_open=band_open,
        items=tuple(_score_changes(before[0], after[0], decided)),
    )


def _score_changes(before: Sheet | None, after: Sheet, decided: Rulings) -> Iterable[ScoreChange]:
    earlier = before.slots if before is not None else {}
    for name in dict.fromkeys([*earlier, *after.slots]):
        old, new = earlier.get(name), after.slots.get(name)
        if name in decided.dropped:
            yield _change(name, "drop", old or new, None)
        elif old is not None and new is not None and _differ(old, new):
            yield _change(name, change_of(name, decided), old, new)


def _change(name: str, change: Change, old: Slot | None, new: Slot | None) -> ScoreChange:
    assert old is not None
    score = new.score if new is not None and new.score is not None else old.score
    return ScoreChange(
        item_id=name,
        change=change,
        before=_points(old),
        after=None if new is None else _points(new),
        max_before=old.max_points,
        max_after=0.0 if new is None else new.max_points,
        status_before=old.status,
        status_after="dropped" if new is None else new.status,
        response=None if score is None else score.response,
    )


def _points(slot: Slot) -> float | None:
    return None if slot.status in ("invalid", "failed") else slot.points


def _differ(one: Slot, other: Slot) -> bool:
    numbers = zip(
        (one.points, one.low, one.high, one.max_points),
        (other.points, other.low, other.high, other.max_points),
        strict=True,
    )
    return one.status != other.status or any(abs(a - b) > _SLACK for a, b in numbers)


def change_of(item: str, decided: Rulings) -> Change:
    """What changed an item: its decision, else another key, scheme or maximum."""
    if item in decided.dropped:
        return "drop"
    if item in decided.full:
        return "full_credit"
    return "accept" if item in decided.accepted else "key"


def item_changes(
    people: Sequence[PersonChange],
    sheets: tuple[Mapping[str | None, Sheet], Mapping[str | None, Sheet]],
    banks: tuple[Bank, Bank],
    decided: Rulings,
) -> tuple[ItemChange, ...]:
    """Items with a decision or with a changed score, in the bank's order."""
    touched = {change.item_id for person in people for change in person.items}
    touched |= {one.item for one in decided.decisions}
    order = {name: place for place, name in enumerate(banks[1])}
    found = []
    for name in sorted(touched, key=lambda name: (order.get(name, len(order)), name)):
        shares: list[list[float]] = [[], []]
        signs: list[float] = []
        for who, new in sheets[1].items():
            old = sheets[0].get(who)
            pair = (old.slots.get(name) if old is not None else None, new.slots.get(name))
            for side, slot in zip(shares, pair, strict=True):
                if slot is not None and slot.max_points:
                    side.append(slot.share)
            if pair[0] is not None and pair[1] is not None:
                signs.append(pair[1].share - pair[0].share)
        dropped = name in decided.dropped
        old_item, new_item = (bank.items_by_id.get(name) for bank in banks)
        known = new_item or old_item
        raised = 0 if dropped else sum(sign > _SLACK for sign in signs)
        lowered = 0 if dropped else sum(sign < -_SLACK for sign in signs)
        found.append(
            ItemChange(
                item_id=name,
                title=known.label if known is not None else name,
                change=change_of(name, decided),
                people=len(shares[1]),
                raised=raised,
                lowered=lowered,
                same=0 if dropped else len(signs) - raised - lowered,
                mean_before=statistics.fmean(shares[0]) if shares[0] else None,
                mean_after=statistics.fmean(shares[1]) if shares[1] and not dropped else None,
                version_before=None if old_item is None else old_item.version,
                version_after=None if new_item is None else new_item.version,
            )
        )
    return tuple(found)


def decision_records(decided: Rulings, items: Sequence[ItemChange]) -> tuple[DecisionRecord, ...]:
    """The decisions, each with how many people's points for the item it changed."""
    changed = {item.item_id: item.raised + item.lowered for item in items}
    everybody = {item.item_id: item.people for item in items}
    return tuple(
        DecisionRecord(
            **one.model_dump(),
            changed=(everybody if one.action == "drop" else changed).get(one.item, 0),
        )
        for one in decided.decisions
    )


def counts(people: Sequence[PersonChange], scores: Iterable[ItemScore]) -> Counts:
    """Everybody counted."""
    shares = [
        [side.share for side in sides if side.share is not None]
        for sides in (
            [person.before for person in people],
            [person.after for person in people],
        )
    ]
    moved = [(person.after.share or 0.0) - (person.before.share or 0.0) for person in people]
    raised, lowered = sum(m > _SLACK for m in moved), sum(m < -_SLACK for m in moved)
    return Counts(
        people=len(people),
        raised=raised,
        lowered=lowered,
        same=len(people) - raised - lowered,
        protected=sum(person.protected for person in people),
        pass_gained=sum(person.pass_change == "gained" for person in people),
        pass_lost=sum(person.pass_change == "lost" for person in people),
        pass_open=sum(person.pass_open for person in people),
        band_changed=sum(person.band_change for person in people),
        scores_changed=sum(len(person.items) for person in people),
        unread=sum(score.status in ("invalid", "failed") for score in scores),
        mean_before=statistics.fmean(shares[0]) if shares[0] else None,
        mean_after=statistics.fmean(shares[1]) if shares[1] else None,
    )


def _no_noise(value: float) -> float:
    return 0.0 if abs(value) < _SLACK else value
