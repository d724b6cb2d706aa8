"""Decisions sorted by what they do, once all of them are known to fit and none contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mlinterview.bank.bank import Bank
from mlinterview.errors import DecisionError, MLInterviewError, RecordsError, UnknownNameError
from mlinterview.grading._engine import Engine
from mlinterview.model._faults import first_fault
from mlinterview.model.decision import Decision
from mlinterview.model.scheme import Scheme
from mlinterview.regrading._keys import accepted_value

__all__ = ["Rulings", "decision_fault", "rulings"]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is decided, by item.

    Attributes:
        decisions: all of them, each once, sorted: their order changes nothing.
        accepted: responses that count beside the key.
        full: items that give everybody full points.
        dropped: items taken out, with whether the maximum is kept and nothing rescaled.
    """

    decisions: tuple[Decision, ...]
    accepted: Mapping[str, tuple[Any, ...]]
    full: frozenset[str]
    dropped: Mapping[str, bool]


def rulings(
    decisions: Iterable[Decision | Mapping[str, Any]],
    bank: Bank,
    *,
    others: Iterable[str] = (),
    scheme: Scheme | str = "standard",
) -> Rulings:
    """The decisions sorted.

    Args:
        decisions: in any order; one that stands twice counts once.
        bank: where accepted responses are read.
        others: items that the bank does not have any more, which can only be dropped.
        scheme: how numbers are read.

    Raises:
        DecisionError: with a line for each decision that does not fit its item, and for each item
            with two actions.
        RecordsError: something is no decision.
    """
    known = [_decision(raw, number) for number, raw in enumerate(decisions, 1)]
    gone = set(others)
    found = [
        fault for one in known if (fault := decision_fault(one, bank, others=gone, scheme=scheme))
    ]
    faults = list(dict.fromkeys(found))
    unique = {
        (one.item, one.action, repr(one.response), one.keep_max, one.by, one.reason, one.date): one
        for one in sorted(known, key=_place)
    }
    ordered = tuple(unique.values())
    by_item: dict[str, list[Decision]] = {}
    for one in ordered:
        by_item.setdefault(one.item, []).append(one)
    for item, several in by_item.items():
        kinds = sorted({(one.action, one.keep_max) for one in several})
        if len(kinds) > 1:
            said = ", ".join(action + " with keep_max" * keep for action, keep in kinds)
            faults.append(f"{item}: one action expected for an item, found {said}")
    if faults:
        raise DecisionError(faults)
    return Rulings(
        decisions=ordered,
        accepted={
            item: tuple(one.response for one in several)
            for item, several in by_item.items()
            if several[0].action == "accept"
        },
        full=frozenset(one.item for one in ordered if one.action == "full_credit"),
        dropped={one.item: one.keep_max for one in ordered if one.action == "drop"},
    )


def decision_fault(
    decision: Decision,
    bank: Bank,
    *,
    others: Iterable[str] = (),
    scheme: Scheme | str = "standard",
) -> str | None:
    """Why a decision does not fit its item, on one line; None if it does."""
    item = bank.items_by_id.get(decision.item)
    if item is None:
        if decision.action == "drop" and decision.item in set(others):
            return None
        return UnknownNameError("item", decision.item, list(bank)).message
    if decision.action != "accept":
        return None
    try:
        accepted_value(item, decision.response, Engine(scheme, bank, None).tools)
    except MLInterviewError as error:
        message = str(error).removeprefix(f"item {item.id!r}: ")
        return f"{item.id}: response: {message}"
    return None


def _decision(raw: Decision | Mapping[str, Any], number: int) -> Decision:
    if isinstance(raw, Decision):
        return raw
    try:
        return Decision.model_validate(raw)
    except ValidationError as error:
        place, reason = first_fault(error)
        raise RecordsError(f"decision {number}: {place + ': ' if place else ''}{reason}") from None


def _place(decision: Decision) -> tuple[str, ...]:
    fields = (decision.item, decision.action, decision.response, decision.by, decision.reason)
    return tuple(map(repr, (*fields, decision.date)))
