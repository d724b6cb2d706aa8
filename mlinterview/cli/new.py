"""``mlinterview new``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("new", epilog="Example: mlinterview new numeric --id recall-of-a-screen")
@click.argument("format_name", metavar="FORMAT")
@click.option("--id", "item_id", default="my-item", show_default=True, help="The item's id.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write; an existing bank file gets the item added at its end.",
)
@shared.json_option
def command(format_name: str, item_id: str, out: Path | None, as_json: bool) -> None:
    """Print a commented item of FORMAT to fill in."""
    from mlinterview.bank.scaffold import FORMATS, HEADER, item_scaffold
    from mlinterview.store import replacing

    if format_name not in FORMATS:
        raise click.UsageError(f"no format {format_name!r}; one of {', '.join(FORMATS)} expected")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", item_id):
        raise click.UsageError(f"an id such as recall-of-a-screen expected, found {item_id!r}")
    text = item_scaffold(format_name, item_id)
    if out is None:
        if as_json:
            print_json({"format": format_name, "id": item_id, "yaml": HEADER + text})
        else:
            click.echo(HEADER + text, nl=False)
        return
    old = out.read_text(encoding="utf-8") if out.exists() else HEADER
    if re.search(rf"^- id:\s*{re.escape(item_id)}\s*(#.*)?$", old, re.MULTILINE):
        raise click.UsageError(f"{out} holds an item {item_id!r} already; choose another --id")
    out.parent.mkdir(parents=True, exist_ok=True)
    with replacing(out) as file:
        file.write(old + ("" if old.endswith("\n") else "\n") + text)
    if as_json:
        print_json({"format": format_name, "id": item_id, "file": str(out)})
    else:
        click.echo(f"{out}: {item_id}")
