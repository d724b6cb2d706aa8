"""What a report holds of what to study."""

from __future__ import annotations

from mlinterview.model.item import Reference
from mlinterview.reports._frozen import Frozen

__all__ = ["StudyArea", "StudyItem"]


class StudyItem(Frozen):
    """An item that did not earn full points, with what to read (None for examinees)."""

    item_id: str
    title: str
    share: float
    topics: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


class StudyArea(Frozen):
    """An area to study, with the items missed; ``id`` is None for items that stand in no area."""

    id: str | None
    title: str
    share: float
    too_few: bool
    topics: tuple[str, ...]
    items: tuple[StudyItem, ...]
