"""``mlinterview exam render``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._papers import FORMATS, Copy, Target, check_targets, targets_for, write_all
from mlinterview.cli._run import UNGRADED, Stop, print_json, say
from mlinterview.rendering.formats import BINARY

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.form import Form
    from mlinterview.model.roster import Roster

_MOST_VARIANTS = 10_000
_LISTED = 12


@click.command(
    "render",
    epilog="Example: mlinterview exam render seed --to pdf --variants 3 --out papers/"
    " (and the same with --key --out keys/)",
)
@click.argument("form_name", metavar="FORM")
@click.option(
    "--to",
    type=click.Choice(list(FORMATS)),
    help="Format; else by the name of --out, else html.",
)
@click.option("--key", is_flag=True, help="The key: right answers, reasons, feedback and rubrics.")
@click.option(
    "--variants",
    type=click.IntRange(min=1, max=_MOST_VARIANTS),
    metavar="N",
    help="So many variants: A, B, C ..., or 001, 002 ... from 27 on. Each draws and shuffles anew.",
)
@click.option(
    "--roster",
    "roster_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="A paper for each person of this list, with name, variant and the person's minutes.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file, or a directory for several papers; else text goes to standard output.",
)
@click.option("--one-file", is_flag=True, help="All papers in one file, each with its own pages.")
@click.option(
    "--paper",
    "size",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="Size of the sheets.",
)
@click.option("--large-print", is_flag=True, help="Letters more than half as large again.")
@click.option(
    "--language",
    type=click.Choice(["en", "vi"]),
    help="Of the fixed words (name, points, minutes); else the form's or the bank's.",
)
@click.option(
    "--answer-sheet/--no-answer-sheet",
    default=True,
    show_default=True,
    help="A sheet to answer on; without it there is room below each question.",
)
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    form_name: str,
    to: str | None,
    key: bool,
    variants: int | None,
    roster_file: Path | None,
    out: Path | None,
    one_file: bool,
    size: Literal["a4", "letter"],
    large_print: bool,
    language: str | None,
    answer_sheet: bool,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Print an exam: PDF, HTML, Markdown, LaTeX or Word.

    FORM is a file, or the id of a form of the bank. Several papers (--variants, --roster) go to a
    directory, one file each, or to one file if --out names a file of that format. The code printed
    on a paper is what answers carry as `variant`: with it and the form, letters are read back as
    they were printed. With --roster, --key writes one key for each variant on the list.
    """
    from mlinterview.rendering.paper import PageSetup, check_variants, variant_codes

    to = _format(to, out)
    to_stdout = out is None or str(out) == "-"
    if to_stdout and as_json:
        raise click.UsageError("--json and a paper both want stdout; give --out")
    if out is None and to in BINARY:
        raise click.UsageError(f"{to} is no text for a terminal; give --out FILE")
    bank = shared.open_bank(bank_dir)
    form = shared.open_form(form_name, bank)
    codes = variant_codes(variants) if variants is not None else ()
    problems: list[str] = []
    roster: Roster | None = None
    if roster_file is not None:
        roster, problems = shared.open_roster(roster_file, variants)
    copies = _copies(codes, roster, key=key)
    if to_stdout and len(copies) > 1 and not one_file:
        raise click.UsageError(f"{len(copies)} papers: give --out DIR, or --one-file")
    targets = targets_for(form.id, copies, to, out, key=key, one_file=one_file)
    setup = PageSetup(size=size, large_print=large_print, inline_figures=to_stdout)
    check_variants(form, bank, dict.fromkeys(copy.variant for copy in copies))
    if not to_stdout:
        check_targets(targets, force)
    for line in [*problems, *_doubts(form, bank)]:
        say(line)
    written = write_all(
        targets,
        form,
        bank,
        setup,
        to=to,
        key=key,
        language=language,
        answer_sheet=answer_sheet,
        force=force,
    )
    for note in written.notes:
        say(note)
    if as_json:
        print_json(
            {
                "form": form.id,
                "to": to,
                "key": key,
                "papers": [
                    {
                        "file": str(target.path),
                        "variant": copy.variant,
                        "examinee": copy.person.examinee if copy.person is not None else None,
                    }
                    for target in targets
                    for copy in target.copies
                ],
                "figures": [str(path) for path in written.figures],
                "notes": list(written.notes),
                "problems": problems,
            }
        )
    elif not to_stdout:
        _tell(targets)
    if problems:
        raise Stop(UNGRADED)


def _format(to: str | None, out: Path | None) -> str:
    """What is asked for: by ``--to``, else by the name of the file, else HTML."""
    if out is None or str(out) == "-" or out.is_dir() or not out.suffix:
        return to or "html"
    suffix = out.suffix.lower().removeprefix(".")
    named = {"htm": "html", "markdown": "md"}.get(suffix, suffix)
    if to is None and named not in FORMATS:
        raise click.UsageError(f"the name {out.name} tells no format: give --to")
    if to is not None and named in FORMATS and named != to:
        raise click.UsageError(f"--to {to}, but {out.name} is the name of another format")
    return to or named


def _copies(codes: Sequence[str], roster: Roster | None, *, key: bool) -> list[Copy]:
    """Whose papers are printed: everybody's, else each variant's, else one."""
    if roster is None:
        return [Copy(variant=code) for code in codes] or [Copy()]
    if key:  # what is right depends on the variant alone
        return [Copy(variant=code) for code in dict.fromkeys(entry.variant for entry in roster)]
    return [Copy(variant=entry.variant, person=entry) for entry in roster]


def _doubts(form: Form, bank: Bank) -> list[str]:
    """What a careful examiner would want to know before printing."""
    found = []
    for entry in form.entries():
        item = bank[entry.id]
        if entry.version is not None and entry.version != item.version:
            found.append(
                f"{entry.id}: the form was made with version {entry.version},"
                f" the bank has {item.version}"
            )
        if item.status != "reviewed":
            found.append(f"{entry.id} is {item.status}")
    return found


def _tell(targets: Sequence[Target]) -> None:
    for target in targets[:_LISTED]:
        count = len(target.copies)
        codes = [copy.variant for copy in target.copies if copy.variant]
        words = "1 paper" if count == 1 else f"{count} papers"
        if codes:
            shown = codes[0] if len(set(codes)) == 1 else f"{codes[0]} to {codes[-1]}"
            words += f", variant{'s' if len(set(codes)) > 1 else ''} {shown}"
        click.echo(f"{target.path}: {words}")
    if len(targets) > _LISTED:
        click.echo(f"... {len(targets)} files in {targets[0].path.parent}")
