"""``mlinterview report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from mlinterview.cli import _gradebook
from mlinterview.cli import _options as shared
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlinterview.bank.bank import Bank
    from mlinterview.model.score import ItemScore
    from mlinterview.reports import Report

_SUFFIXES = {
    "text": "txt",
    "json": "json",
    "html": "html",
    "pdf": "pdf",
    "md": "md",
    "csv": "csv",
}
#: what shows the pictures of a class
_PICTURED = ("html", "pdf")


@click.command("report", epilog="Example: mlinterview report scores.jsonl --by topic --to md")
@click.argument(
    "scores", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--by", help="Comma-separated: category, area, topic, task, skill, role ...")
@click.option(
    "--role",
    "roles",
    metavar="ID,...|all",
    help="Readiness for roles, comma-separated: ml_engineer, data_scientist ...",
)
@click.option("--form", "forms", multiple=True, metavar="FORM", help="The form; may be repeated.")
@shared.scheme_option
@click.option("--to", type=click.Choice(list(_SUFFIXES)), default="text", show_default=True)
@click.option("--examinee", metavar="NAME", help="Only this person.")
@click.option(
    "--audience",
    type=click.Choice(["examinee", "instructor"]),
    default="instructor",
    show_default=True,
    help="The examinee's report hides keys.",
)
@click.option(
    "--each",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write one file a person into DIR.",
)
@_gradebook.options
@click.option("--out", type=click.Path(path_type=Path), help="Write to a file instead of stdout.")
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    scores: Path,
    by: str | None,
    roles: str | None,
    forms: tuple[str, ...],
    scheme: str | None,
    to: str,
    examinee: str | None,
    audience: Literal["examinee", "instructor"],
    each: Path | None,
    out: Path | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
    **book: Any,
) -> None:
    """Report on the scores that `grade --out` wrote: by topic, with intervals.

    Of a class, HTML and PDF show the scores in pictures, with item analysis where numpy is
    installed. `--role` weighs the answers by what a role asks for. `--gradebook` writes totals
    that Moodle or Canvas import, or a workbook.
    """
    from mlinterview.errors import RecordsError
    from mlinterview.reports import report
    from mlinterview.store import read_scores

    if as_json and (each is not None or out is not None):
        raise click.UsageError("--json prints on stdout; use --to json with --each or --out")
    if each is not None and out is not None:
        raise click.UsageError("--each writes a file a person, --out one file; choose one")
    _gradebook.check(book, out, other=as_json or each is not None or to != "text")
    if to == "pdf" and each is None and out is None:
        raise click.UsageError("--to pdf needs --out FILE or --each DIR")
    if out is not None and str(out) != "-":
        shared.output_path(out, force)
    bank = shared.open_bank(bank_dir)
    opened = [shared.open_form(name, bank) for name in forms]
    found = read_scores(scores)
    for problem in found.problems:
        say(str(problem))
    if not found:
        raise RecordsError(f"{scores}: no score that could be read")
    if not opened and not any(score.item_id in bank for score in found):
        say("none of the items of these scores is in this bank; name theirs with --bank")
    named = scheme or next((form.scheme for form in opened if form.scheme), None)
    if named is None:
        named = _scheme_of(found, bank)
    made = report(
        found,
        bank=bank,
        by=shared.kinds(by),
        scheme=named,
        form=opened or None,
        examinee=examinee,
        roles=shared.names(roles),
        analysis=to in _PICTURED and each is None,
    ).for_audience(audience)
    if book["kind"] is not None:
        _gradebook.write(made, book, out)
    elif as_json:
        print_json(made.model_dump(mode="json"))
    elif each is not None:
        files = [(each / f"{stem}.{_SUFFIXES[to]}", one) for stem, one in made.each()]
        each.mkdir(parents=True, exist_ok=True)
        for path, _ in files:
            shared.output_path(path, force)
        for path, one in files:
            _write(path, one, to)
        click.echo(f"{len(files)} files in {each}")
    elif out is not None and str(out) != "-":
        _write(out, made, to)
        click.echo(str(out))
    elif to == "pdf":
        click.echo(made.to_pdf(), nl=False)
    else:
        click.echo(_text(made, to, color=shared.color()).rstrip("\n"))
    if found.problems:
        raise Stop(UNGRADED)


def _scheme_of(scores: Iterable[ItemScore], bank: Bank) -> str:
    """The scheme that all were graded under; the bank's where it has no such one."""
    from mlinterview.bank.overlays import load_scheme
    from mlinterview.errors import UnknownNameError

    used = {score.scheme for score in scores}
    if len(used) != 1:
        return bank.scheme
    name = used.pop()
    try:
        return load_scheme(name, bank).name
    except UnknownNameError:
        say(f"no scheme named {name} here; totals and levels by {bank.scheme} (or --scheme FILE)")
        return bank.scheme


def _write(path: Path, made: Report, to: str) -> None:
    from mlinterview.store import replacing, replacing_bytes

    if to == "pdf":
        content = made.to_pdf()
        with replacing_bytes(path) as paper:
            paper.write(content)
        return
    text = _text(made, to)
    with replacing(path) as file:
        file.write(text)


def _text(made: Report, to: str, *, color: bool = False) -> str:
    if to == "json":
        return made.model_dump_json(indent=2) + "\n"
    if to == "html":
        return made.to_html()
    if to == "md":
        return made.to_markdown()
    if to == "csv":
        return made.to_csv()
    return made.to_text(width=shared.width(), color=color) + "\n"
