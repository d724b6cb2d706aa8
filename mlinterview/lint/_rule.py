"""What a rule is, what it finds, and what it may look at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from mlinterview.bank.bank import Bank
from mlinterview.model.item import Item
from mlinterview.model.problem import Level

__all__ = ["Check", "Context", "Finding", "Loc", "Rule", "each_item"]

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at.

    Attributes:
        bank: the items, and all that lies beside them.
        today: the day that dates are compared with.
    """

    bank: Bank
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    Attributes:
        message: what was found and what was expected, on one line.
        loc: the place in the item: field names and indexes.
        item: the item's id; ``""`` where it is the bank's.
        level: where it differs from the rule's own.
        file: where it stands if it is in no item.
    """

    message: str
    loc: Loc = ()
    item: str = ""
    level: Level | None = None
    file: str = ""


Check = Callable[[Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check.

    Attributes:
        id: ``E`` for an error, ``W`` for a warning, ``B`` for a rule about a bank as a whole.
        level: how grave a finding is in the profile ``published``.
        reason: why it matters, in one line.
        how_to_fix: what an author does about it.
        check: finds what breaks the rule.
    """

    id: str
    level: Level
    reason: str
    how_to_fix: str
    check: Check


def each_item(check: Callable[[Item, Context], Iterable[Finding]]) -> Check:
    """The check of a bank that looks at one item after the other."""

    def check_all(context: Context) -> Iterator[Finding]:
        for item in context.bank.values():
            for finding in check(item, context):
                yield replace(finding, item=item.id)

    return check_all
