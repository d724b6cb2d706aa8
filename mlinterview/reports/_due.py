"""Which items are due for whom, and what each is worth.

A form says it; without one, the union of the items in the records that name the same form or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlinterview.bank.bank import Bank
from mlinterview.errors import UnknownNameError
from mlinterview.model.form import Form
from mlinterview.model.score import ItemScore
from mlinterview.reports._wording import count

__all__ = ["Due", "DueItems"]


@dataclass(frozen=True, slots=True)
class Due:
    """What one person had to answer.

    Attributes:
        points: maximum points by item, in printed order.
        records: the records that belong to it.
        fixed: items whose points the form sets, whatever the record says.
        forms: ids of the forms that say so; empty where the records do.
        notes: what a reader must know of it.
    """

    points: Mapping[str, float]
    records: tuple[ItemScore, ...]
    fixed: frozenset[str]
    forms: tuple[str, ...]
    notes: tuple[str, ...]


class DueItems:
    """Finds what is due for each person of a set of scores."""

    def __init__(self, forms: Sequence[Form], scores: Iterable[ItemScore], bank: Bank) -> None:
        self._forms = {form.id: form for form in forms}
        self._bank = bank
        self._order = {item_id: place for place, item_id in enumerate(bank)}
        # per form (or None): the items of its records, with the highest maximum met
        self._seen: dict[str | None, dict[str, float]] = {}
        for score in scores:
            points = self._seen.setdefault(score.presented.form, {})
            points[score.item_id] = max(points.get(score.item_id, 0.0), score.max_points)

    def of(self, records: Sequence[ItemScore]) -> Due:
        """What is due for the person with these records."""
        named = {record.presented.form for record in records} - {None}
        forms = [form for name, form in self._forms.items() if name in named]
        notes: list[str] = []
        if not forms and self._forms and not named:
            forms = [self._likeliest(records)]
            if len(self._forms) > 1:
                notes.append(f"No record names a form; read as {forms[0].id}, which fits best.")
        if forms:
            return self._by_forms(forms, records, notes)
        if self._forms:
            others = ", ".join(sorted(str(name) for name in named))
            notes.append(f"The records name a form that was not given: {others}.")
        return self._by_union(records, notes)

    def _likeliest(self, records: Sequence[ItemScore]) -> Form:
        answered = {record.item_id for record in records}
        return max(
            self._forms.values(),
            key=lambda form: sum(entry.id in answered for entry in form.entries()),
        )

    def _by_forms(
        self, forms: Sequence[Form], records: Sequence[ItemScore], notes: list[str]
    ) -> Due:
        names = {form.id for form in forms}
        mine = [record for record in records if record.presented.form in (None, *names)]
        sat = {record.item_id: record.presented.form for record in mine}
        points: dict[str, float] = {}
        fixed: set[str] = set()
        unknown = 0
        for form in forms:
            for entry in form.entries():
                if entry.id in points and sat.get(entry.id) != form.id:
                    continue
                worth = entry.points or self._worth(entry.id, (form.id, None))
                if not worth:
                    unknown += 1
                    continue
                points[entry.id] = float(worth)
                (fixed.add if entry.points else fixed.discard)(entry.id)
        kept = tuple(
            record for record in mine if record.item_id in points or self._unreadable(record)
        )
        left = len(records) - len(kept)
        if left:
            notes.append(
                f"{count(left, 'record')} of items or forms other than"
                f" {', '.join(sorted(names))} left out."
            )
        if unknown:
            notes.append(
                f"{count(unknown, 'item')} of the form that the bank does not have left out."
            )
        ids = tuple(form.id for form in forms)
        return Due(points, kept, frozenset(fixed), ids, tuple(notes))

    def _by_union(self, records: Sequence[ItemScore], notes: list[str]) -> Due:
        groups = sorted({record.presented.form for record in records} - {None}, key=str)
        sources: tuple[str | None, ...] = (*groups, None)
        ids = {item_id for name in sources for item_id in self._seen.get(name, {})}
        last = len(self._order)
        points = {}
        for item_id in sorted(ids, key=lambda found: (self._order.get(found, last), found)):
            worth = self._worth(item_id, sources)
            if worth:
                points[item_id] = worth
        what = "that name this form or none" if groups else "that name no form"
        notes.append(
            f"No form given: the maximum is that of the {count(len(points), 'item')}"
            f" in the records {what}."
        )
        return Due(points, tuple(records), frozenset(), (), tuple(notes))

    def _worth(self, item_id: str, names: Sequence[str | None]) -> float:
        """What the item is worth in records of these forms, else in the bank; 0 if nobody knows."""
        seen = max(self._seen.get(name, {}).get(item_id, 0.0) for name in names)
        if seen > 0:
            return seen
        try:
            return float(self._bank[item_id].points)
        except UnknownNameError:
            return 0.0

    def _unreadable(self, record: ItemScore) -> bool:
        """Whether it is of no known item: such a record is shown, not left out."""
        return record.status == "invalid" and record.item_id not in self._bank
