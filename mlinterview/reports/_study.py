"""What to study next, and which misconceptions were met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mlinterview._intervals import effective_count
from mlinterview.model.score import ItemScore
from mlinterview.model.taxonomy import Taxonomy
from mlinterview.reports._levels import says_little
from mlinterview.reports._model import Misconception, StudyArea, StudyItem
from mlinterview.reports._slots import Slot

__all__ = ["expected_share", "is_missed", "misconceptions", "study_next"]

_SLACK = 1e-9
_NO_AREA = "Not placed in an area"


def misconceptions(scores: Iterable[ItemScore]) -> tuple[Misconception, ...]:
    """Misconceptions in these scores, the most frequent first."""
    counts: dict[str, int] = {}
    items: dict[str, set[str]] = {}
    for score in scores:
        for name in score.misconceptions:
            counts[name] = counts.get(name, 0) + 1
            items.setdefault(name, set()).add(score.item_id)
    return tuple(
        Misconception(id=name, count=counts[name], items=tuple(sorted(items[name])))
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    )


def study_next(slots: Sequence[Slot], taxonomy: Taxonomy) -> tuple[StudyArea, ...]:
    """Areas in which something was missed, the weakest first, with the items missed.

    The weakest has the lowest (x + 1/2) / (n + 1), the mean of the distribution behind the
    intervals: 1 of 8 comes before 0 of 1, which may be bad luck. Answers that nobody could read or
    that wait for a person are no sign of weakness.
    """
    groups: dict[str | None, list[Slot]] = {}
    for slot in slots:
        areas: Sequence[str | None] = slot.item.areas if slot.item is not None else ()
        for area in dict.fromkeys(areas or [None]):
            groups.setdefault(area, []).append(slot)
    ranked = []
    for area, members in groups.items():
        missed = [slot for slot in members if is_missed(slot)]
        if missed:
            n = effective_count([slot.max_points for slot in members])
            share = sum(slot.points for slot in members) / sum(slot.max_points for slot in members)
            entry = _area(area, share, says_little(n), missed, taxonomy)
            ranked.append((area is None, expected_share(share, n), entry.title, entry))
    return tuple(entry for *_, entry in sorted(ranked, key=lambda rank: rank[:3]))


def expected_share(share: float, n: float) -> float:
    """(x + 1/2) / (n + 1): the mean of the distribution behind the intervals, to rank shares by.

    >>> expected_share(0.125, 8) < expected_share(0, 1)  # one item missed may be bad luck
    True
    """
    return round((max(0.0, share) * n + 0.5) / (n + 1), 12)


def is_missed(slot: Slot) -> bool:
    """Whether points were lost, beyond those that a reader or a person may still give."""
    if slot.status in ("invalid", "failed"):
        return False
    return slot.high < slot.max_points * (1 - _SLACK)


def _area(
    area: str | None, share: float, too_few: bool, missed: list[Slot], taxonomy: Taxonomy
) -> StudyArea:
    items = tuple(
        StudyItem(
            item_id=slot.item_id,
            title=slot.item.label if slot.item is not None else slot.item_id,
            share=slot.share,
            topics=tuple(taxonomy.title("topic", topic) for topic in _topics(slot, area, taxonomy)),
            references=slot.item.references if slot.item is not None else (),
        )
        for slot in sorted(missed, key=lambda slot: (slot.share, slot.item_id))
    )
    return StudyArea(
        id=area,
        title=taxonomy.title("area", area) if area is not None else _NO_AREA,
        share=share,
        too_few=too_few,
        topics=tuple(dict.fromkeys(topic for item in items for topic in item.topics)),
        items=items,
    )


def _topics(slot: Slot, area: str | None, taxonomy: Taxonomy) -> list[str]:
    """The topics of an item that stand in this area; all of them where it stands in none."""
    if slot.item is None:
        return []
    known = taxonomy.topic_map
    within = [topic for topic in slot.item.topics if topic in known and known[topic].area == area]
    return within or list(slot.item.topics)
