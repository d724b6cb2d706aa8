"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mlinterview.cli._run import say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.form import Form
    from mlinterview.model.free_text import FreeText
    from mlinterview.model.roster import Roster

__all__ = [
    "bank_option",
    "color",
    "difficulty_range",
    "force_option",
    "free_text_item",
    "json_option",
    "kinds",
    "names",
    "open_bank",
    "open_form",
    "open_roster",
    "output_path",
    "report_words",
    "scheme_option",
    "select",
    "selection_options",
    "width",
]

F = TypeVar("F", bound=Callable[..., Any])

bank_option = click.option(
    "--bank",
    "bank_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A bank of your own; else $MLINTERVIEW_BANK, else the bundled bank.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
force_option = click.option("--force", is_flag=True, help="Overwrite files that are there.")
scheme_option = click.option(
    "--scheme",
    metavar="NAME|FILE",
    help="Marking scheme: a name or a file (default: the form's, else the bank's).",
)

_SELECTION = [
    click.option("--category", multiple=True, metavar="ID", help="Only this category."),
    click.option("--area", multiple=True, metavar="ID", help="Only this area."),
    click.option("--topic", multiple=True, metavar="ID", help="Only this topic."),
    click.option("--task", multiple=True, metavar="ID", help="Only this life-cycle task."),
    click.option("--role", multiple=True, metavar="ID", help="Only items for this role."),
    click.option("--format", "formats", multiple=True, metavar="NAME", help="Only this format."),
    click.option("--difficulty", metavar="N|N-M", help="Levels 1 (recall) to 4 (expert)."),
]


def selection_options(command: F) -> F:
    """The options that choose items; one given several times means any of its values."""
    for option in reversed(_SELECTION):
        command = option(command)
    return command


def difficulty_range(text: str | None) -> tuple[int, int] | None:
    """``2`` or ``2-3`` as lowest and highest level."""
    if not text:
        return None
    low, sign, high = text.strip().partition("-")
    if not low.strip().isdecimal() or (sign and not high.strip().isdecimal()):
        raise click.BadParameter(f"a level such as 2, or 2-3, expected, found {text!r}")
    return int(low), int(high) if sign else int(low)


def select(bank: Bank, *, search: str | None = None, **given: Any) -> Bank:
    """The items that the selection options ask for."""
    try:
        return bank.select(
            category=given.get("category") or None,
            areas=given.get("area") or None,
            topics=given.get("topic") or None,
            tasks=given.get("task") or None,
            roles=given.get("role") or None,
            formats=given.get("formats") or None,
            difficulty=difficulty_range(given.get("difficulty")),
            search=search,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def open_bank(bank_dir: Path | None, *, quiet: bool = False) -> Bank:
    """The bank that is named by option, environment or package; faults are counted on stderr."""
    from mlinterview.bank.loader import load_bank

    named = bank_dir
    if named is None and os.environ.get("MLINTERVIEW_BANK"):
        named = Path(os.environ["MLINTERVIEW_BANK"])
    if named is not None and not named.is_dir():
        raise click.UsageError(f"no bank directory at {named}")
    bank = load_bank(named, strict=False)
    if not quiet:
        for problem in bank.problems:
            if problem.level != "error":  # a broken plug-in, which leaves no item out
                say(f"Warning: {problem.message}")
        if count := sum(problem.level == "error" for problem in bank.problems):
            say(
                f"{count} loading fault{'s' if count != 1 else ''}; faulty items are left out"
                " (mlinterview lint lists them)"
            )
    return bank


def free_text_item(bank: Bank, item_id: str) -> FreeText:
    """An item of a bank whose answers a rubric grades.

    Raises:
        UnknownNameError: there is no item of that name.
    """
    from mlinterview.model.free_text import FreeText

    item = bank[item_id]
    if not isinstance(item, FreeText):
        raise click.UsageError(f"a free_text item expected; {item_id} is {item.format}")
    return item


def open_form(name: str, bank: Bank) -> Form:
    """A form by file, or by id among the bank's own.

    What it asks for in vain, and what has changed since it was made, goes to stderr.
    """
    from mlinterview.bank._faults import place
    from mlinterview.bank._form_faults import form_changes, form_faults
    from mlinterview.bank.overlays import load_form

    path = Path(name)
    faults: list[tuple[tuple[str | int, ...], str]] = []
    if path.is_file():
        form = load_form(path)
        faults += form_faults(form, bank, bank)
        if len(faults) > 1 and not any(entry.id in bank for entry in form.entries()):
            # one cause, so one line
            message = f"none of its {len(faults)} items is in this bank; name theirs with --bank"
            faults = [(("sections",), message)]
    elif name in bank.forms:
        form = bank.forms[name]
    else:
        known = ", ".join(bank.forms) or "none"
        raise click.UsageError(
            f"no form file {name}, and no such form in the bank (it has: {known})"
        )
    for loc, message in (*faults, *form_changes(form, bank)):
        say(f"{name}: {place(loc)}: {message}")
    return form


def report_words(scores: Path, bank_dir: Path | None, forms: Sequence[str] = ()) -> str:
    """The command that reports on scores which were just written, for people to copy."""
    words = ["mlinterview", "report", str(scores)]
    for name in forms:
        words += ["--form", name]
    return shlex.join([*words, *(["--bank", str(bank_dir)] if bank_dir is not None else [])])


def open_roster(path: Path, variants: int | None) -> tuple[Roster, list[str]]:
    """A roster with so many variants dealt, and its faults, which are for the command to tell.

    Columns that it does not take go to stderr.
    """
    from mlinterview.rendering.paper import variant_codes
    from mlinterview.store import read_roster

    read = read_roster(path)
    for note in read.notes:
        say(str(note))
    roster = read if variants is None else read.dealt(variant_codes(variants))
    return roster, [str(problem) for problem in read.problems]


def kinds(by: str | None) -> tuple[str, ...]:
    """``category,topic`` as the kinds of rows; the usual ones where nothing is asked for."""
    from mlinterview.reports import KINDS

    if not by:
        return ("category", "area", "task")
    names = tuple(name.strip() for name in by.split(",") if name.strip())
    for name in names:
        if name not in KINDS:
            raise click.UsageError(f"--by takes {', '.join(KINDS)}; found {name!r}")
    return names


def names(listed: str | None) -> tuple[str, ...] | None:
    """``one, two`` as names; None where nothing is listed."""
    found = tuple(name.strip() for name in (listed or "").split(",") if name.strip())
    return found or None


def output_path(path: Path | None, force: bool) -> Path | None:
    """Refuse to overwrite unless forced, and a place where no file can be."""
    if path is None:
        return None
    if path.is_dir():
        raise click.UsageError(f"{path} is a directory; a file expected")
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists; --force overwrites it")
    if not path.parent.is_dir():
        raise click.UsageError(f"{path}: there is no directory {path.parent}")
    return path


def width() -> int:
    """Columns to write in: the terminal's, at most 100; 80 in pipes."""
    return min(100, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def color() -> bool:
    """Whether to colour what goes to stdout."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
