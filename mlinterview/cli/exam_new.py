"""``mlinterview exam new``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("new", epilog="Example: mlinterview exam new --out midterm.blueprint.yaml")
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The file to write (default: stdout).",
)
@shared.force_option
@shared.json_option
def new(out: Path | None, force: bool, as_json: bool) -> None:
    """Write a commented blueprint to fill in; it can be assembled as it stands."""
    from mlinterview.assembly.scaffold import blueprint_scaffold
    from mlinterview.store import replacing

    if out is None or str(out) == "-":
        if as_json and out is not None:
            raise click.UsageError("--json and --out - both want stdout")
        text = blueprint_scaffold()
        if as_json:
            print_json({"id": "my-exam", "yaml": text})
        else:
            click.echo(text, nl=False)
        return
    shared.output_path(out, force)
    name = re.sub(r"[^a-z0-9_-]+", "-", out.name.split(".")[0].lower()).strip("-_") or "my-exam"
    with replacing(out) as file:
        file.write(blueprint_scaffold(name))
    if as_json:
        print_json({"id": name, "file": str(out)})
    else:
        click.echo(f"{out}: a blueprint to fill in")
        click.echo(f"Make forms of it with: mlinterview exam assemble {out} --out forms")
