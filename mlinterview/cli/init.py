"""``mlinterview init``."""

from __future__ import annotations

from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("init", epilog="Example: mlinterview init my-bank")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The bank's title (default: the directory's name).")
@shared.force_option
@shared.json_option
def command(directory: Path, title: str | None, force: bool, as_json: bool) -> None:
    """Start a bank of your own in DIR."""
    from mlinterview.bank.scaffold import bank_files
    from mlinterview.store import replacing

    name = title or directory.resolve().name
    files = [(directory.joinpath(*path.split("/")), text) for path, text in bank_files(name)]
    there = [path for path, _ in files if path.exists()]
    if there and not force:
        raise click.UsageError(f"{there[0]} exists; --force overwrites it")
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(text)
    if as_json:
        print_json({"directory": str(directory), "files": [str(path) for path, _ in files]})
        return
    for path, _ in files:
        click.echo(path)
    item, form = files[2][0], files[3][0]
    click.echo(f"\nEdit {item} (its id stands in {form} too), then:")
    click.echo(f"  mlinterview lint {directory}")
    click.echo(f"  mlinterview practice --bank {directory}")
