"""The options of ``report --gradebook``, and writing what they ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import say

if TYPE_CHECKING:
    from mlinterview.reports import Report

__all__ = ["check", "options", "write"]

_OPTIONS = [
    click.option(
        "--gradebook",
        "kind",
        type=click.Choice(["moodle", "canvas", "xlsx"]),
        help="Totals that Moodle or Canvas import, or a workbook.",
    ),
    click.option(
        "--roster",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="With --gradebook: names, groups and who is absent.",
    ),
    click.option(
        "--column",
        metavar="TITLE",
        help="With --gradebook: what the grade is called, such as 'Midterm (4711)'.",
    ),
    click.option(
        "--id-column",
        "identifier",
        metavar="NAME",
        help="With --gradebook: the column of ids, such as 'Email address' or 'SIS Login ID'.",
    ),
]


def options(command: Any) -> Any:
    """All of them, for a command that takes them as keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check(book: dict[str, Any], out: Path | None, *, other: bool) -> None:
    """Refuse what does not go together."""
    kind = book["kind"]
    if kind is None:
        names = {"roster": "--roster", "column": "--column", "identifier": "--id-column"}
        for name, option in names.items():
            if book[name] is not None:
                raise click.UsageError(f"{option} goes with --gradebook")
    elif other:
        raise click.UsageError("--gradebook is a format of its own: no --to, --json or --each")
    elif kind == "xlsx" and out is None:
        raise click.UsageError("--gradebook xlsx needs --out FILE")


def write(made: Report, book: dict[str, Any], out: Path | None) -> None:
    """The gradebook into ``out`` or on stdout; what must be known of it on stderr."""
    from mlinterview.reports.gradebook import gradebook
    from mlinterview.store import replacing_bytes

    roster = None
    if book["roster"] is not None:
        roster, faults = shared.open_roster(book["roster"], None)
        for fault in faults:
            say(fault)
    try:
        found = gradebook(
            made,
            book["kind"],
            column=book["column"],
            identifier=book["identifier"],
            roster=roster,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for note in found.notes:
        say(note)
    if out is None or str(out) == "-":
        text = book["kind"] != "xlsx"
        click.echo(found.content.decode() if text else found.content, nl=False)
        return
    with replacing_bytes(out) as file:
        file.write(found.content)
    click.echo(str(out))
