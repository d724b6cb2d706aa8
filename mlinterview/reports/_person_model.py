"""What a report holds of one person."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from mlinterview.model.item import Reference
from mlinterview.model.score import ScoreProblem, ScoreStatus, Span
from mlinterview.reports._frozen import Frozen, Range
from mlinterview.reports._line import Line
from mlinterview.reports._role_model import RoleReadiness
from mlinterview.reports._study_model import StudyArea

__all__ = [
    "Counts",
    "ExamineeReport",
    "ItemResult",
    "Key",
    "Misconception",
    "Part",
    "Row",
]


class Row(Frozen):
    """One line of a table: a category, an area, a topic ... with what was earned there.

    Attributes:
        items: how many items are due in it; points, invalid and unanswered ones included.
        points_range: lowest and highest points still possible.
        share: points over the maximum; below 0 only under penalties.
        corrected: the share with what random guessing earns taken out, 0 to 1.
        interval: where the share would lie on very many such items, with 95% probability.
        level: the mastery level that ``corrected`` reaches; None where ``too_few``.
        level_range: the levels at both ends of ``points_range``.
        too_few: whether the items are worth fewer than 5 equal ones.
        topics: on rows of areas, the topics with 3 or more items, unless topics have a table.
    """

    id: str
    title: str
    items: int
    points: float
    points_range: Range
    max_points: float
    share: float
    corrected: float
    interval: Range
    level: str | None
    level_range: tuple[str, str] | None = None
    too_few: bool
    topics: tuple[Row, ...] = ()

    @model_serializer(mode="wrap")
    def _without_empty_topics(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = dump(self)
        if not self.topics:
            fields.pop("topics", None)
        return fields


class Misconception(Frozen):
    """A misconception met in wrong answers: how often, and on which items."""

    id: str
    count: int
    items: tuple[str, ...]


class Part(Frozen):
    """One part of a score: a rubric criterion, a row, a blank; ``spans`` quote the evidence."""

    id: str
    text: str | None = None
    points: float | None
    max_points: float
    met: bool | None = None
    decided: bool = True
    note: str | None = None
    spans: tuple[Span, ...] = ()


class Key(Frozen):
    """The right response, as a record holds it and as lines to read, and why it is right."""

    response: Any = None
    text: tuple[Line, ...] = ()
    explanation: str | None = None
    references: tuple[Reference, ...] = ()


class ItemResult(Frozen):
    """One item of one person. ``key`` and ``parts`` are for instructors alone.

    Attributes:
        topics: their titles; empty where the bank does not have the item.
    """

    item_id: str
    title: str
    topics: tuple[str, ...] = ()
    format: str | None
    status: ScoreStatus
    points: float | None
    points_range: Range
    max_points: float
    share: float | None
    attempt: int | None = None
    seconds: float | None = None
    form: str | None = None
    response: Any = None
    response_text: tuple[Line, ...] = ()
    feedback: tuple[Line, ...] = ()
    misconceptions: tuple[str, ...] = ()
    problem: ScoreProblem | None = None
    grader: str | None = None
    parts: tuple[Part, ...] = ()
    key: Key | None = None

    @property
    def repeated(self) -> bool:
        """Whether another record of this item and attempt counts, not this one."""
        return self.problem is not None and self.problem.kind == "DuplicateRecord"

    @property
    def full(self) -> bool:
        """Whether nothing was missed and nothing is open."""
        return self.status == "graded" and self.share is not None and self.share >= 1 - 1e-9


class Counts(Frozen):
    """How many records there are, and how many items ended in which state.

    ``graded`` to ``needs_review`` count items due (those without a record are ``unanswered``),
    records of unknown items and repeated records (``invalid``).
    """

    responses: int
    graded: int
    unanswered: int
    invalid: int
    failed: int
    needs_review: int


class ExamineeReport(Counts):
    """One person's results.

    Attributes:
        examinee_id: None where the scores name nobody.
        points_range: what the points can still become while answers wait for a person.
        share: points over the maximum; None where nothing was due.
        passed: whether the pass mark is reached by ``points``; None where the scheme has none.
        band: the highest band reached; None where the scheme has none, or none is reached.
        forms: the forms that gave the maximum; empty where the records did.
        by: tables by kind, rows in the order of the taxonomy.
        table_notes: by kind, what a reader must know of the table.
        study_next: weakest areas first.
        roles: readiness for each role that was asked for.
        notes: what a reader must know of the total.
    """

    examinee_id: str | None
    points: float
    points_range: Range
    max_points: float
    share: float | None
    share_range: Range | None
    passed: bool | None
    band: str | None
    forms: tuple[str, ...] = ()
    by: dict[str, tuple[Row, ...]]
    table_notes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    misconceptions: tuple[Misconception, ...] = ()
    study_next: tuple[StudyArea, ...] = ()
    roles: tuple[RoleReadiness, ...] = ()
    notes: tuple[str, ...] = ()
    items: tuple[ItemResult, ...] = ()

    @property
    def name(self) -> str:
        """Who, for a heading."""
        return self.examinee_id if self.examinee_id is not None else "Examinee"
