"""What a regrading gives: frozen records whose JSON is what ``regrade --json`` prints."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from mlinterview.model.decision import Action
from mlinterview.model.score import ItemScore, ScoreStatus

__all__ = ["DecisionRecord", "ItemChange", "PersonChange", "Regrading", "ScoreChange", "Standing"]

Range = tuple[float, float]


class _Frozen(BaseModel):
    """A frozen record; fields of a later version are kept out without a fault."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Standing(_Frozen):
    """A person's total, before or after, with floor and rounding of the scheme.

    Attributes:
        points_range: what the points can still become while answers are open.
        share: points over the maximum; None where nothing counts.
        passed: whether the pass mark is reached by ``points``; None where the scheme has none.
        band: the highest band reached; None for none.
    """

    points: float
    points_range: Range
    max_points: float
    share: float | None
    share_range: Range | None
    passed: bool | None
    band: str | None


class ScoreChange(_Frozen):
    """One item of one person whose score is another now.

    Points are the item's own, before the others share those of a dropped item.

    Attributes:
        change: ``accept``, ``drop``, ``full_credit``, or ``key`` where the bank or the scheme
            differs.
        before, after: points; None for an answer that could not be read, and after a drop.
    """

    item_id: str
    change: Action | Literal["key"]
    before: float | None
    after: float | None
    max_before: float
    max_after: float
    status_before: ScoreStatus
    status_after: ScoreStatus | Literal["dropped"]
    response: Any = None


class PersonChange(_Frozen):
    """What the regrading does to one person.

    Attributes:
        difference: points after less points before.
        protected: whether ``no_loss`` kept the earlier total, which was higher.
        pass_change: ``gained`` or ``lost``; None where the person stays on one side.
        band_change: whether the band is another one.
        pass_open: whether open answers can still move the person across the pass mark.
        band_open: the same for a band.
        items: the items that changed, in printed order.
    """

    examinee_id: str | None
    before: Standing
    after: Standing
    difference: float
    protected: bool = False
    pass_change: Literal["gained", "lost"] | None = None
    band_change: bool = False
    pass_open: bool = False
    band_open: bool = False
    items: tuple[ScoreChange, ...] = ()

    @property
    def name(self) -> str:
        """Who, for a heading."""
        return self.examinee_id if self.examinee_id is not None else "Examinee"


class ItemChange(_Frozen):
    """What the regrading does to one item.

    Attributes:
        change: as in `ScoreChange`.
        people: to how many it was due.
        raised, lowered, same: for how many its points rose, fell or stayed; after a drop all 0.
        mean_before, mean_after: mean share of its points, open and unread answers counted as they
            stand; None where nobody has it.
        version_before, version_after: of the item in the two banks; None where it is not there.
    """

    item_id: str
    title: str
    change: Action | Literal["key"]
    people: int
    raised: int
    lowered: int
    same: int
    mean_before: float | None
    mean_after: float | None
    version_before: int | None
    version_after: int | None


class DecisionRecord(_Frozen):
    """Who decided what and why, and for how many people the item's points changed."""

    item: str
    action: Action
    response: Any = None
    keep_max: bool = False
    reason: str | None = None
    by: str | None = None
    date: datetime.date | None = None
    changed: int = 0


class Counts(_Frozen):
    """How many people rise, fall or stay, and how many cross a line.

    ``mean_before`` and ``mean_after`` are mean shares; None for nobody.
    """

    people: int
    raised: int
    lowered: int
    same: int
    protected: int
    pass_gained: int
    pass_lost: int
    pass_open: int
    band_changed: int
    scores_changed: int
    unread: int
    mean_before: float | None
    mean_after: float | None


class Regrading(_Frozen):
    """Scores after decisions, and what became of everybody.

    ``model_dump(mode="json")`` is what ``regrade --json`` prints.

    Attributes:
        scores: a record of every response, and of items due without one where everybody gets full
            points. Dropped items are left out; where they are rescaled the points and maxima of the
            others are larger, so that a report of these scores gives the new totals.
        people: everybody, by name.
        items: items with a decision or a changed score, in the bank's order.
        decisions: the record of who decided what and why.
        summary: counts.
        no_loss: whether nobody's total could fall.
        scheme_before, scheme_after: names of the marking schemes.
        pass_share: the pass mark as a share of the maximum; None without one.
        notes: what a reader must know.
    """

    scores: tuple[ItemScore, ...]
    people: tuple[PersonChange, ...]
    items: tuple[ItemChange, ...]
    decisions: tuple[DecisionRecord, ...]
    summary: Counts
    no_loss: bool = False
    scheme_before: str
    scheme_after: str
    pass_share: float | None = None
    notes: tuple[str, ...] = ()

    def to_text(self, width: int = 80, color: bool = False) -> str:
        """What changed, for a terminal: decisions, items, and the people who are not as before."""
        from mlinterview.regrading._text import render

        return render(self, width=width, color=color)

    def to_markdown(self) -> str:
        """The same as Markdown."""
        from mlinterview.regrading._pages import markdown

        return markdown(self)

    def to_html(self) -> str:
        """The same as one HTML page that needs no other file and no network."""
        from mlinterview.regrading._pages import html

        return html(self)

    def to_csv(self) -> str:
        """One row a person, everybody: totals before and after; safe to open in a spreadsheet."""
        from mlinterview.regrading._csv import render

        return render(self)
