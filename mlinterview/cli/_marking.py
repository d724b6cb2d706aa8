"""What the commands for people's marks share."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli._run import say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.console.screen import Terminal
    from mlinterview.model.records import Mark
    from mlinterview.model.roster import Roster

__all__ = ["count", "earlier_marks", "marker_name", "marks_under_ids", "tell_marks"]


def count(number: int, noun: str) -> str:
    """``1 answer``, ``3 answers``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def marker_name(by: str | None) -> str:
    """Who marks: the name given, else the user's."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on Python's version
        raise click.UsageError("nobody knows who marks: name yourself with --by NAME") from None


def earlier_marks(files: Iterable[Path | None], bank: Bank) -> tuple[list[Mark], int]:
    """The marks of the files that are there, in their order, and how many lines are none."""
    from mlinterview.store import read_marks

    marks: list[Mark] = []
    faults = 0
    for path in files:
        if path is None or not path.is_file() or not path.stat().st_size:
            continue
        found = read_marks(path, bank=bank)
        for problem in found.problems:
            say(str(problem))
        faults += len(found.problems)
        marks += found
    return marks, faults


def tell_marks(terminal: Terminal, made: int, out: Path) -> None:
    """Say where the marks are, on a line that is broken by nobody but the terminal."""
    from rich.text import Text

    marks = f"{count(made, 'mark')} added to {out}"
    use = f"Grade with them: mlinterview grade ANSWERS --marks {out}"
    lines = [Text(line, no_wrap=True, overflow="ignore") for line in (marks, use)]
    terminal.show(["", *lines])


def marks_under_ids(marks: Sequence[Mark], roster: Roster) -> list[Mark]:
    """The marks under the ids that the responses have now."""
    known = [(mark, roster.find(mark.examinee or "")) for mark in marks]
    return [
        mark if entry is None else mark.model_copy(update={"examinee": entry.examinee})
        for mark, entry in known
    ]
