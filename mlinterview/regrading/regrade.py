"""Regrading as a pure function: responses and decisions in, new scores and what changed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import RecordsError
from mlinterview.grading._engine import Graders
from mlinterview.model.decision import Decision
from mlinterview.model.form import Form
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.regrading import _after, _compare
from mlinterview.regrading._engine import AcceptingEngine
from mlinterview.regrading._results import PersonChange, Regrading, Standing
from mlinterview.regrading._rulings import Rulings, rulings
from mlinterview.regrading._standings import Sheet, higher, sheets, standing
from mlinterview.reports._build import natural
from mlinterview.reports._records import unused_marks
from mlinterview.reports._wording import count

__all__ = ["regrade"]

_SLACK = 1e-9
Records = Sequence[ResponseRecord | Mapping[str, Any]]


def regrade(
    bank: Bank,
    responses: Iterable[ResponseRecord | Mapping[str, Any]] | Iterable[ItemScore],
    *,
    decisions: Iterable[Decision | Mapping[str, Any]] = (),
    scheme: str | Path | Scheme = "standard",
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    form: Form | Sequence[Form] | None = None,
    old_bank: Bank | None = None,
    old_scheme: str | Path | Scheme | None = None,
    no_loss: bool = False,
    graders: Graders | None = None,
) -> Regrading:
    """New scores after an exam, and what changes for whom; nothing that goes in is changed.

    Before is what ``old_bank`` and ``old_scheme`` give, after what ``bank``, ``scheme`` and the
    decisions give. Marks by people hold on both sides, and win over an accepted response.

    Args:
        bank: the bank as it is now.
        responses: records, as ``grade_all`` takes them; or scores, which are then what was before.
            A score that a person gave stays as long as version and maximum of the item do.
        decisions: in any order. ``accept``: the best score over the bank's key and the accepted
            responses. ``full_credit``: full points for everybody to whom the item was due, whatever
            was answered, nothing included. ``drop``: the item is taken out, and the others share
            its points in proportion to theirs, so that the maximum stays; with ``keep_max`` it
            stays in the maximum and earns nothing.
        scheme: how is graded now: a name (the bank's, then the bundled ones), a path, or a
            ``Scheme``.
        marks: people's decisions on single responses.
        form: the form or forms that were sat; they give points, seeds and the maximum.
        old_bank: the bank at the time of the exam; None is ``bank``.
        old_scheme: the scheme then; None is ``scheme``.
        no_loss: nobody's share of the maximum falls: whose total would be lower keeps the earlier
            one.
        graders: graders by format that win over the built-in ones.

    Raises:
        DecisionError: a decision does not fit its item, or an item has two actions.
        RecordsError: something is no decision or mark, or scores came without their responses.
        UnknownNameError: there is no such scheme.
        SchemeError: the scheme's file has faults.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> ann = {"examinee": "ann", "item": "residual-block-gradient-sign", "response": True}
    >>> item = next(i for i in bank.values() if i.format == "single_choice")
    >>> wrong = next(option.id for option in item.options if not option.correct)
    >>> record = {"examinee": "ann", "item": item.id, "response": wrong}
    >>> decision = {"item": item.id, "action": "accept", "response": wrong, "by": "Dr Ito"}
    >>> found = mli.regrade(bank, [record], decisions=[decision])
    >>> [(person.before.points, person.after.points) for person in found.people]
    [(0.0, 1.0)]
    """
    records: list[Any] = list(responses)
    scored = bool(records) and all(isinstance(record, ItemScore) for record in records)
    if not scored and any(isinstance(record, ItemScore) for record in records):
        raise RecordsError("responses or scores expected, found both")
    job = _Job(bank, old_bank, scheme, old_scheme, marks, form, graders)
    others = [record.item_id for record in records] if scored else list(old_bank or ())
    decided = rulings(decisions, bank, others=others, scheme=job.scheme)
    before, graded = (job.from_scores if scored else job.from_responses)(records, decided)
    return job.compared(before, graded, decided, no_loss)


class _Job:
    """What a regrading needs to know, read once."""

    def __init__(
        self,
        bank: Bank,
        old_bank: Bank | None,
        scheme: str | Path | Scheme,
        old_scheme: str | Path | Scheme | None,
        marks: Iterable[Mark | Mapping[str, Any]],
        form: Form | Sequence[Form] | None,
        graders: Graders | None,
    ) -> None:
        self.bank = bank
        self.old_bank = old_bank if old_bank is not None else bank
        self.scheme = scheme if isinstance(scheme, Scheme) else load_scheme(scheme, bank)
        if old_scheme is None:
            old_scheme = self.scheme if old_bank is None else scheme
        self.old_scheme = (
            old_scheme if isinstance(old_scheme, Scheme) else load_scheme(old_scheme, self.old_bank)
        )
        self.marks = tuple(marks)
        self.forms = [form] if isinstance(form, Form) else list(form or ())
        self.graders = graders

    def from_responses(
        self, records: Records, decided: Rulings
    ) -> tuple[list[ItemScore], list[ItemScore]]:
        """The scores before, and those after without full credit and drops."""
        before = self._graded(self.old_bank, self.old_scheme, records, {})
        if self.old_bank is not self.bank or self.old_scheme != self.scheme:
            return before, self._graded(self.bank, self.scheme, records, decided.accepted)
        # whatever no decision is about stays as it is, and need not be graded again
        again = [at for at, score in enumerate(before) if score.item_id in decided.accepted]
        fresh = self._graded(
            self.bank, self.scheme, [records[at] for at in again], decided.accepted
        )
        after = list(before)
        for at, score in zip(again, fresh, strict=True):
            after[at] = score
        return before, after

    def from_scores(
        self, scores: Sequence[ItemScore], decided: Rulings
    ) -> tuple[list[ItemScore], list[ItemScore]]:
        """The same where the scores before are known."""
        known = [*self.bank.forms, *(form.id for form in self.forms)]
        records = _after.responses_of(scores)
        told = _after.forms_of(scores, known)
        fresh = self._graded(self.bank, self.scheme, records, decided.accepted, more=told)
        after = [
            _after.by_a_person(old, new.model_copy(update={"presented": old.presented}))
            for old, new in zip(scores, fresh, strict=True)
        ]
        return list(scores), after

    def _graded(
        self,
        bank: Bank,
        scheme: Scheme,
        records: Records,
        accepted: Mapping[str, Sequence[Any]],
        more: Sequence[Form] = (),
    ) -> list[ItemScore]:
        engine = AcceptingEngine(scheme, bank, self.graders, accepted)
        forms = [*more, *self.forms]
        return list(_after.regraded(engine, bank, records, marks=self.marks, forms=forms))

    def compared(
        self,
        before: Sequence[ItemScore],
        graded: Sequence[ItemScore],
        decided: Rulings,
        no_loss: bool,
    ) -> Regrading:
        """Both sides put beside each other."""
        full = decided.full
        after = [_after.full_credit(s) if s.item_id in full else s for s in graded]
        old = sheets(before, self.old_bank, self.forms)
        new = sheets(after, self.bank, self.forms)
        given = _after.unanswered_credit(new, sorted(full), self.bank, self.scheme.name)
        if given:
            after += given
            new = sheets(after, self.bank, self.forms)
        people = tuple(
            self._person(name, old.get(name), new[name], decided, no_loss)
            for name in sorted(new, key=natural)
        )
        items = _compare.item_changes(people, (old, new), (self.old_bank, self.bank), decided)
        kept = {person.examinee_id for person in people if person.protected}
        rescaled = any(not stays for stays in decided.dropped.values())
        scores = _after.written(after, new, decided.dropped)
        if kept and not rescaled:
            # records graded twice stand at the same place; those given beside them come after
            pairs = zip(scores, before, strict=False)
            earlier = [old if new.examinee_id in kept else new for new, old in pairs]
            scores = earlier + [s for s in scores[len(earlier) :] if s.examinee_id not in kept]
        lines = self.scheme.total.pass_
        return Regrading(
            scores=tuple(scores),
            people=people,
            items=items,
            decisions=_compare.decision_records(decided, items),
            summary=_compare.counts(people, scores),
            no_loss=no_loss,
            scheme_before=self.old_scheme.name,
            scheme_after=self.scheme.name,
            pass_share=None if lines is None else float(lines),
            notes=tuple(self._notes(people, new, scores, decided, rescaled)),
        )

    def _person(
        self, name: str | None, old: Sheet | None, new: Sheet, decided: Rulings, no_loss: bool
    ) -> PersonChange:
        after = standing(new, self.scheme, decided.dropped)
        before = standing(old, self.old_scheme) if old is not None else after
        protected = False
        if no_loss:
            protected = _falls(before, after)
            after = higher(before, after, self.scheme)
        return _compare.person_change(
            name, (old, before), (new, after), decided, self.scheme, protected=protected
        )

    def _notes(
        self,
        people: Sequence[PersonChange],
        sheets_after: Mapping[str | None, Sheet],
        scores: Sequence[ItemScore],
        decided: Rulings,
        rescaled: bool,
    ) -> list[str]:
        notes = []
        sat = {name for sheet in sheets_after.values() for name in sheet.slots}
        idle = sorted({one.item for one in decided.decisions} - sat)
        if idle:
            notes.append(
                f"Nobody had these items, so their decisions do nothing: {', '.join(idle)}."
            )
        empty = sum(person.after.share is None for person in people)
        if empty:
            notes.append(f"{count(empty, 'examinee')} had nothing but dropped items.")
        kept = sum(person.protected for person in people)
        if kept:
            line = f"{count(kept, 'examinee')} would fall and keep the total from before."
            if rescaled:
                line += " The scores are those after all the same: a report shows the lower total."
            notes.append(line)
        return [*notes, *unused_marks(scores, "scores")]


def _falls(before: Standing, after: Standing) -> bool:
    if before.share is None or after.share is None:
        return False
    return after.share < before.share - _SLACK
