"""Puts a report together: scores in, a frozen `Report` out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import UnknownNameError
from mlinterview.model.form import Form
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.reports._class import class_summary
from mlinterview.reports._class_analysis import class_analysis
from mlinterview.reports._due import DueItems
from mlinterview.reports._items import ItemMaker
from mlinterview.reports._levels import Levels
from mlinterview.reports._model import Counts, ExamineeReport, Report, Summary
from mlinterview.reports._readiness import ALL_ROLES, RoleMap, named_roles
from mlinterview.reports._records import by_person, counted, take_lost, unused_marks
from mlinterview.reports._rows import TableMaker, check_kinds
from mlinterview.reports._slots import Slot, make_slots, make_stray
from mlinterview.reports._study import misconceptions, study_next
from mlinterview.reports._totals import total
from mlinterview.reports._wording import count

__all__ = ["natural", "report"]


def report(
    scores: Iterable[ItemScore],
    *,
    bank: Bank,
    by: Sequence[str] = ("category", "area", "task"),
    scheme: str | Path | Scheme = "standard",
    form: Form | Sequence[Form] | None = None,
    examinee: str | None = None,
    roles: Sequence[str] | str | None = None,
    analysis: bool = False,
) -> Report:
    """Totals, tables with intervals and levels, misconceptions and what to study next.

    Args:
        scores: as ``grade`` and ``grade_all`` give them; those that name no examinee are one
            person's. Of several attempts at an item the highest counts.
        bank: where the items and their place in the taxonomy come from.
        by: tables to make: category, area, topic, task, subtask, skill, role, format, difficulty.
            Areas show their topics of 3 or more items unless ``topic`` is asked for, which shows
            all.
        scheme: gives mastery thresholds, floor, rounding, pass mark and bands: a name (the bank's,
            then the bundled ones), a path, or a ``Scheme``.
        form: the form or forms that were sat, matched by the records' ``form``; they give the
            maximum. Without one it is that of all items in the records that name the same form or
            none. An item due without a record is ``unanswered``.
        examinee: only this person's report.
        roles: give readiness for these roles, by the profiles of the bank's ``graders/roles/``;
            ``all`` stands for every role that has one, and so does ``role`` in ``by``.
        analysis: add item analysis to the summary of a class: reliability, an item map and option
            trace lines for ``to_html`` and ``to_pdf``. Without numpy it says so.

    Raises:
        ValueError: ``by`` holds an unknown kind.
        UnknownNameError: there is no such scheme, no score of that examinee, or a role has no
            profile.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> responses = [{"item": "loss-for-task", "response": {"house-price": "mse"}}]
    >>> person = mli.report(mli.grade_all(bank, responses), bank=bank).examinees[0]
    >>> person.points, person.max_points, person.by["category"][0].too_few
    (0.25, 1.0, True)
    """
    kinds = check_kinds(by)
    rules = scheme if isinstance(scheme, Scheme) else load_scheme(scheme, bank)
    forms = [form] if isinstance(form, Form) else list(form or ())
    if roles is None:
        roles = (ALL_ROLES,) if "role" in kinds else ()
    profiles = named_roles(roles, bank.roles) if roles else ()
    maps = [RoleMap(profile, bank.taxonomy) for profile in profiles]
    people = by_person(scores)
    maker = _Maker(people, forms, bank, kinds, rules, maps)
    lost = [make_stray(score, bank) for score in take_lost(people)]
    names = sorted(people, key=natural)
    if examinee is not None:
        if examinee not in people:
            raise UnknownNameError("examinee", examinee, [name for name in names if name])
        names = [examinee]
    made = tuple(maker.person(name, people[name]) for name in names)
    several = examinee is None and len(made) > 1
    extra = [] if examinee is not None else lost
    notes = maker.shared_notes() if several else []
    if extra:
        verb = "names" if len(extra) == 1 else "name"
        notes.append(f"{count(len(extra), 'record')} that {verb} nobody could not be read.")
    summary = None
    if several:
        lost_items = [maker.items.result(slot) for slot in extra]
        summary = class_summary(
            made, maker.scores, rules, maker.tables, lost_items, maker.slots.values()
        )
        if analysis:
            found = class_analysis(maker.scores, bank, rules, forms)
            summary = summary.model_copy(update={"analysis": found})
    return Report(
        examinees=made,
        class_summary=summary,
        summary=_summary(made, len(extra)),
        scheme=rules.name,
        mastery={name: float(value) for name, value in rules.mastery.items()},
        pass_share=None if rules.total.pass_ is None else float(rules.total.pass_),
        title="; ".join(shown.title for shown in forms if shown.title) or None,
        notes=tuple(notes),
    )


class _Maker:
    """What all people share: due items, tables, levels, drawn variants."""

    def __init__(
        self,
        people: dict[str | None, list[ItemScore]],
        forms: Sequence[Form],
        bank: Bank,
        kinds: tuple[str, ...],
        scheme: Scheme,
        roles: Sequence[RoleMap] = (),
    ) -> None:
        self.bank = bank
        self.kinds = kinds
        self.scheme = scheme
        self.roles = roles
        self.items = ItemMaker(bank.taxonomy)
        self.scores: list[ItemScore] = []
        self.slots: dict[str, Slot] = {}
        self.told: list[tuple[str, ...]] = []
        self.due = DueItems(forms, (score for group in people.values() for score in group), bank)
        self.tables = TableMaker(bank.taxonomy, Levels(scheme, bank))

    def person(self, name: str | None, records: Sequence[ItemScore]) -> ExamineeReport:
        """The report of one person."""
        due = self.due.of(records)
        chosen = counted(due.records)
        slots = make_slots(due, chosen, self.bank)
        beside = [score for name, score in chosen.latest.items() if name not in due.points]
        strays = [make_stray(score, self.bank) for score in (*beside, *chosen.repeated)]
        verdict = total(slots, strays, self.scheme)
        used = [slot.score for slot in slots if slot.score is not None]
        self.scores += used
        self.slots.update((slot.item_id, slot) for slot in slots)
        told = (*due.notes, *self._record_notes(used))
        self.told.append(told)
        fold = "topic" not in self.kinds
        by = {kind: self.tables.rows(kind, slots, topics=fold) for kind in self.kinds}
        return ExamineeReport(
            examinee_id=name,
            points=verdict.points,
            points_range=verdict.points_range,
            max_points=verdict.max_points,
            share=verdict.share,
            share_range=verdict.share_range,
            passed=verdict.passed,
            band=verdict.band,
            **_counts(len(records), [*slots, *strays]),
            forms=due.forms,
            by=by,
            table_notes={
                kind: notes
                for kind, rows in by.items()
                if (notes := self.tables.notes(kind, slots, rows))
            },
            misconceptions=misconceptions(used),
            study_next=study_next(slots, self.bank.taxonomy),
            roles=tuple(role.readiness(slots) for role in self.roles),
            notes=(*verdict.notes, *told),
            items=tuple(self.items.result(slot) for slot in [*slots, *strays]),
        )

    def shared_notes(self) -> list[str]:
        """What a reader of the class must know of the people's maxima and records."""
        people = Counter(note for told in self.told for note in told)
        return [
            note if number == len(self.told) else f"{number} of {len(self.told)} people: {note}"
            for note, number in people.items()
        ]

    def _record_notes(self, scores: Sequence[ItemScore]) -> list[str]:
        notes = []
        other = sorted({score.scheme for score in scores} - {self.scheme.name})
        if other:
            notes.append(
                f"Graded under the scheme {', '.join(other)};"
                f" totals and levels are those of {self.scheme.name}."
            )
        changed = sum(self._changed(score) for score in scores)
        if changed:
            verb = "has" if changed == 1 else "have"
            notes.append(f"{count(changed, 'item')} {verb} changed in the bank since the grading.")
        return [*notes, *unused_marks(scores, "items")]

    def _changed(self, score: ItemScore) -> bool:
        item = self.bank.items_by_id.get(score.item_id)
        return item is not None and score.item_version not in (None, item.version)


def _counts(responses: int, slots: Sequence[Slot]) -> dict[str, int]:
    states = ("graded", "unanswered", "invalid", "failed", "needs_review")
    counts = {state: sum(slot.status == state for slot in slots) for state in states}
    return {"responses": responses, **counts}


def _summary(people: Sequence[ExamineeReport], lost: int) -> Summary:
    counts = {name: sum(getattr(person, name) for person in people) for name in Counts.model_fields}
    counts["responses"] += lost
    counts["invalid"] += lost
    return Summary(
        **counts,
        points=sum(person.points for person in people),
        points_range=(
            sum(person.points_range[0] for person in people),
            sum(person.points_range[1] for person in people),
        ),
        max_points=sum(person.max_points for person in people),
    )


def natural(name: str | None) -> tuple[object, ...]:
    """Sorts p2 before p10, and the person without a name first."""
    if name is None:
        return (0,)
    parts = re.split(r"(\d{1,18})", name.casefold())
    folded = tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part
    )
    return (1, folded, name)
