"""Item analysis of scores: what the bank and the forms know, joined to what the scores say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from mlinterview.analysis import Analysis, ItemFacts, OptionFacts, PartFacts, ScoreMatrix
from mlinterview.analysis._irt_results import Model, Theta
from mlinterview.analysis._numpy import require_numpy
from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import MLInterviewError, UnknownNameError, abbreviate
from mlinterview.grading.guessing import guess
from mlinterview.model.cloze import Cloze
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.reports._due import DueItems
from mlinterview.reports._records import by_person

__all__ = ["analyze"]


def analyze(
    scores: Iterable[ItemScore] | ScoreMatrix,
    *,
    bank: Bank | None = None,
    scheme: str | Path | Scheme | None = None,
    form: Form | Sequence[Form] | None = None,
    irt: Model | None = None,
    theta: Theta = "eap",
) -> Analysis:
    """Item analysis: facility, discrimination, distractors, reliability; abilities if asked for.

    Every value comes with an interval. One that is undefined, or rests on too few answers, is None
    with a reason. Scores that are ``needs_review``, ``invalid`` or ``failed`` are left out and
    counted; unanswered ones count as 0.

    Args:
        scores: as ``grade_all`` and ``read_scores`` give them; or a ``ScoreMatrix``.
        bank: gives keys, options, titles, categories, and what guessing earns. Without it options
            are those that responses named, and the key is the option that earned full marks.
        scheme: what guessing earns goes by it; else that of the scores.
        form: the form or forms that were sat. Items due on them without a record are unanswered,
            sections are the strata of stratified alpha. Without one an item without a record was
            not given to that person.
        irt: fit ``1pl`` or ``2pl``; under 100 persons the analysis says why not.
        theta: estimate abilities as ``eap`` or ``map``.

    Raises:
        MissingExtraError: numpy is not installed.
        UnknownNameError: there is no such scheme.
        TypeError: ``scores`` holds something else.

    >>> import mlinterview as mli
    >>> table = mli.ScoreMatrix.of([[1, 1], [1, 0], [0, 1], [1, 1], [0, 0]])
    >>> found = mli.analyze(table)
    >>> [item.facility for item in found.items], round(found.form.alpha, 3)
    ([0.6, 0.6], 0.286)
    >>> found.items[0].reasons["guess"]
    'no guess value is known'
    """
    require_numpy()
    from mlinterview.analysis._build import analyze_matrix
    from mlinterview.analysis._collect import Known, collect

    if isinstance(scores, ScoreMatrix):
        return analyze_matrix(scores, irt=irt, theta=theta)
    people = by_person(_checked(scores))
    records = list(chain.from_iterable(people.values()))
    forms = _forms(form, records, bank)
    notes: list[str] = []
    due: dict[str, Sequence[str]] = {}
    if forms:
        finder = DueItems(forms, records, bank if bank is not None else Bank({}))
        records = []
        for who, mine in people.items():
            found = finder.of(mine)
            due[who or ""] = tuple(found.points)
            records += found.records
            notes += found.notes
    facts = _Facts(bank, _scheme(scheme, records, bank), forms)
    order = dict.fromkeys(chain(chain.from_iterable(due.values()), (s.item_id for s in records)))
    known = Known(
        items=facts.of(order),
        read=facts.read,
        due=due,
        stratified_by=facts.stratified_by,
        notes=tuple(dict.fromkeys(notes)),
    )
    return analyze_matrix(collect(records, known), irt=irt, theta=theta)


def _checked(scores: Iterable[Any]) -> Iterable[ItemScore]:
    for score in scores:
        if not isinstance(score, ItemScore):
            raise TypeError(
                f"ItemScore records or a ScoreMatrix expected, found {abbreviate(score)};"
                " ScoreMatrix.of makes one of rows of numbers"
            )
        yield score


def _forms(
    form: Form | Sequence[Form] | None, records: Sequence[ItemScore], bank: Bank | None
) -> list[Form]:
    """The forms given, else those of the bank that the records name."""
    if form is not None:
        return [form] if isinstance(form, Form) else list(form)
    if bank is None:
        return []
    named = dict.fromkeys(record.presented.form for record in records)
    return [bank.forms[name] for name in named if name is not None and name in bank.forms]


def _scheme(
    scheme: str | Path | Scheme | None, records: Sequence[ItemScore], bank: Bank | None
) -> Scheme:
    """The scheme asked for; else that of the records, as far as it can be found."""
    if isinstance(scheme, Scheme):
        return scheme
    if scheme is not None:
        return load_scheme(str(scheme), bank)
    used = {record.scheme for record in records}
    try:
        return load_scheme(used.pop() if len(used) == 1 else "standard", bank)
    except UnknownNameError:
        return load_scheme("standard", bank)


class _Facts:
    """What is known of items beside their scores."""

    def __init__(self, bank: Bank | None, scheme: Scheme, forms: Sequence[Form]) -> None:
        self._bank, self._scheme = bank, scheme
        self._sections: dict[str, str] = {}
        if any(len(form.sections) > 1 for form in forms):
            for form in forms:
                for number, section in enumerate(form.sections, 1):
                    for entry in section.items:
                        self._sections.setdefault(entry.id, section.title or f"section {number}")
        self.stratified_by = "section" if self._sections else "category" if bank else None

    def of(self, item_ids: Iterable[str]) -> dict[str, ItemFacts]:
        """The facts of these items, in the order of the form, else as they come."""
        return {item_id: fact for item_id in item_ids if (fact := self._fact(item_id)) is not None}

    def _fact(self, item_id: str) -> ItemFacts | None:
        item = self._bank.items_by_id.get(item_id) if self._bank is not None else None
        if item is None:
            return None
        options, several = _options(item)
        return ItemFacts(
            item_id,
            float(item.points),
            item.title,
            self._guess(item),
            self._sections.get(item_id) or item.category,
            options,
            several,
            _parts(item),
        )

    def _guess(self, item: Item) -> float | None:
        try:
            mean = guess(item, scheme=self._scheme, bank=self._bank).mean
        except Exception:  # a plug-in's grader may do anything; the analysis goes on without it
            return None
        return mean if mean is not None and math.isfinite(mean) else None

    def read(self, item_id: str, response: Any) -> Any:
        """A response in the type of the item's format; None where it cannot be read."""
        item = self._bank.items_by_id.get(item_id) if self._bank is not None else None
        if item is None:
            return None
        try:
            return item.read_response(response)
        except MLInterviewError:  # the item has changed since
            return None


def _options(item: Item) -> tuple[tuple[OptionFacts, ...], bool]:
    """What could be chosen, and whether any number of it."""
    if item.format == "true_false":
        key = bool(item.key_response())
        return (
            OptionFacts("true", "True", key=key),
            OptionFacts("false", "False", key=not key),
        ), False
    if item.format not in ("single_choice", "multi_select"):
        return (), False
    options = tuple(
        OptionFacts(option.id, option.text, bool(option.correct), option.misconception)
        for option in getattr(item, "options", ())
    )
    return options, item.format == "multi_select"


def _parts(item: Item) -> tuple[PartFacts, ...]:
    """Rows of a matching, and blanks of a cloze in which one option is chosen."""
    if isinstance(item, Matching):
        return tuple(
            PartFacts(
                row.id,
                tuple(
                    OptionFacts(option.id, option.text, option.id == row.match)
                    for option in item.options
                ),
            )
            for row in item.rows
        )
    if isinstance(item, Cloze):
        return tuple(
            PartFacts(
                name,
                tuple(
                    OptionFacts(option.id, option.text, bool(option.correct), option.misconception)
                    for option in getattr(item.blanks[name], "options", ())
                ),
            )
            for name in item.blank_ids
            if getattr(item.blanks[name], "format", None) == "single_choice"
        )
    return ()
