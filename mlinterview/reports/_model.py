"""The report itself: frozen records whose JSON is what ``report --json`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from mlinterview.reports._class_model import (
    Attention,
    ClassAnalysis,
    ClassRow,
    ClassSummary,
    HardItem,
    ItemFigures,
    Spread,
)
from mlinterview.reports._frozen import Frozen, Range
from mlinterview.reports._person_model import (
    Counts,
    ExamineeReport,
    ItemResult,
    Key,
    Misconception,
    Part,
    Row,
)
from mlinterview.reports._role_model import (
    RoleArea,
    RoleBar,
    RoleReadiness,
    RoleStudyItem,
    RoleTopic,
)
from mlinterview.reports._study_model import StudyArea, StudyItem

__all__ = [
    "Attention",
    "Audience",
    "ClassAnalysis",
    "ClassRow",
    "ClassSummary",
    "Counts",
    "ExamineeReport",
    "HardItem",
    "ItemFigures",
    "ItemResult",
    "Key",
    "Misconception",
    "Part",
    "Range",
    "Report",
    "RoleArea",
    "RoleBar",
    "RoleReadiness",
    "RoleStudyItem",
    "RoleTopic",
    "Row",
    "Spread",
    "StudyArea",
    "StudyItem",
    "Summary",
]

Audience = Literal["examinee", "instructor"]


class Summary(Counts):
    """Everybody's counts and points added up: the ``summary`` of ``grade --json``."""

    points: float
    points_range: Range
    max_points: float


class Report(Frozen):
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
            raise ValueError(f"'examinee' or 'instructor' expected as audience, found {audience!r}")
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

    def to_pdf(self) -> bytes:
        """The report as PDF: of a class its summary, without the people one by one.

        Raises:
            MissingExtraError: typst is not installed.
        """
        from mlinterview.reports.pdf import render

        return render(self)

    def to_csv(self) -> str:
        """One row a person: totals, then the share of every row; safe to open in a spreadsheet."""
        from mlinterview.reports.csv import render

        return render(self)
