"""What a report holds of readiness for roles."""

from __future__ import annotations

from typing import Literal

from mlinterview.reports._frozen import Frozen, Range
from mlinterview.reports._study_model import StudyItem

__all__ = ["RoleArea", "RoleBar", "RoleReadiness", "RoleStudyItem", "RoleTopic", "Verdict"]

Verdict = Literal["met", "missed", "not_asked", "too_few"]


class RoleBar(Frozen):
    """A bar of the role's profile, and whether it was met.

    Attributes:
        kind: task, skill or area.
        minimum: the share of points that is the bar, 0 to 1.
        items: how many items on the role's map count for it.
        share: points over the maximum of these items; None where there are none.
        share_range: what the share can still become while answers wait for a person.
        interval: where the share would lie on very many such items, with 95% probability.
        verdict: ``met`` or ``missed`` by ``share``; ``too_few`` where the items are worth fewer
            than 5 equal ones; ``not_asked`` where there are none, which is no weakness.
        certain: whether the whole interval lies on the side of the verdict; None for the others.
    """

    kind: str
    id: str
    title: str
    minimum: float
    items: int
    share: float | None
    share_range: Range | None
    interval: Range | None
    verdict: Verdict
    certain: bool | None = None


class RoleArea(Frozen):
    """An area of the role's map: the points earned in it by items on the map."""

    id: str
    title: str
    items: int
    share: float
    interval: Range
    too_few: bool


class RoleStudyItem(StudyItem):
    """An item missed; ``gain`` is what full points on it would have added to the role's share."""

    gain: float


class RoleTopic(Frozen):
    """A topic of the map that was not asked; ``weight`` is its part of the map, 0 to 1."""

    id: str
    title: str
    weight: float


class RoleReadiness(Frozen):
    """One person's share of one role's map. It is no chance of being hired.

    Attributes:
        items: how many items on the map were due.
        share: the mean share of points over the topics asked, by their weight in the role.
        share_range: what it can still become while answers wait for a person.
        interval: Jeffreys on the number of equal items that the weighted ones are worth.
        too_few: whether that number is below 5.
        asked_share: the part of the map, by weight, whose topics were asked; 0 to 1.
        strongest, weakest: areas above and below the role's share, three at most.
        study: items missed, those that would add most first.
        unasked: the heaviest topics of the map that were not asked.
    """

    id: str
    title: str
    items: int
    share: float | None
    share_range: Range | None
    interval: Range | None
    too_few: bool
    asked_share: float
    bars: tuple[RoleBar, ...] = ()
    strongest: tuple[RoleArea, ...] = ()
    weakest: tuple[RoleArea, ...] = ()
    study: tuple[RoleStudyItem, ...] = ()
    unasked: tuple[RoleTopic, ...] = ()
