"""Readiness for a role: what a person earned on the role's map, bar by bar."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlinterview._intervals import effective_count, share_interval
from mlinterview.errors import UnknownNameError
from mlinterview.model.kinds import VALUES_OF
from mlinterview.model.role import RoleProfile
from mlinterview.model.taxonomy import Taxonomy
from mlinterview.reports._levels import says_little
from mlinterview.reports._role_model import (
    RoleArea,
    RoleBar,
    RoleReadiness,
    RoleStudyItem,
    RoleTopic,
    Verdict,
)
from mlinterview.reports._slots import Slot
from mlinterview.reports._study import expected_share, is_missed

__all__ = ["ALL_ROLES", "RoleMap", "named_roles"]

#: stands for every role that has a profile
ALL_ROLES = "all"
_SLACK = 1e-9
_AREAS_SHOWN = 3
_TOPICS_SHOWN = 5


def named_roles(
    names: Sequence[str] | str, profiles: Mapping[str, RoleProfile]
) -> tuple[RoleProfile, ...]:
    """The profiles with these ids, each once; ``all`` stands for every one.

    Raises:
        UnknownNameError: a role has no profile.
    """
    found: dict[str, RoleProfile] = {}
    for name in [names] if isinstance(names, str) else names:
        if name == ALL_ROLES:
            found |= profiles
        elif name in profiles:
            found[name] = profiles[name]
        else:
            raise UnknownNameError("role profile", str(name), list(profiles))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Sum:
    """Points of some slots, and of how many equal items they are worth."""

    share: float
    low: float
    high: float
    n: float

    @property
    def interval(self) -> tuple[float, float]:
        return share_interval(self.share, self.n)


class RoleMap:
    """The map of one role, with the topics that each item of a class stands on."""

    def __init__(self, profile: RoleProfile, taxonomy: Taxonomy) -> None:
        self._profile = profile
        self._taxonomy = taxonomy
        self._weights = profile.weights(taxonomy)
        self._title = profile.title or taxonomy.title("role", profile.id)

    def readiness(self, slots: Iterable[Slot]) -> RoleReadiness:
        """What one person earned on the map.

        The share is the sum of w_t s_t over the sum of w_t: w_t is the weight of a topic that was
        asked, s_t the share of points on its items. So an item counts with the sum over its topics
        of w_t times its part of the topic's maximum, and n_eff = (sum c)^2 / sum c^2 of these.
        """
        placed = [(slot, self._topics(slot)) for slot in slots]
        placed = [(slot, topics) for slot, topics in placed if topics]
        maxima: dict[str, float] = {}
        for slot, topics in placed:
            for topic in topics:
                maxima[topic] = maxima.get(topic, 0.0) + slot.max_points
        asked = math.fsum(self._weights[topic] for topic in maxima)
        counts = [
            math.fsum(self._weights[topic] * slot.max_points / maxima[topic] for topic in topics)
            / asked
            for slot, topics in placed
        ]
        on_map = [slot for slot, _ in placed]
        whole = _summed(on_map, counts)
        strongest, weakest = self._areas(on_map, whole.share if whole is not None else 0.0)
        return RoleReadiness(
            id=self._profile.id,
            title=self._title,
            items=len(on_map),
            share=whole.share if whole is not None else None,
            share_range=(whole.low, whole.high) if whole is not None else None,
            interval=whole.interval if whole is not None else None,
            too_few=whole is None or says_little(whole.n),
            asked_share=min(1.0, asked),
            bars=tuple(self._bar(*bar, on_map) for bar in self._profile.bars()),
            strongest=strongest,
            weakest=weakest,
            study=self._study(placed, counts),
            unasked=self._unasked(maxima),
        )

    def _topics(self, slot: Slot) -> tuple[str, ...]:
        """The topics of a slot's item that stand on the map; points that are 0 weigh nothing."""
        if slot.item is None or slot.max_points <= 0:
            return ()
        return tuple(dict.fromkeys(topic for topic in slot.item.topics if topic in self._weights))

    def _bar(self, kind: str, identity: str, minimum: float, slots: Sequence[Slot]) -> RoleBar:
        values = VALUES_OF[kind]
        own = [slot for slot in slots if slot.item is not None and identity in values(slot.item)]
        found = _summed(own, [slot.max_points for slot in own])
        verdict: Verdict = "not_asked"
        certain = None
        if found is not None:
            low, high = found.interval
            if says_little(found.n):
                verdict = "too_few"
            elif found.share >= minimum - _SLACK:
                verdict, certain = "met", low >= minimum
            else:
                verdict, certain = "missed", high < minimum
        return RoleBar(
            kind=kind,
            id=identity,
            title=self._taxonomy.title(kind, identity),
            minimum=minimum,
            items=len(own),
            share=found.share if found is not None else None,
            share_range=(found.low, found.high) if found is not None else None,
            interval=found.interval if found is not None else None,
            verdict=verdict,
            certain=certain,
        )

    def _areas(
        self, slots: Sequence[Slot], middle: float
    ) -> tuple[tuple[RoleArea, ...], tuple[RoleArea, ...]]:
        """The areas best and worst by expected share, above and below the role's own share."""
        groups: dict[str, list[Slot]] = {}
        for slot in slots:
            for name in slot.item.areas if slot.item is not None else ():
                groups.setdefault(name, []).append(slot)
        ranked: list[tuple[float, str, str, _Sum]] = []
        for identity, own in groups.items():
            found = _summed(own, [slot.max_points for slot in own])
            if found is not None:
                title = self._taxonomy.title("area", identity)
                ranked.append((expected_share(found.share, found.n), title, identity, found))
        ranked.sort(key=lambda rank: rank[:3])
        below = [rank for rank in ranked if rank[3].share < middle - _SLACK][:_AREAS_SHOWN]
        above = [rank for rank in ranked[::-1] if rank[3].share > middle + _SLACK][:_AREAS_SHOWN]

        def shown(ranks: Sequence[tuple[float, str, str, _Sum]]) -> tuple[RoleArea, ...]:
            return tuple(
                RoleArea(
                    id=identity,
                    title=title,
                    items=len(groups[identity]),
                    share=found.share,
                    interval=found.interval,
                    too_few=says_little(found.n),
                )
                for _, title, identity, found in ranks
            )

        return shown(above), shown(below)

    def _study(
        self, placed: Sequence[tuple[Slot, tuple[str, ...]]], counts: Sequence[float]
    ) -> tuple[RoleStudyItem, ...]:
        items = [
            RoleStudyItem(
                item_id=slot.item_id,
                title=slot.item.label if slot.item is not None else slot.item_id,
                share=slot.share,
                topics=tuple(self._taxonomy.title("topic", topic) for topic in topics),
                references=slot.item.references if slot.item is not None else (),
                gain=count * (1 - slot.share),
            )
            for (slot, topics), count in zip(placed, counts, strict=True)
            if is_missed(slot)
        ]
        return tuple(sorted(items, key=lambda item: (-round(item.gain, 12), item.item_id)))

    def _unasked(self, asked: Mapping[str, float]) -> tuple[RoleTopic, ...]:
        left = [topic for topic in self._weights if topic not in asked]
        left.sort(key=lambda topic: -self._weights[topic])
        return tuple(
            RoleTopic(
                id=topic,
                title=self._taxonomy.title("topic", topic),
                weight=self._weights[topic],
            )
            for topic in left[:_TOPICS_SHOWN]
        )


def _summed(slots: Sequence[Slot], counts: Sequence[float]) -> _Sum | None:
    """The slots' shares, each with what it counts for; None for no slots."""
    whole = math.fsum(counts)
    if not slots or whole <= 0:
        return None

    def mean(points: Iterable[float]) -> float:
        shares = (
            count * earned / slot.max_points
            for slot, count, earned in zip(slots, counts, points, strict=True)
        )
        return math.fsum(shares) / whole

    share = mean(slot.points for slot in slots)
    low = high = share
    if any(slot.low != slot.high for slot in slots):
        low, high = mean(slot.low for slot in slots), mean(slot.high for slot in slots)
    return _Sum(share, low, high, effective_count(list(counts)))
