"""What a report holds: frozen records whose JSON is what ``report --json`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from mlinterview.model.item import Reference
from mlinterview.model.score import ScoreProblem, ScoreStatus, Span

__all__ = [
    "Attention",
    "Audience",
    "ClassRow",
    "ClassSummary",
    "Counts",
    "ExamineeReport",
    "HardItem",
    "ItemResult",
    "Key",
    "Misconception",
    "Part",
    "Range",
    "Report",
    "Row",
    "Spread",
    "StudyArea",
    "StudyItem",
    "Summary",
]

Audience = Literal["examinee", "instructor"]
Range = tuple[float, float]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Row(_Frozen):
    """One line of a table: a category, an area, a topic ... with what was earned there.

    Attributes:
        items: how many items are due in it; points, invalid and unanswered ones included.
        points_range: lowest and highest points still possible.
        share: points over the maximum; below 0 only under penalties.
        corrected: the share with what random guessing earns taken out, 0 to 1.
        interval: where the share would lie on very many such items, with 95 % probability.
        level: the mastery level that ``corrected`` reaches; None where ``too_few``.
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
    too_few: bool
    topics: tuple[Row, ...] = ()

    @model_serializer(mode="wrap")
    def _without_empty_topics(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = dump(self)
        if not self.topics:
            fields.pop("topics", None)
        return fields


class Misconception(_Frozen):
    """A misconception met in wrong answers: how often, and on which items."""

    id: str
    count: int
    items: tuple[str, ...]


class StudyItem(_Frozen):
    """An item that did not earn full points, with what to read (None for examinees)."""

    item_id: str
    title: str
    share: float
    topics: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


class StudyArea(_Frozen):
    """An area to study, with the items missed; ``id`` is None for items that stand in no area."""

    id: str | None
    title: str
    share: float
    too_few: bool
    topics: tuple[str, ...]
    items: tuple[StudyItem, ...]


class Part(_Frozen):
    """One part of a score: a rubric criterion, a row, a blank; ``spans`` quote the evidence."""

    id: str
    text: str | None = None
    points: float | None
    max_points: float
    met: bool | None = None
    decided: bool = True
    note: str | None = None
    spans: tuple[Span, ...] = ()


class Key(_Frozen):
    """The right response, as a record holds it and as lines to read, and why it is right."""

    response: Any = None
    text: tuple[str, ...] = ()
    explanation: str | None = None
    references: tuple[Reference, ...] = ()


class ItemResult(_Frozen):
    """One item of one person. ``key`` and ``parts`` are for instructors alone."""

    item_id: str
    title: str
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
    response_text: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    problem: ScoreProblem | None = None
    grader: str | None = None
    parts: tuple[Part, ...] = ()
    key: Key | None = None

    @property
    def full(self) -> bool:
        """Whether nothing was missed and nothing is open."""
        return self.status == "graded" and self.share is not None and self.share >= 1 - 1e-9


class Counts(_Frozen):
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
    notes: tuple[str, ...] = ()
    items: tuple[ItemResult, ...] = ()

    @property
    def name(self) -> str:
        """Who, for a heading."""
        return self.examinee_id if self.examinee_id is not None else "Examinee"


class Spread(_Frozen):
    """Mean, standard deviation (n - 1) and ends of one number a person; Student's 95 % interval."""

    mean: float
    sd: float
    min: float
    max: float
    mean_interval: Range


class ClassRow(_Frozen):
    """One line of a class table: the mean over the ``n`` people of their shares in it."""

    id: str
    title: str
    items: int
    n: int
    share: float
    interval: Range | None
    too_few: bool


class HardItem(_Frozen):
    """An item with its facility: the mean share over ``n`` people, higher is easier."""

    item_id: str
    title: str
    n: int
    facility: float
    interval: Range
    unanswered: int
    too_few: bool


class Attention(_Frozen):
    """An answer that a person should look at."""

    examinee_id: str | None
    item_id: str
    title: str
    max_points: float
    message: str


class ClassSummary(_Frozen):
    """The class as a whole; there when a report has two or more people.

    Attributes:
        n: people with a maximum above 0.
        max_points: the maximum, where it is the same for all; else None, as are ``points``.
        passed: how many reach the pass mark; None where the scheme has none.
        pass_share: the share passing, with its interval.
        pass_open: how many may still pass or fail once open answers are settled.
        too_few: fewer than 5 people: the figures say little.
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
    hardest: tuple[HardItem, ...]
    misconceptions: tuple[Misconception, ...]
    needs_review: tuple[Attention, ...]
    invalid: tuple[Attention, ...]
    failed: tuple[Attention, ...]
    unused_marks: tuple[Attention, ...]


class Summary(Counts):
    """Everybody's counts and points added up: the ``summary`` of ``grade --json``."""

    points: float
    points_range: Range
    max_points: float


class Report(_Frozen):
    """Results of one person or a class, ready to print.

    ``model_dump(mode="json")`` is what ``report --json`` prints.

    Attributes:
        examinees: by name; the person without one first.
        class_summary: there when there are two or more people.
        summary: everybody's counts and points added up.
        scheme: the scheme that gave thresholds and totals.
        mastery: its levels with their thresholds.
        audience: ``examinee`` once the keys have been taken out.
    """

    examinees: tuple[ExamineeReport, ...]
    class_summary: ClassSummary | None = None
    summary: Summary
    scheme: str
    mastery: dict[str, float]
    pass_share: float | None = None
    title: str | None = None
    audience: Audience = "instructor"
    notes: tuple[str, ...] = ()

    def for_audience(self, audience: Audience) -> Report:
        """The report as ``audience`` may see it: examinees see no keys, no parts, no references."""
        from mlinterview.reports._audience import without_keys

        if audience not in ("examinee", "instructor"):
            raise ValueError(f"the audience 'examinee' or 'instructor' expected, found {audience!r}")
        return without_keys(self) if audience == "examinee" else self

    def each(self) -> Iterator[tuple[str, Report]]:
        """One report a person, with a file name (without extension) that is safe everywhere."""
        from mlinterview.reports._files import file_stems

        stems = file_stems([person.examinee_id for person in self.examinees])
        for stem, person in zip(stems, self.examinees, strict=True):
            yield stem, self.only(person)

    def only(self, person: ExamineeReport) -> Report:
        """The report of one of its people, without the class."""
        counts = {name: getattr(person, name) for name in Summary.model_fields}
        return self.model_copy(
            update={
                "examinees": (person,),
                "class_summary": None,
                "summary": Summary(**counts),
                "notes": (),
            }
        )

    def to_text(
        self,
        width: int = 80,
        color: bool = False,
        audience: Audience = "instructor",
        *,
        items: bool = True,
    ) -> str:
        """The report for a terminal; of a class its summary, without the people one by one.

        Args:
            width: columns, 30 or more.
            color: whether to use ANSI colours.
            audience: ``examinee`` hides the keys.
            items: whether the items are listed after the tables.
        """
        from mlinterview.reports.text import render

        return render(self.for_audience(audience), width=width, color=color, items=items)

    def to_markdown(self, audience: Audience = "instructor") -> str:
        """The report as Markdown; nothing that an examinee wrote is read as markup."""
        from mlinterview.reports.markdown import render

        return render(self.for_audience(audience))

    def to_html(self, audience: Audience = "instructor") -> str:
        """The report as one HTML page that needs no other file and no network."""
        from mlinterview.reports.html import render

        return render(self.for_audience(audience))

    def to_csv(self) -> str:
        """One row a person: totals, then the share of every row; safe to open in a spreadsheet."""
        from mlinterview.reports.csv import render

        return render(self)
