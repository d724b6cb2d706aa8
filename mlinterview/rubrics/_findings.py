"""What a check of a rubric found: a problem with the whole text that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from mlinterview.bank.bank import Bank
from mlinterview.model.free_text import FreeText
from mlinterview.model.problem import Level, Problem

__all__ = ["CUT", "Finding", "cut", "finding"]

_SHOWN = 100
#: how a text ends that was cut
CUT = "\u2026\u201d"
_END = "\u201d"


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """A problem of a rubric.

    Attributes:
        text: the whole answer or attack, which the message cuts; ``""`` where there is none.
        criteria: those that the text earned something for.
    """

    text: str = ""
    criteria: tuple[str, ...] = ()


def finding(
    bank: Bank,
    item: FreeText,
    rule: str,
    message: str,
    level: Level = "error",
    *,
    text: str = "",
    criteria: tuple[str, ...] = (),
) -> Finding:
    """A finding about an item, with its place in the bank."""
    source = bank.sources.get(item.id)
    return Finding(
        rule,
        level,
        file=source.file if source is not None else "",
        line=source.line if source is not None else 0,
        item=item.id,
        where="rubric",
        message=message,
        text=text,
        criteria=criteria,
    )


def cut(text: str) -> str:
    """A text in quotes on one line, cut where it is long."""
    flat = " ".join(text.split())
    return f"\u201c{flat[:_SHOWN]}{CUT if len(flat) > _SHOWN else _END}"
