"""``mlinterview exam sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.marking.answer_table import Heading
    from mlinterview.model.roster import Roster


@click.command(
    "sheet", epilog="Example: mlinterview exam sheet seed --roster roster.csv --out answers.csv"
)
@click.argument("form_name", metavar="FORM")
@click.option(
    "--roster",
    "roster_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="A row for each person of this list.",
)
@click.option(
    "--variants",
    type=click.IntRange(min=1, max=10_000),
    help="Deal so many variants to the people without one, as exam render does.",
)
@click.option(
    "--headings",
    type=click.Choice(["numbers", "ids"]),
    default="numbers",
    show_default=True,
    help="Columns by the printed numbers, or by the ids of the items.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A .csv or .xlsx file; else CSV to standard output.",
)
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    form_name: str,
    roster_file: Path | None,
    variants: int | None,
    headings: Heading,
    out: Path | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Write the empty table that answers on paper are typed into.

    One row a person; `mlinterview grade FILE --wide --form FORM` reads the filled table. FORM is a
    file, or the id of a form of the bank. The second sheet of an .xlsx file, and --json, say what
    is typed into which column.
    """
    from mlinterview.marking.answer_table import answer_columns, answer_csv, answer_xlsx
    from mlinterview.store import replacing, replacing_bytes

    to_file = out is not None and str(out) != "-"
    if as_json and out is not None and not to_file:
        raise click.UsageError("--json and --out - both want stdout")
    if variants is not None and roster_file is None:
        raise click.UsageError("--variants deals papers to the people of a --roster")
    if to_file:
        assert out is not None
        if out.suffix.lower() not in (".csv", ".xlsx"):
            raise click.UsageError(f"--out takes a .csv or .xlsx file; found {out}")
        shared.output_path(out, force)
    bank = shared.open_bank(bank_dir)
    form = shared.open_form(form_name, bank)
    columns = answer_columns(form, bank, headings=headings)
    roster: Roster | None = None
    problems: list[str] = []
    if roster_file is not None:
        roster, problems = shared.open_roster(roster_file, variants)
    for line in problems:
        say(line)
    if to_file and out is not None and out.suffix.lower() == ".xlsx":
        content = answer_xlsx(columns, roster, title=form.title or form.id)
        with replacing_bytes(out) as file:
            file.write(content)
    elif to_file and out is not None:
        with replacing(out) as text_file:
            text_file.write(answer_csv(columns, roster))
    if as_json:
        print_json(
            {
                "form": form.id,
                "file": str(out) if out is not None else None,
                "people": [
                    {"examinee": entry.examinee, "variant": entry.variant} for entry in roster or ()
                ],
                "columns": [column.as_json() for column in columns],
                "problems": problems,
            }
        )
    elif to_file:
        people = f"{len(roster)} people, " if roster is not None else ""
        click.echo(f"{out}: {people}{len(columns)} columns for answers")
        bank_words = f" --bank {bank_dir}" if bank_dir is not None else ""
        roster_words = f" --roster {roster_file}" if roster_file is not None else ""
        roster_words += f" --variants {variants}" if variants is not None else ""
        command_line = f"mlinterview grade {out} --wide --form {form_name}"
        click.echo(f"Grade it with: {command_line}{roster_words}{bank_words}")
    else:
        click.echo(
            answer_csv(columns, roster).removeprefix("\ufeff").replace("\r\n", "\n"), nl=False
        )
    if problems:
        raise Stop(UNGRADED)
