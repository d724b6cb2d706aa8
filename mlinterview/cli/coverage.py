"""``mlinterview coverage``."""

from __future__ import annotations

from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("coverage", epilog="Example: mlinterview coverage --bank my-bank")
@shared.bank_option
@shared.json_option
def command(bank_dir: Path | None, as_json: bool) -> None:
    """Count items per category, task, area, topic, role and format; name the gaps."""
    from mlinterview.lint.coverage import coverage

    found = coverage(shared.open_bank(bank_dir))
    if as_json:
        print_json(found.as_json())
    else:
        click.echo(found.to_text(shared.width()))
