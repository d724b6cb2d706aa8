"""``mlinterview regrade``."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._decisions import decisions_of_file, short_decisions
from mlinterview.cli._files import holds_scores, seekable
from mlinterview.cli._marking import marks_under_ids
from mlinterview.cli._run import UNGRADED, Stop, print_json, say
from mlinterview.cli._unread import tell_unread

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.decision import Decision
    from mlinterview.model.form import Form
    from mlinterview.model.records import Mark
    from mlinterview.model.roster import Roster
    from mlinterview.regrading import Regrading

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_OUT = click.Path(path_type=Path)


@click.command(
    "regrade",
    epilog="Example: mlinterview regrade answers.csv --bank exam --accept q7=b --drop q12",
)
@click.argument(
    "responses", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--decisions", "decision_file", type=_FILE, help="Decisions (YAML, JSON).")
@click.option(
    "--accept",
    multiple=True,
    metavar="ITEM=RESPONSE",
    help="Count this as right too: letters or ids (b,c), true, a number, text; may be repeated.",
)
@click.option("--drop", multiple=True, metavar="ITEM", help="Take the item out; may be repeated.")
@click.option(
    "--keep-max",
    is_flag=True,
    help="With --drop: the item stays in the maximum and earns nothing (else the others share its"
    " points).",
)
@click.option(
    "--full-credit", multiple=True, metavar="ITEM", help="Full points for everybody; repeatable."
)
@click.option("--no-loss", is_flag=True, help="Nobody's total falls.")
@click.option("--reason", help="Why, for --accept, --drop and --full-credit.")
@click.option("--by", help="Who decides (default: the user's name).")
@click.option(
    "--write-decisions", type=_OUT, metavar="FILE", help="Write all decisions for --decisions."
)
@click.option("--old-bank", type=_OUT, metavar="DIR", help="The bank at the time of the exam.")
@click.option("--new-bank", type=_OUT, metavar="DIR", help="The bank now: the same as --bank.")
@click.option("--form", "forms", multiple=True, metavar="FORM", help="The form; may be repeated.")
@click.option(
    "--scheme",
    metavar="NAME|FILE",
    help="Marking scheme now (default: the one at the time of the exam).",
)
@click.option(
    "--old-scheme",
    metavar="NAME|FILE",
    help="Marking scheme at the time of the exam (default: that of the scores, else the form's,"
    " else the bank's).",
)
@click.option("--marks", type=_FILE, help="Marks given by people; they hold before and after.")
@click.option("--wide", is_flag=True, help="RESPONSES is a table with one row a person.")
@click.option("--map", "map_file", type=_FILE, help="Which column is which item, for --wide.")
@click.option("--examinee-column", metavar="NAME", help="The column that names the person.")
@click.option(
    "--roster", "roster_file", type=_FILE, help="Who sat which variant, as `grade` takes it."
)
@click.option(
    "--variants",
    type=click.IntRange(min=1, max=10_000),
    metavar="N",
    help="Deal so many variants to the people of --roster without one, as exam render does.",
)
@click.option("--out", type=_OUT, metavar="FILE", help="Write the new scores as JSON Lines.")
@click.option(
    "--write-form",
    type=_OUT,
    metavar="FILE",
    help="Write the form without dropped items, to report --out with.",
)
@click.option(
    "--to",
    type=click.Choice(["text", "json", "html", "md", "csv"]),
    default="text",
    show_default=True,
    help="What to print; csv has one row a person, everybody.",
)
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    responses: Path,
    decision_file: Path | None,
    accept: tuple[str, ...],
    drop: tuple[str, ...],
    keep_max: bool,
    full_credit: tuple[str, ...],
    no_loss: bool,
    reason: str | None,
    by: str | None,
    write_decisions: Path | None,
    old_bank: Path | None,
    new_bank: Path | None,
    forms: tuple[str, ...],
    scheme: str | None,
    old_scheme: str | None,
    marks: Path | None,
    wide: bool,
    map_file: Path | None,
    examinee_column: str | None,
    roster_file: Path | None,
    variants: int | None,
    out: Path | None,
    write_form: Path | None,
    to: str,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Grade again after decisions about items; print what changes for whom.

    RESPONSES holds response records as `grade` reads them, or the scores that `grade --out` wrote,
    which are then what was before. Nothing that is there is changed or overwritten. Exit 1 if a
    decision has a fault, 3 if some records could not be graded.
    """
    as_json = as_json or to == "json"
    if as_json and out is not None and str(out) == "-":
        raise click.UsageError("--json and --out - both want stdout")
    if out is not None and to != "text" and out.suffix.lower() == f".{to}":
        raise click.UsageError(
            f"--out takes the new scores; --to {to} goes to standard output: > {out}"
        )
    for path in (out, write_decisions, write_form):
        if path is not None and str(path) != "-":
            shared.output_path(path, force)
    if write_form is not None and len(forms) != 1:
        raise click.UsageError("--write-form goes with one --form")
    if keep_max and not drop:
        raise click.UsageError("--keep-max goes with --drop; in a file it is keep_max: true")
    if not wide and (map_file is not None or examinee_column is not None):
        raise click.UsageError("--map and --examinee-column are for tables read with --wide")
    if variants is not None and roster_file is None:
        raise click.UsageError("--variants deals papers to the people of a --roster")
    if new_bank is not None and bank_dir is not None:
        raise click.UsageError("--new-bank and --bank are the same; give one")
    bank = shared.open_bank(new_bank or bank_dir)
    before = shared.open_bank(old_bank) if old_bank is not None else None
    opened = [shared.open_form(name, bank) for name in forms]
    roster, problems = None, list[str]()
    if roster_file is not None:
        roster, problems = shared.open_roster(roster_file, variants)
    with ExitStack() as stack:
        path = seekable(responses, stack)
        columns = {"wide": wide, "examinee_column": examinee_column, "mapping": map_file}
        given = _read(path, columns, opened, before or bank, roster)
    gone = [*(before or ()), *given.items()]
    decisions: list[Decision] = []
    if decision_file is not None:
        decisions += decisions_of_file(decision_file, bank, gone)
    decisions += short_decisions(
        (accept, drop, full_credit, keep_max),
        bank,
        records=given.papers(),
        forms=opened,
        others=gone,
        reason=reason,
        by=by or _user(),
    )
    problems += given.problems
    marked = _marks(marks, bank, problems, roster)
    for line in problems:
        say(line)
    earlier = old_scheme or given.scheme(bank, opened)
    found = _regraded(given, bank, before, decisions, marked, opened, scheme, earlier, no_loss)
    _write(found, out, write_decisions, decisions)
    if write_form is not None:
        _write_form(write_form, opened[0], bank, found)
    tell_unread(found.scores)
    if as_json:
        print_json({**found.model_dump(mode="json"), "problems": problems})
    elif out is None or str(out) != "-":
        _show(found, to, out, new_bank or bank_dir)
    if found.summary.unread or problems:
        raise Stop(UNGRADED)


@dataclass(frozen=True)
class _Given:
    """What the file holds: responses, or scores."""

    records: Sequence[Any]
    problems: Sequence[str]
    scored: bool

    def items(self) -> set[str]:
        """Items of scores: the bank may have lost some since."""
        return {record.item_id for record in self.records} if self.scored else set()

    def papers(self) -> Sequence[Any]:
        """Records that say how items were shown."""
        from mlinterview.regrading._after import responses_of

        return responses_of(self.records) if self.scored else self.records

    def scheme(self, bank: Bank, forms: Sequence[Form]) -> str:
        """The scheme of the scores where the bank has it, else the form's, else the bank's."""
        from mlinterview.bank.overlays import bundled_schemes

        if self.scored:
            named = {record.scheme for record in self.records}
            known = named & {*bundled_schemes(), *bank.schemes}
            if len(named) == 1 and known:
                return str(known.pop())
        return next((form.scheme for form in forms if form.scheme), None) or bank.scheme


def _read(
    path: Path,
    columns: Mapping[str, Any],
    forms: Sequence[Form],
    bank: Bank,
    roster: Roster | None,
) -> _Given:
    from mlinterview.errors import RecordsError
    from mlinterview.store import read_responses, read_scores

    if columns["wide"] and len(forms) > 1:
        raise click.UsageError("--wide takes one --form")
    scored = not columns["wide"] and holds_scores(path)
    if scored and roster is not None:
        raise click.UsageError("--roster is for responses; scores know who sat which variant")
    found: Any
    if scored:
        found = read_scores(path)
    else:
        form = forms[0] if len(forms) == 1 else None
        found = read_responses(path, form=form, bank=bank, roster=roster, **columns)
    problems = [str(problem) for problem in found.problems]
    if not found:
        for line in problems:
            say(line)
        raise RecordsError(f"{path}: no record that could be read")
    return _Given(list(found), problems, scored)


def _marks(
    path: Path | None, bank: Bank, problems: list[str], roster: Roster | None
) -> Sequence[Mark]:
    from mlinterview.store import read_marks

    if path is None:
        return ()
    found = read_marks(path, bank=bank)
    problems += map(str, found.problems)
    return found if roster is None else marks_under_ids(found, roster)


def _regraded(
    given: _Given,
    bank: Bank,
    before: Bank | None,
    decisions: Sequence[Decision],
    marks: Sequence[Mark],
    forms: Sequence[Form],
    scheme: str | None,
    earlier: str,
    no_loss: bool,
) -> Regrading:
    from mlinterview.regrading.regrade import regrade

    return regrade(
        bank,
        given.records,
        decisions=decisions,
        scheme=scheme or earlier,
        marks=marks,
        form=forms,
        old_bank=before,
        old_scheme=earlier,
        no_loss=no_loss,
    )


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on Python's version
        return None


def _write(
    found: Regrading, out: Path | None, decision_file: Path | None, decisions: Sequence[Decision]
) -> None:
    from mlinterview.regrading import dump_decisions
    from mlinterview.store import replacing, write_scores

    if out is not None:
        write_scores(sys.stdout if str(out) == "-" else out, found.scores)
    if decision_file is not None:
        with replacing(decision_file) as file:
            file.write(dump_decisions(decisions))


def _write_form(path: Path, form: Form, bank: Bank, found: Regrading) -> None:
    from mlinterview.assembly.pick import form_text
    from mlinterview.regrading._forms import form_without
    from mlinterview.store import replacing

    dropped = {one.item: one.keep_max for one in found.decisions if one.action == "drop"}
    with replacing(path) as file:
        file.write(form_text(form_without(form, bank, dropped)))


def _show(found: Regrading, to: str, out: Path | None, bank_dir: Path | None) -> None:
    if to == "text":
        click.echo(found.to_text(width=shared.width(), color=shared.color()).rstrip("\n"))
        if out is not None:
            again = shared.report_words(out, bank_dir)
            click.echo(f"\nNew scores: {out} ({again} prints their report)")
        return
    text = {"html": found.to_html, "md": found.to_markdown, "csv": found.to_csv}[to]()
    click.echo(text, nl=False)
