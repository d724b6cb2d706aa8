"""The tables: items grouped by category, area, topic, task, subtask, skill, role, format, level."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from mlinterview._intervals import effective_count, share_interval
from mlinterview.errors import UnknownNameError
from mlinterview.model.item import Item
from mlinterview.model.kinds import VALUES_OF
from mlinterview.model.taxonomy import Taxonomy
from mlinterview.reports._levels import Levels
from mlinterview.reports._model import Row
from mlinterview.reports._slots import Slot
from mlinterview.reports._wording import count

__all__ = ["KINDS", "TableMaker", "check_kinds"]

_DIFFICULTY = {"1": "1 recall", "2": "2 core", "3": "3 advanced", "4": "4 expert"}
#: topics with fewer items are folded into their area
_OWN_ROW = 3

#: the row of items without a topic, as imported ones are
_NO_TOPIC = "no_topic"

_PLURALS = {"category": "categories", "difficulty": "levels of difficulty"}
#: what ``by`` may hold
KINDS = tuple(kind for kind in VALUES_OF if kind != "bloom")


def check_kinds(by: Sequence[str] | str) -> tuple[str, ...]:
    """The kinds of tables asked for, each once.

    Raises:
        ValueError: there is no such kind.
    """
    kinds = tuple(dict.fromkeys([by] if isinstance(by, str) else by))
    for kind in kinds:
        if kind not in KINDS:
            hint = UnknownNameError("kind of table", str(kind), KINDS).message
            raise ValueError(f"by: {hint}; known are {', '.join(KINDS)}")
    return kinds


class TableMaker:
    """Makes tables of one kind after another from a person's slots."""

    def __init__(self, taxonomy: Taxonomy, levels: Levels) -> None:
        self._taxonomy = taxonomy
        self._levels = levels
        self._groups: dict[tuple[str, str], tuple[str, ...]] = {}

    def rows(self, kind: str, slots: Iterable[Slot], *, topics: bool = False) -> tuple[Row, ...]:
        """The table of one kind, in the order of the taxonomy.

        Args:
            topics: give areas the rows of those of their topics that have 3 or more items.
        """
        groups: dict[str, list[Slot]] = {}
        for slot in slots:
            for group in self._groups_of(kind, slot.item):
                groups.setdefault(group, []).append(slot)
        rows = []
        for group in self.in_order(kind, groups):
            within: tuple[Row, ...] = ()
            if topics and kind == "area":
                within = self._topics(group, groups[group])
            rows.append(self._row(kind, group, groups[group], within))
        return tuple(rows)

    def in_order(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Ids in the order of the taxonomy, unknown ones last."""
        known = self._known(kind)
        places = {identity: place for place, identity in enumerate(known)}
        return sorted(ids, key=lambda identity: (places.get(identity, len(places)), identity))

    def title(self, kind: str, identity: str) -> str:
        """The title of a group."""
        if kind == "topic" and identity == _NO_TOPIC:
            return "no topic"
        return self._known(kind).get(identity, identity)

    def notes(self, kind: str, slots: Sequence[Slot], rows: Iterable[Row]) -> tuple[str, ...]:
        """What a reader must know of the table."""
        numbers = [len(self._groups_of(kind, slot.item)) for slot in slots]
        several = sum(number > 1 for number in numbers)
        none = sum(number == 0 for number in numbers)
        notes = []
        if several:
            verb = "counts" if several == 1 else "count"
            notes.append(
                f"{count(several, 'item')} with several {_plural(kind)} {verb} in each of them,"
                " so the rows add up to more than the total."
            )
        if none:
            verb = "stands" if none == 1 else "stand"
            notes.append(f"{count(none, 'item')} without {kind} {verb} in no row.")
        unsettled = [
            f"{row.title} ({row.level_range[0]} to {row.level_range[1]})"
            for row in rows
            if row.level_range is not None and row.level_range[0] != row.level_range[1]
        ]
        if unsettled:
            notes.append(f"Levels that open answers may still change: {', '.join(unsettled)}.")
        return tuple(notes)

    def _groups_of(self, kind: str, item: Item | None) -> tuple[str, ...]:
        """The ids of the groups that an item counts in; a class asks for the same over and over."""
        if item is None:
            return ()
        place = (kind, item.id)
        if place not in self._groups:
            groups = tuple(dict.fromkeys(VALUES_OF[kind](item)))
            self._groups[place] = groups or ((_NO_TOPIC,) if kind == "topic" else ())
        return self._groups[place]

    def _known(self, kind: str) -> Mapping[str, str]:
        if kind == "difficulty":
            return _DIFFICULTY
        if kind == "format":
            from mlinterview.model.registry import format_names

            return {name: name.replace("_", " ") for name in format_names()}
        return self._taxonomy.ids(kind)

    def _topics(self, area: str, slots: list[Slot]) -> tuple[Row, ...]:
        topic_map = self._taxonomy.topic_map
        groups: dict[str, list[Slot]] = {}
        for slot in slots:
            for topic in self._groups_of("topic", slot.item):
                if topic in topic_map and topic_map[topic].area == area:
                    groups.setdefault(topic, []).append(slot)
        return tuple(
            self._row("topic", topic, groups[topic])
            for topic in self.in_order("topic", groups)
            if len(groups[topic]) >= _OWN_ROW
        )

    def _row(
        self, kind: str, identity: str, slots: list[Slot], topics: tuple[Row, ...] = ()
    ) -> Row:
        maximum = math.fsum(slot.max_points for slot in slots)
        points = math.fsum(slot.points for slot in slots)
        low, high = (
            math.fsum(ends) for ends in zip(*((s.low, s.high) for s in slots), strict=True)
        )
        items = [slot.item for slot in slots]
        n = effective_count([slot.max_points for slot in slots])
        share = points / maximum
        corrected = self._levels.corrected(share, items)
        level, lowest, highest = (
            self._levels.level(self._levels.corrected(value / maximum, items), n)
            for value in (points, low, high)
        )
        return Row(
            id=identity,
            title=self.title(kind, identity),
            items=len(slots),
            points=points,
            points_range=(low, high),
            max_points=maximum,
            share=share,
            corrected=corrected,
            interval=share_interval(share, n),
            level=level,
            level_range=(lowest, highest) if lowest is not None and highest is not None else None,
            too_few=level is None,
            topics=topics,
        )


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, f"{kind}s")
