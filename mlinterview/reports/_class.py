"""The class: mean and spread, share passing, the hardest items, what needs a person."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence

from mlinterview._intervals import mean_interval, share_interval
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.reports._levels import LEAST_ITEMS
from mlinterview.reports._model import (
    Attention,
    ClassRow,
    ClassSummary,
    ExamineeReport,
    HardItem,
    ItemResult,
    Row,
    Spread,
)
from mlinterview.reports._rows import TableMaker
from mlinterview.reports._slots import Slot
from mlinterview.reports._study import misconceptions
from mlinterview.reports._wording import number

__all__ = ["class_summary"]

_HARDEST = 10


def class_summary(
    people: Sequence[ExamineeReport],
    scores: Iterable[ItemScore],
    scheme: Scheme,
    tables: TableMaker,
    lost: Sequence[ItemResult] = (),
    slots: Iterable[Slot] = (),
) -> ClassSummary:
    """The summary of two or more people.

    Args:
        scores: the records that count, for misconceptions.
        lost: unreadable records that name nobody.
        slots: one of each item that was due for anybody.
    """
    rated = [person for person in people if person.share is not None]
    shares = [person.share for person in rated if person.share is not None]
    maxima = {round(person.max_points, 9) for person in rated}
    same = len(maxima) == 1
    passed = None if scheme.total.pass_ is None else sum(bool(person.passed) for person in rated)
    pass_share = passed / len(rated) if passed is not None and rated else None
    found = [(person.examinee_id, item) for person in people for item in person.items]
    found += [(None, item) for item in lost]
    best_first = sorted(scheme.total.bands, key=lambda name: -scheme.total.bands[name])
    bands = dict.fromkeys(best_first, 0)
    for person in rated:
        if person.band is not None:
            bands[person.band] += 1
    by, due = _tables(rated, tables), tuple(slots)
    return ClassSummary(
        n=len(rated),
        max_points=maxima.pop() if same else None,
        share=_spread(shares, 1.0),
        points=_spread([person.points for person in rated], rated[0].max_points) if same else None,
        passed=passed,
        pass_share=pass_share,
        pass_open=sum(_open(person, scheme.total.pass_) for person in rated),
        pass_interval=None if pass_share is None else share_interval(pass_share, len(rated)),
        bands=bands,
        too_few=len(rated) < LEAST_ITEMS,
        by=by,
        table_notes={kind: notes for kind in by if (notes := tables.notes(kind, due, ()))},
        hardest=_hardest(people),
        misconceptions=misconceptions(scores),
        needs_review=_attention(found, "needs_review"),
        invalid=_attention(found, "invalid"),
        failed=_attention(found, "failed"),
        unused_marks=tuple(
            _entry(who, item)
            for who, item in found
            if item.problem is not None and item.status not in ("invalid", "failed")
        ),
    )


def _open(person: ExamineeReport, line: float | None) -> bool:
    """Whether open answers can still turn pass into fail, or fail into pass."""
    if line is None or person.share_range is None:
        return False
    low, high = person.share_range
    return low < line - 1e-9 <= high


def _spread(values: Sequence[float], top: float) -> Spread | None:
    """The spread of values up to ``top``; the interval stays between 0 (or the least) and that."""
    if len(values) < 2:
        return None
    mean, sd = statistics.fmean(values), statistics.stdev(values)
    low, high = mean_interval(mean, sd, len(values))
    return Spread(
        mean=mean,
        sd=sd,
        min=min(values),
        max=max(values),
        mean_interval=(max(low, min(0.0, *values)), min(high, top)),
    )


def _tables(
    people: Sequence[ExamineeReport], tables: TableMaker
) -> dict[str, tuple[ClassRow, ...]]:
    """A table of means for each kind; the person, not the answer, is what is counted."""
    found: dict[str, tuple[ClassRow, ...]] = {}
    for kind in people[0].by if people else ():
        rows: dict[str, list[Row]] = {}
        for person in people:
            for row in person.by[kind]:
                rows.setdefault(row.id, []).append(row)
        found[kind] = tuple(_class_row(rows[group]) for group in tables.in_order(kind, rows))
    return found


def _class_row(rows: Sequence[Row]) -> ClassRow:
    spread = _spread([row.share for row in rows], 1.0)
    return ClassRow(
        id=rows[0].id,
        title=rows[0].title,
        items=max(row.items for row in rows),
        n=len(rows),
        share=math.fsum(row.share for row in rows) / len(rows),
        interval=spread.mean_interval if spread is not None else None,
        too_few=len(rows) < LEAST_ITEMS,
    )


def _hardest(people: Sequence[ExamineeReport]) -> tuple[HardItem, ...]:
    """The items of lowest facility; what could not be read or graded says nothing of the item."""
    found: dict[str, list[ItemResult]] = {}
    for person in people:
        for item in person.items:
            if item.share is not None:
                found.setdefault(item.item_id, []).append(item)
    items = []
    for item_id, results in found.items():
        shares = [result.share for result in results if result.share is not None]
        facility = math.fsum(shares) / len(shares)
        items.append(
            HardItem(
                item_id=item_id,
                title=min(result.title for result in results),
                n=len(shares),
                facility=facility,
                interval=share_interval(facility, len(shares)),
                unanswered=sum(result.status == "unanswered" for result in results),
                too_few=len(shares) < LEAST_ITEMS,
            )
        )
    items.sort(key=lambda item: (item.facility, item.item_id))
    return tuple(items[:_HARDEST])


def _attention(
    found: Iterable[tuple[str | None, ItemResult]], status: str
) -> tuple[Attention, ...]:
    return tuple(_entry(who, item) for who, item in found if item.status == status)


def _entry(who: str | None, item: ItemResult) -> Attention:
    if item.problem is not None:
        message = item.problem.message
    else:
        undecided = sum(not part.decided for part in item.parts)
        low, high = item.points_range
        message = f"{number(low)} to {number(high)} of {number(item.max_points)} points"
        if undecided:
            message += f", {undecided} of {len(item.parts)} parts undecided"
    return Attention(
        examinee_id=who,
        item_id=item.item_id,
        title=item.title,
        max_points=item.max_points,
        message=message,
    )
