"""Grading a stream of records: one score each, in their order, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mlinterview.bank.bank import Bank
from mlinterview.errors import MLInterviewError, UnknownNameError
from mlinterview.grading._engine import Engine, Graders, printed_order, problem_of
from mlinterview.grading._given import as_given
from mlinterview.grading._marks import Decisions, marked
from mlinterview.model._faults import first_fault
from mlinterview.model.form import Form, variant_seed
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore, Presented, ScoreProblem

__all__ = ["duplicate", "grade_all", "grade_with", "seed_of"]

#: looking for names that are alike takes time; a file with more unknown items is another bank's
_MOST_HINTS = 100


def grade_all(
    bank: Bank,
    responses: Iterable[ResponseRecord | Mapping[str, Any]],
    *,
    scheme: str | Path | Scheme = "standard",
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    forms: Iterable[Form] = (),
    graders: Graders | None = None,
) -> Iterator[ItemScore]:
    """One score a record, in their order, in constant memory.

    A response that cannot be read, or an item that the bank does not have, gives a record with
    ``points=None`` and a ``problem``, and grading goes on.

    Args:
        bank: where the items come from.
        responses: records, or mappings with their fields.
        scheme: a name (the bank's schemes, then the bundled ones), a path, or a ``Scheme``.
        marks: people's decisions, which win over any grader. A mark whose item version or response
            has changed since is not used; the score's ``problem`` says so.
        forms: forms that the records may name, before those of the bank: they give points, seeds
            and printed orders.
        graders: graders by format that win over the built-in ones.

    Raises:
        UnknownNameError: there is no such scheme.
        SchemeError: the scheme's file has faults.
        RecordsError: something among ``marks`` is no mark.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> [score.status for score in mli.grade_all(bank, [{"item": "loss-for-task", "response": {}}])]
    ['unanswered']
    """
    # faults of the arguments show at once
    return grade_with(Engine(scheme, bank, graders), bank, responses, marks=marks, forms=forms)


def grade_with(
    engine: Engine,
    bank: Bank,
    responses: Iterable[ResponseRecord | Mapping[str, Any]],
    *,
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    forms: Iterable[Form] = (),
) -> Iterator[ItemScore]:
    """`grade_all` with an engine that is put together already."""
    by_form = {**bank.forms, **{form.id: form for form in forms}}
    stream = _Stream(bank, engine, by_form, Decisions(marks))
    return map(stream.graded, responses)


class _Stream:
    def __init__(
        self, bank: Bank, engine: Engine, forms: Mapping[str, Form], decisions: Decisions
    ) -> None:
        self._bank = bank
        self._engine = engine
        self._forms = forms
        self._decisions = decisions
        self._hints = 0

    def graded(self, raw: ResponseRecord | Mapping[str, Any]) -> ItemScore:
        """The score of one record, whatever it holds."""
        if not isinstance(raw, ResponseRecord):
            try:
                raw = ResponseRecord.model_validate(raw)
            except ValidationError as error:
                return self._no_record(raw, error)
        form = self._forms.get(raw.form) if raw.form is not None else None
        presented = Presented(form=raw.form, variant=raw.variant, seed=seed_of(raw, form))
        fields: dict[str, Any] = {
            "examinee_id": as_given(raw.examinee),
            "attempt": raw.attempt,
            "seconds": raw.seconds,
            "presented": presented,
        }
        entry = form.entry(raw.item) if form is not None else None
        if entry is not None and entry.points is not None:
            fields["max_points"] = float(entry.points)
        item = self._bank.items_by_id.get(raw.item)
        if item is None:
            return self._unreadable(raw.item, raw.response, self._unknown(raw.item), fields)
        try:
            item = item.variant(presented.seed)
            order = printed_order(item, presented.seed)
            if entry is not None and entry.options and not raw.variant:
                order = entry.options
            fields["presented"] = presented.model_copy(update={"order": order})
            score = self._engine.score(item, raw.response, fields)
        except MLInterviewError as error:  # the response cannot be read, or the seed has no variant
            fields = {
                "max_points": float(item.points),
                "item_version": item.version,
                **fields,
            }
            score = self._unreadable(item.id, raw.response, problem_of(error), fields)
        mark = self._decisions.of(score)
        return score if mark is None else marked(score, item, mark)

    def _no_record(self, raw: Any, error: ValidationError) -> ItemScore:
        place, reason = first_fault(error)
        message = f"{place}: {reason}" if place else "a record with 'item' and 'response' expected"
        problem = ScoreProblem(kind="InvalidRecord", message=message[:500])
        known = raw if isinstance(raw, Mapping) else {"response": raw}
        examinee = known.get("examinee")
        fields = {"examinee_id": None if examinee is None else str(as_given(examinee))}
        item_id = known.get("item")
        return self._unreadable(
            "" if item_id is None else str(as_given(item_id)),
            known.get("response"),
            problem,
            fields,
        )

    def _unknown(self, item_id: str) -> ScoreProblem:
        self._hints += 1
        known = list(self._bank) if self._hints <= _MOST_HINTS else []
        return problem_of(UnknownNameError("item", item_id, known))

    def _unreadable(
        self, item_id: str, response: Any, problem: ScoreProblem, fields: dict[str, Any]
    ) -> ItemScore:
        """An ``invalid`` score; it keeps its place in the maximum."""
        maximum = fields.pop("max_points", 0.0)
        return ItemScore(
            item_id=str(as_given(item_id)),
            response=as_given(response),
            points=None,
            points_range=(0.0, maximum),
            max_points=maximum,
            status="invalid",
            confidence=0.0,
            scheme=self._engine.scheme.name,
            problem=problem,
            **fields,
        )


def seed_of(record: ResponseRecord, form: Form | None) -> int | None:
    """What the item was drawn and shuffled with: the record's seed, its variant's, the form's."""
    if record.seed is not None:
        return record.seed
    if record.variant and record.form is not None:
        return variant_seed(record.form, record.variant, record.item)
    return form.seed_for(record.item) if form is not None else None


def duplicate(score: ItemScore) -> ItemScore:
    """The score of a second record with the same examinee, item and attempt: ``invalid``."""
    message = f"a second record for attempt {score.attempt}; the first one counts"
    return score.model_copy(
        update={
            "points": None,
            "points_range": (0.0, score.max_points),
            "status": "invalid",
            "criteria": (),
            "feedback": (),
            "misconceptions": (),
            "confidence": 0.0,
            "grader": None,
            "problem": ScoreProblem(kind="DuplicateRecord", message=message),
        }
    )
