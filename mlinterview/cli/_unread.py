"""What could not be graded, told on stderr."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlinterview._text import together
from mlinterview.cli._run import say

if TYPE_CHECKING:
    from mlinterview.model.score import ItemScore

__all__ = ["fault_lines", "tell_unread"]


def fault_lines(faults: Iterable[tuple[str, str, str]]) -> list[str]:
    """A line for each fault of a person, or of nobody (``""``), and the items that have it."""
    return [
        f"{who}: {items}: {fault}" if who else f"{items}: {fault}"
        for who, items, fault in together(faults)
    ]


def tell_unread(scores: Iterable[ItemScore]) -> None:
    """Invalid and failed records, and marks that were not used."""
    found = []
    for score in scores:
        if score.problem is not None:
            message = score.problem.message.removeprefix(f"item {score.item_id!r}: ")
            found.append((score.examinee_id or "", score.item_id, f"{score.status}: {message}"))
    for line in fault_lines(found):
        say(line)
