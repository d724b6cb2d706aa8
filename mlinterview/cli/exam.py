"""``mlinterview exam pick``."""

from __future__ import annotations

from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli import exam_render, exam_sheet
from mlinterview.cli._run import print_json
from mlinterview.cli.exam_assemble import assemble
from mlinterview.cli.exam_new import new


@click.group("exam", epilog="Example: mlinterview exam pick loss-for-task --out quiz.form.yaml")
def command() -> None:
    """Put exams together."""


command.add_command(exam_render.command)
command.add_command(exam_sheet.command)


@command.command(
    "pick",
    epilog="Example: mlinterview exam pick loss-for-task p-value-as-posterior --out quiz.form.yaml",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The form to write.")
@click.option("--title", help="The exam's title.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="Time allowed.")
@click.option("--scheme", metavar="NAME", help="Marking scheme.")
@click.option("--by-category", is_flag=True, help="One section for each category.")
@shared.force_option
@shared.bank_option
@shared.json_option
def pick(
    ids: tuple[str, ...],
    out: Path,
    title: str | None,
    minutes: float | None,
    scheme: str | None,
    by_category: bool,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Write a form that holds these items, in this order."""
    from mlinterview.assembly.pick import form_text, pick_form
    from mlinterview.store import replacing

    if str(out) == "-" and as_json:
        raise click.UsageError("--json and --out - both want stdout")
    if str(out) != "-":
        shared.output_path(out, force)
    bank = shared.open_bank(bank_dir)
    form_id = out.name.split(".")[0] if str(out) != "-" else "form"
    form, notes = pick_form(
        bank,
        ids,
        form_id=form_id,
        title=title,
        minutes=minutes,
        scheme=scheme,
        by_category=by_category,
    )
    for note in notes:
        click.echo(f"note: {note}", err=True)
    if str(out) == "-":
        click.echo(form_text(form), nl=False)
        return
    with replacing(out) as file:
        file.write(form_text(form))
    count = sum(1 for _ in form.entries())
    if as_json:
        print_json({"form": form.id, "file": str(out), "items": count, "notes": list(notes)})
    else:
        click.echo(f"{out}: {count} items")
        bank_words = f" --bank {bank_dir}" if bank_dir is not None else ""
        click.echo(f"Answer it with: mlinterview practice --form {out}{bank_words}")


command.add_command(new)
command.add_command(assemble)
