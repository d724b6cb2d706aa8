"""An interview as data: one sheet for each item of a form, the marks, and the scores they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mlinterview.bank.bank import Bank
from mlinterview.console.checklist import Checklist, Statement, Value
from mlinterview.grading.stream import grade_all
from mlinterview.marking.deciding import RIGHT, Decision, marks_of, points_of, statements
from mlinterview.marking.queue import ReviewCriterion, ReviewGroup
from mlinterview.model.form import Form
from mlinterview.model.free_text import FreeText
from mlinterview.model.records import RED_FLAG, Mark, ResponseRecord
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore

__all__ = ["ItemSheet", "interview_scores", "interview_sheets"]


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """One item of the form as the interviewer fills it in.

    Attributes:
        group: the item with what it is worth on the form; nobody has answered it yet.
        checklist: criteria, then red flags.
        points: for the whole item, where the interviewer gives them instead of criteria.
        note: of the interviewer.
        marked: whether it is decided.
        seconds: how long it was open.
    """

    group: ReviewGroup
    checklist: Checklist
    points: float | None = None
    note: str | None = None
    marked: bool = False
    seconds: float = 0.0

    @property
    def earned(self) -> float:
        """The points as they stand, in the item's points."""
        if self.points is not None:
            return self.points
        return points_of(self.group, self.checklist.criteria)

    def mark(self, by: str) -> Mark:
        """The mark, with red flags and note in its note; these alone where nothing is decided."""
        flags = [f"{RED_FLAG}{text}" for text in self.checklist.flags]
        note = "\n".join([*flags, *([self.note] if self.note else [])])
        decision = Decision(self.checklist.criteria, self.points, note or None)
        (mark,) = marks_of(self.group, decision, by)
        return mark if self.marked else mark.model_copy(update={"marks": {}})

    @property
    def noted(self) -> bool:
        """Whether there is a note without a decision, which a mark of criteria can hold."""
        return not self.marked and bool(self.note) and bool(self.group.criteria)

    def filled(self, mark: Mark) -> ItemSheet:
        """The sheet with an earlier mark of it; as it is where that does not fit the item."""
        if mark.item_version not in (None, self.group.item.version):
            return self
        lines = (mark.note or "").split("\n")
        flags = {line.removeprefix(RED_FLAG) for line in lines if line.startswith(RED_FLAG)}
        note = "\n".join(line for line in lines if not line.startswith(RED_FLAG))
        listed = self.checklist.statements
        given: Mapping[str, Value]
        points = None
        if isinstance(mark.marks, dict):
            worth = {criterion.id: criterion.points for criterion in self.group.criteria}
            if not mark.marks:
                return replace(self, note=note or None)
            if set(mark.marks) != set(worth):
                return self
            given = {name: _value(value, worth[name]) for name, value in mark.marks.items()}
        elif self.group.criteria:
            given, points = {}, float(mark.marks)
        else:
            given = {RIGHT: _value(mark.marks / self.group.max_points, 1.0)}
        values = tuple(
            given.get(s.id, False) if s.kind == "criterion" else s.text in flags for s in listed
        )
        checklist = replace(self.checklist, values=values, proposed=True)
        return replace(self, checklist=checklist, points=points, note=note or None, marked=True)


def _value(given: str | float, worth: float) -> Value:
    if isinstance(given, bool):
        return given
    earned = float(given)
    if earned >= worth - 1e-9:
        return True
    return earned if earned > 0 else False


def interview_sheets(
    form: Form,
    bank: Bank,
    *,
    examinee: str,
    by: str,
    marks: Iterable[Mark] = (),
    scheme: str | Scheme = "standard",
) -> list[ItemSheet]:
    """A sheet for each item of the form, in printed order.

    Args:
        form: gives items, points and seeds.
        bank: where the items come from.
        examinee: whom it is about.
        by: who marks.
        marks: what this person has marked of the interview before.
        scheme: how the scores are made in the end.
    """
    earlier = {m.item: m for m in marks if m.examinee == examinee and m.by == by}
    sheets = []
    for score in _unanswered(form, bank, examinee, scheme):
        sheet = _sheet(score, bank, form)
        mark = earlier.get(score.item_id)
        sheets.append(sheet if mark is None else sheet.filled(mark))
    return sheets


def _unanswered(
    form: Form, bank: Bank, examinee: str, scheme: str | Scheme, marks: Iterable[Mark] = ()
) -> list[ItemScore]:
    records = [
        ResponseRecord(examinee=examinee, item=entry.id, form=form.id)
        for entry in form.entries()
        if entry.id in bank
    ]
    return list(grade_all(bank, records, scheme=scheme, marks=marks, forms=[form]))


def _sheet(score: ItemScore, bank: Bank, form: Form) -> ItemSheet:
    item = bank[score.item_id].variant(score.presented.seed)
    criteria: tuple[ReviewCriterion, ...] = ()
    flags: list[Statement] = []
    if isinstance(item, FreeText):
        criteria = tuple(
            ReviewCriterion(c.id, c.statement, c.points, None) for c in item.rubric.criteria
        )
        flags = [
            Statement(flag.id or f"flag-{n}", flag.statement, kind="flag")
            for n, flag in enumerate(item.rubric.red_flags, 1)
        ]
    group = ReviewGroup(item.id, item, None, (score,), criteria)
    return ItemSheet(group, Checklist.of((*statements(group), *flags)))


def interview_scores(
    sheets: Sequence[ItemSheet],
    form: Form,
    bank: Bank,
    *,
    examinee: str,
    by: str,
    scheme: str | Scheme = "standard",
) -> list[ItemScore]:
    """The scores of the interview; an item without a mark stays open from 0 to its points."""
    marks = [sheet.mark(by) for sheet in sheets if sheet.marked or sheet.noted]
    marked = {sheet.group.item.id for sheet in sheets if sheet.marked}
    seconds = {sheet.group.item.id: round(sheet.seconds, 1) or None for sheet in sheets}
    scores = []
    for score in _unanswered(form, bank, examinee, scheme, marks):
        changes: dict[str, object] = {"seconds": seconds[score.item_id]}
        if score.item_id not in marked:
            open_ = {"status": "needs_review", "points_range": (0.0, score.max_points)}
            changes |= {**open_, "confidence": 0.0, "band": "review"}
        scores.append(score.model_copy(update=changes))
    return scores
