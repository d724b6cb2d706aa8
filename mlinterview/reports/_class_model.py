"""What a report holds of a class."""

from __future__ import annotations

from pydantic import Field

from mlinterview.analysis._results import ItemTrace
from mlinterview.reports._frozen import Frozen, Range
from mlinterview.reports._person_model import Misconception

__all__ = [
    "Attention",
    "ClassAnalysis",
    "ClassRow",
    "ClassSummary",
    "HardItem",
    "ItemFigures",
    "Spread",
]


class Spread(Frozen):
    """Mean, standard deviation (n - 1) and ends of one number a person; Student's 95% interval."""

    mean: float
    sd: float
    min: float
    max: float
    mean_interval: Range


class ClassRow(Frozen):
    """One line of a class table: the mean over the ``n`` people of their shares in it."""

    id: str
    title: str
    items: int
    n: int
    share: float
    interval: Range | None
    too_few: bool


class HardItem(Frozen):
    """An item with its facility: the mean share over ``n`` people, higher is easier."""

    item_id: str
    title: str
    n: int
    facility: float
    interval: Range
    unanswered: int
    too_few: bool


class Attention(Frozen):
    """An answer that a person should look at."""

    examinee_id: str | None
    item_id: str
    title: str
    max_points: float
    message: str


class ItemFigures(Frozen):
    """An item as the analysis sees it; a figure that is None has its reason under its name.

    Attributes:
        facility: mean share over ``n`` people, higher is easier.
        discrimination: corrected item-rest correlation, -1 to 1.
        findings: what should be looked at, in words.
    """

    item_id: str
    title: str
    n: int
    facility: float | None
    facility_interval: Range | None
    discrimination: float | None
    discrimination_interval: Range | None
    flags: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    reasons: dict[str, str] = Field(default_factory=dict)


class ClassAnalysis(Frozen):
    """Item analysis for the class report; empty but for ``notes`` where it could not be made.

    Attributes:
        lines: reliability and spread in words.
        alpha: Cronbach's alpha, with Feldt's interval; None where undefined.
        traces: who chose which option, by groups of rest score.
    """

    lines: tuple[str, ...] = ()
    alpha: float | None = None
    alpha_interval: Range | None = None
    items: tuple[ItemFigures, ...] = ()
    traces: tuple[ItemTrace, ...] = ()
    notes: tuple[str, ...] = ()


class ClassSummary(Frozen):
    """The class as a whole; there when a report has two or more people.

    Attributes:
        n: people with a maximum above 0.
        max_points: the maximum, where it is the same for all; else None, as are ``points``.
        passed: how many reach the pass mark; None where the scheme has none.
        pass_share: the share passing, with its interval.
        pass_open: how many may still pass or fail once open answers are settled.
        too_few: fewer than 5 people: the figures say little.
        table_notes: by kind, what a reader must know of the table.
        analysis: item analysis, where it was asked for.
        hardest: the ten items of lowest facility; unreadable and failed answers are left out.
    """

    n: int
    max_points: float | None
    share: Spread | None
    points: Spread | None
    passed: int | None
    pass_share: float | None
    pass_interval: Range | None
    pass_open: int
    bands: dict[str, int]
    too_few: bool
    by: dict[str, tuple[ClassRow, ...]]
    table_notes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    hardest: tuple[HardItem, ...]
    misconceptions: tuple[Misconception, ...]
    needs_review: tuple[Attention, ...]
    invalid: tuple[Attention, ...]
    failed: tuple[Attention, ...]
    unused_marks: tuple[Attention, ...]
    analysis: ClassAnalysis | None = None
