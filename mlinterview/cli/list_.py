"""``mlinterview list``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("list", epilog="Example: mlinterview list --role ml_engineer --difficulty 3-4")
@shared.selection_options
@click.option("--search", metavar="WORDS", help="Words in id, title, stem or topic.")
@shared.bank_option
@shared.json_option
def command(search: str | None, bank_dir: Path | None, as_json: bool, **given: Any) -> None:
    """List the items of the bank."""
    bank = shared.open_bank(bank_dir)
    found = shared.select(bank, search=search, **given)
    if as_json:
        print_json(
            {
                "items": [
                    {
                        "id": item.id,
                        "format": item.format,
                        "category": item.category,
                        "topics": list(item.topics),
                        "difficulty": item.difficulty,
                        "title": item.label,
                    }
                    for item in found.values()
                ]
            }
        )
        return
    columns = shared.width()
    longest = max((len(item.id) for item in found.values()), default=0)
    category = None
    for item in found.values():
        if item.category != category:
            category = item.category
            click.echo(f"\n{bank.taxonomy.title('category', category or '')} ({category})")
        head = f"  {item.id:<{min(longest, 40)}}  {item.format:<13}  {item.difficulty or '-'}  "
        room = columns - len(head)
        title = item.label if len(item.label) <= room else item.label[: max(0, room - 1)] + "…"
        click.echo(head + title if room > 12 else head.rstrip())
    click.echo(f"\n{len(found)} of {len(bank)} listed; mlinterview show ID shows one")
