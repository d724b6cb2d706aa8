"""Decisions on the command line: short forms read as the paper shows its letters, and files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli._run import PROBLEMS, Stop, say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.decision import Decision
    from mlinterview.model.form import Form
    from mlinterview.model.item import Item
    from mlinterview.model.records import ResponseRecord

__all__ = ["ShortForms", "decisions_of_file", "short_decisions"]

Order = tuple[str, ...]
#: accept, drop and full credit as they stand on the line, and whether drops keep the maximum
ShortForms = tuple[Sequence[str], Sequence[str], Sequence[str], bool]


def decisions_of_file(path: Path, bank: Bank, others: Iterable[str]) -> list[Decision]:
    """The decisions of a file; with one that is none, nothing is regraded.

    Raises:
        Stop: there are faults; each stands on a line of its own.
    """
    from mlinterview.regrading import read_decisions

    found = read_decisions(path, bank=bank, others=others)
    for problem in found.problems:
        say(str(problem))
    if found.problems:
        raise Stop(PROBLEMS)
    return list(found)


def short_decisions(
    given: ShortForms,
    bank: Bank,
    *,
    records: Sequence[ResponseRecord],
    forms: Sequence[Form],
    others: Iterable[str],
    reason: str | None,
    by: str | None,
) -> list[Decision]:
    """The decisions of ``--accept``, ``--drop`` and ``--full-credit``, dated today.

    Raises:
        UsageError: one cannot be read.
        UnknownNameError: there is no such item.
    """
    from mlinterview.model.decision import Decision

    accept, drop, full, keep_max = given
    shared: dict[str, Any] = {"reason": reason, "by": by, "date": datetime.date.today()}
    found = []
    gone = set(others)
    for text in accept:
        name, sign, typed = text.partition("=")
        if not sign or not typed.strip():
            raise click.UsageError(f"--accept takes ITEM=RESPONSE, found {text!r}")
        item = bank[name.strip()]
        for response in _responses(item, typed.strip(), _orders(item, records, forms, bank)):
            found.append(Decision(item=item.id, action="accept", response=response, **shared))
    for name in drop:
        item_id = name.strip() if name.strip() in gone else bank[name.strip()].id
        found.append(Decision(item=item_id, action="drop", keep_max=keep_max, **shared))
    for name in full:
        found.append(Decision(item=bank[name.strip()].id, action="full_credit", **shared))
    return found


def _responses(item: Item, typed: str, orders: Sequence[Order]) -> list[Any]:
    """What was typed as responses: of a single choice each option that is named, else one."""
    from mlinterview.errors import InvalidResponseError

    try:
        readings = [_read(item, typed, order) for order in orders]
    except InvalidResponseError as error:
        message = error.for_item(item.id)
        raise click.UsageError(f"--accept: {message}") from None
    if any(reading != readings[0] for reading in readings):
        raise click.UsageError(
            f"--accept: the letters of {item.id} differ from paper to paper;"
            f" name options by id: {', '.join(name for name, _ in item.choices)}"
        )
    return readings[0]


def _read(item: Item, typed: str, order: Order) -> list[Any]:
    from mlinterview.model.content import shown_ids, split_list
    from mlinterview.model.single_choice import SingleChoice

    if isinstance(item, SingleChoice):
        expected = f"letters or option ids ({shown_ids(item.choices)})"
        return split_list(typed, item.choices, order, expected)
    return [item.parse_text(typed, order)]


def _orders(
    item: Item, records: Sequence[ResponseRecord], forms: Sequence[Form], bank: Bank
) -> list[Order]:
    """The orders in which the papers showed the item; the bank's where there are no papers."""
    by_id = {**bank.forms, **{form.id: form for form in forms}}
    found = dict.fromkeys(_shown(item, records, by_id))
    return list(found) or [item.order(None, item.id)]


def _shown(
    item: Item, records: Sequence[ResponseRecord], forms: dict[str, Form]
) -> Iterator[Order]:
    from mlinterview.grading.stream import seed_of

    papers = {
        (record.form, record.variant, record.seed): record
        for record in records
        if record.item == item.id
    }
    for record in papers.values():
        form = forms.get(record.form) if record.form is not None else None
        entry = form.entry(item.id) if form is not None else None
        if entry is not None and entry.options and not record.variant:
            yield entry.options
        else:
            yield item.order(seed_of(record, form), item.id)
